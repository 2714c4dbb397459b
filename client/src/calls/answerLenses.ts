/** What can be done with an answer, as lenses above it: mending a failure first, then sending again, copying and comparing. */
import * as vscode from "vscode";
import { notesTranslate } from "../platform/translate.ts";
import type { AnswerDocuments } from "./answerDocuments.ts";
import { answerScheme } from "./answerDocuments.ts";

export class AnswerLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #answers: AnswerDocuments;
  readonly #registration: vscode.Disposable;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(answers: AnswerDocuments) {
    this.#answers = answers;
    this.onDidChangeCodeLenses = (listener, self, disposables) =>
      answers.onDidChange(() => listener.call(self), undefined, disposables);
    this.#registration = vscode.languages.registerCodeLensProvider({ scheme: answerScheme }, this);
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const answer = this.#answers.answerOf(uri);
    if (!answer) return [];
    const t = notesTranslate();
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string, ...args: unknown[]) =>
      new vscode.CodeLens(top, { title, command: `protocall.${command}`, arguments: args });
    const { request, failure } = answer;
    return [
      ...(failure?.fixes ?? []).map(fix => lens(`$(lightbulb) ${fix.title}`, "applyFix", answer.id, fix)),
      lens(`$(debug-restart) ${t("Send Again")}`, "sendRequest", request.uri, {
        line: request.line,
        character: 0,
      }),
      ...(answer.messages.length > 0 ? [lens(`$(file-binary) ${t("Wire")}`, "showWire", uri)] : []),
      ...(request.mode === "plaintext"
        ? []
        : [
            lens(`$(shield) ${t("Handshake")}`, "inspectHandshake", request.uri, {
              line: request.line,
              character: 0,
            }),
          ]),
      lens(`$(copy) ${t("Copy")}`, "copyAnswer", uri),
      lens(`$(save) ${t("Save…")}`, "saveAnswer", uri),
      lens(`$(diff) ${t("Compare…")}`, "compareAnswers", uri),
    ];
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
