import * as vscode from "vscode";
import type { App } from "../app.ts";
import { shownAnswer } from "../calls/shownAnswer.ts";
import { pickAnswer } from "./showHistory.ts";

/** Shows an answer and another one, which the user picks, side by side in the diff editor. */
export async function compareAnswers(app: App, uri?: vscode.Uri): Promise<void> {
  const answer = shownAnswer(app, uri);
  if (!answer) return;
  const others = [...app.answers.shown, ...app.history.answers].filter(
    (other, index, all) => other.id !== answer.id && all.findIndex(({ id }) => id === other.id) === index,
  );
  // Those of the same method are what one most likely compares with.
  others.sort(
    (a, b) => Number(b.request.method === answer.request.method) - Number(a.request.method === answer.request.method),
  );
  const other = await pickAnswer(others, vscode.l10n.t("Compare with…"));
  if (!other) return;
  const title = `${other.request.method} ${other.startedAt.slice(11, 19)} ↔ ${answer.startedAt.slice(11, 19)}`;
  await vscode.commands.executeCommand("vscode.diff", app.answers.keep(other), app.answers.keep(answer), title);
}
