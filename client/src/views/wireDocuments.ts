/** Messages on the wire as read-only documents `protocall-wire:/<name>.txt?<key>`, so that search, folding and copying are the editor's. */
import * as vscode from "vscode";
import type { BodyProblem } from "../../rpc/codec/bodyProblem.ts";
import { bodyProblemText } from "../../rpc/codec/bodyText.ts";
import type { WireQuestion } from "../../rpc/questions.ts";
import type { App } from "../app.ts";
import { failureText } from "../../rpc/failureText.ts";
import { notesLanguage } from "../platform/settings.ts";

const scheme = "protocall-wire";

/** One message to be shown. */
export type WireMessage = Omit<WireQuestion, "type" | "language">;

export class WireDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.#texts.delete(uri.toString());
      }),
      this.#changed,
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  /** Shows messages one below the other, beside where they come from. `key`: the same shows in the same document. */
  async show(app: App, key: string, messages: readonly WireMessage[]): Promise<void> {
    const texts: string[] = [];
    for (const message of messages) texts.push(await textOf(app, message));
    const method = messages[0]?.path ?? "";
    const name = method.slice(method.lastIndexOf("/") + 1);
    const uri = vscode.Uri.from({ scheme, path: `/${name}.wire.txt`, query: key });
    this.#texts.set(uri.toString(), texts.join("\n"));
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const options = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false };
    await vscode.window.showTextDocument(document, options);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

async function textOf(app: App, message: WireMessage): Promise<string> {
  const language = notesLanguage();
  const answer = await app.runner.ask({ ...message, type: "wire", language }, new AbortController().signal);
  if (!answer.ok) return `${failureText(answer.failure, language).title}\n`;
  if ("text" in answer) return answer.text;
  return answer.problems
    .map((problem: BodyProblem) => `${problem.path || "."}: ${bodyProblemText(problem, language)}\n`)
    .join("");
}
