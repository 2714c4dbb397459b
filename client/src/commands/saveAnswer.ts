import * as vscode from "vscode";
import type { App } from "../app.ts";
import { bodyOf } from "../calls/renderAnswer.ts";
import { shownAnswer } from "../calls/shownAnswer.ts";

/** Saves the messages of an answer as plain JSON. */
export async function saveAnswer(app: App, uri?: vscode.Uri): Promise<void> {
  const answer = shownAnswer(app, uri);
  if (!answer) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${answer.request.method.split("/")[1] ?? "answer"}.json`;
  const file = await vscode.window.showSaveDialog({
    filters: { JSON: ["json"] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
  if (file) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${bodyOf(answer)}\n`));
}
