import * as vscode from "vscode";
import { environmentFiles } from "../../../server/src/protocol/environment.ts";
import type { App } from "../app.ts";
import { chooseEnvironment, loadEnvironments } from "../calls/environments.ts";

/** Lets the user choose the environment whose variables requests get. `name` chooses without asking; "" chooses none. */
export async function selectEnvironment(app: App, name?: string): Promise<void> {
  if (name !== undefined) return chooseEnvironment(app, name || undefined);
  const document = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!document) return;
  const { names, selected } = await loadEnvironments(app, document);
  if (names.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no {0} beside the request or above it.", environmentFiles[0]),
    );
    return;
  }
  const none = { label: vscode.l10n.t("No environment"), environment: undefined as string | undefined };
  const items = names.map(environment => ({
    label: environment,
    ...(environment === selected ? { description: vscode.l10n.t("in use") } : {}),
    environment: environment as string | undefined,
  }));
  const picked = await vscode.window.showQuickPick([...items, none], { title: vscode.l10n.t("Select Environment") });
  if (picked) await chooseEnvironment(app, picked.environment);
}
