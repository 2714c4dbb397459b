import * as vscode from "vscode";
import type { App } from "../app.ts";

export async function clearHistory(app: App): Promise<void> {
  await app.history.clear();
  void vscode.window.showInformationMessage(vscode.l10n.t("The call history is empty now."));
}
