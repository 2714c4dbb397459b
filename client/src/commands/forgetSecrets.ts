import * as vscode from "vscode";
import type { App } from "../app.ts";

export async function forgetSecrets(app: App): Promise<void> {
  const count = await app.secrets.forgetAll();
  void vscode.window.showInformationMessage(vscode.l10n.t("{0} stored secrets are forgotten.", count));
}
