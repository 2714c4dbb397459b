import * as vscode from "vscode";
import type { App } from "../app.ts";
import type { Answer } from "./answer.ts";
import { answerScheme } from "./answerDocuments.ts";

/** The answer of a document, without one that of the active editor, else of any visible one. */
export function shownAnswer(app: App, uri?: vscode.Uri): Answer | undefined {
  const visible = vscode.window.visibleTextEditors.map(editor => editor.document.uri);
  const candidates = [uri, vscode.window.activeTextEditor?.document.uri, ...visible];
  const found = candidates.find(candidate => candidate?.scheme === answerScheme);
  return found && app.answers.answerOf(found);
}
