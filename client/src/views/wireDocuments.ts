/** Messages on the wire as read-only documents `protocall-wire:/<name>.txt?<key>`, so that search, folding and copying are the editor's. */
import * as vscode from "vscode";
import type { BodyProblem } from "../../rpc/codec/bodyProblem.ts";
import { bodyProblemText } from "../../rpc/codec/bodyText.ts";
import type { WireQuestion } from "../../rpc/questions.ts";
import type { App } from "../app.ts";
import { failureText } from "../../rpc/failureText.ts";
import { KeptDocuments } from "../platform/keptDocuments.ts";
import { notesLanguage } from "../platform/settings.ts";

const scheme = "protocall-wire";

/** One message to be shown. */
export type WireMessage = Omit<WireQuestion, "type" | "language">;

export class WireDocuments implements vscode.Disposable {
  readonly #documents = new KeptDocuments<string>(scheme, text => text ?? "");

  /** Shows messages one below the other, beside where they come from. `key`: the same shows in the same document. */
  async show(app: App, key: string, messages: readonly WireMessage[]): Promise<void> {
    const texts: string[] = [];
    for (const message of messages) texts.push(await textOf(app, message));
    const method = messages[0]?.path ?? "";
    const name = method.slice(method.lastIndexOf("/") + 1);
    const uri = vscode.Uri.from({ scheme, path: `/${name}.wire.txt`, query: key });
    await this.#documents.show(uri, texts.join("\n"));
  }

  dispose(): void {
    this.#documents.dispose();
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
