import * as vscode from "vscode";
import type { App } from "../app.ts";
import { bodyOf } from "../calls/renderAnswer.ts";
import { shownAnswer } from "../calls/shownAnswer.ts";

/** Copies the messages of an answer as plain JSON. */
export async function copyAnswer(app: App, uri?: vscode.Uri): Promise<void> {
  const answer = shownAnswer(app, uri);
  if (!answer) return;
  await vscode.env.clipboard.writeText(bodyOf(answer));
  void vscode.window.setStatusBarMessage(vscode.l10n.t("The answer is in the clipboard."), 4000);
}
