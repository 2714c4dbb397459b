/**
 * Answers as read-only documents `protocall-answer:/<name>.grpc-answer?<key>`. Each request has one document that shows its latest
 * answer; an answer of the history has its own.
 */
import { createHash } from "node:crypto";
import * as vscode from "vscode";
import type { Answer, AnswerRequest } from "./answer.ts";
import { KeptDocuments } from "../platform/keptDocuments.ts";
import { notesTranslate } from "../platform/translate.ts";
import { renderAnswer, renderPending } from "./renderAnswer.ts";

export const answerScheme = "protocall-answer";

type Content = { readonly answer: Answer } | { readonly pending: AnswerRequest };

export class AnswerDocuments implements vscode.Disposable {
  readonly #documents = new KeptDocuments<Content>(answerScheme, textOf);
  readonly onDidChange = this.#documents.onDidChange;

  /** The answer that a document shows. */
  answerOf(uri: vscode.Uri): Answer | undefined {
    const content = this.#documents.get(uri);
    return content && "answer" in content ? content.answer : undefined;
  }

  get shown(): readonly Answer[] {
    return this.#documents.all.flatMap(content => ("answer" in content ? [content.answer] : []));
  }

  /** Shows that a call is under way, beside its request and without taking the focus from it. */
  async showPending(request: AnswerRequest): Promise<void> {
    await this.#show(latestUri(request), { pending: request });
  }

  async showLatest(answer: Answer): Promise<vscode.Uri> {
    return this.#show(latestUri(answer.request), { answer });
  }

  /** Shows an answer of the history in a document of its own. */
  async showPast(answer: Answer): Promise<vscode.Uri> {
    return this.#show(this.keep(answer), { answer });
  }

  /** A document of an answer that stays as it is, for example one side of a comparison. */
  keep(answer: Answer): vscode.Uri {
    const time = answer.startedAt.slice(11, 19).replaceAll(":", ".");
    const uri = vscode.Uri.from({
      scheme: answerScheme,
      path: `/${fileName(answer.request)} ${time}.grpc-answer`,
      query: answer.id,
    });
    this.#documents.keep(uri, { answer });
    return uri;
  }

  async #show(uri: vscode.Uri, content: Content): Promise<vscode.Uri> {
    const visible = vscode.window.visibleTextEditors.find(editor => editor.document.uri.scheme === answerScheme);
    await this.#documents.show(uri, content, visible?.viewColumn);
    return uri;
  }

  dispose(): void {
    this.#documents.dispose();
  }
}

function textOf(content: Content | undefined): string {
  const t = notesTranslate();
  if (!content) return `// ${t("this answer is no longer kept; send the request again")}\n`;
  return "answer" in content ? renderAnswer(content.answer, t) : renderPending(content.pending, t);
}

function latestUri(request: AnswerRequest): vscode.Uri {
  const key = createHash("sha256")
    .update(`${request.uri}\n${request.name}\n${request.method}`)
    .digest("hex")
    .slice(0, 12);
  return vscode.Uri.from({ scheme: answerScheme, path: `/${fileName(request)}.grpc-answer`, query: key });
}

const fileName = ({ method }: AnswerRequest): string => method.slice(method.lastIndexOf("/") + 1);
