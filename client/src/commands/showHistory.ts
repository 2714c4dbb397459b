import * as vscode from "vscode";
import type { App } from "../app.ts";
import type { Answer } from "../calls/answer.ts";

/** Lets the user pick a past call and shows its answer. */
export async function showHistory(app: App): Promise<void> {
  const answer = await pickAnswer(app.history.answers, vscode.l10n.t("Call History"));
  if (answer) await app.answers.showPast(answer);
}

export async function pickAnswer(answers: readonly Answer[], title: string): Promise<Answer | undefined> {
  if (answers.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There are no answers yet."));
    return undefined;
  }
  const time = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "short", timeStyle: "medium" });
  const items = answers.map(answer => ({
    label: `$(${answer.failure ? "error" : "pass"}) ${answer.request.method.split("/")[1] ?? answer.request.method}`,
    description: `${answer.status.name} · ${Math.round(answer.timing.end)} ms`,
    detail: `${time.format(new Date(answer.startedAt))} · ${answer.request.address} · ${answer.request.method}`,
    answer,
  }));
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true });
  return picked?.answer;
}
