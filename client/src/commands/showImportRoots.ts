import * as vscode from "vscode";
import { Requests, type RootInfo, type RootsResult } from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";
import { writeRoots } from "../calls/profileEdits.ts";

/** Lists where imports of the active file are looked for, and why there; a button fixes them in `protocall.json`. */
export async function showImportRoots(app: App): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== "proto") {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a .proto file first."));
    return;
  }
  const roots = await app.server.request<RootsResult>(Requests.roots, { uri: document.uri.toString() });
  const write: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("save"),
    tooltip: vscode.l10n.t("Write These Roots to protocall.json"),
  };
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly root: RootInfo }>();
  pick.title = vscode.l10n.t("Import Roots, in the Order of Search");
  pick.placeholder = vscode.l10n.t("Select one to open the file that names it");
  pick.matchOnDescription = pick.matchOnDetail = true;
  pick.buttons = [write];
  pick.items = roots.map(root => ({
    label: `${root.exists ? "$(folder)" : "$(warning)"} ${root.shown}`,
    description: root.prefix ?? (root.exists ? "" : vscode.l10n.t("does not exist")),
    detail: root.reason,
    root,
  }));
  pick.onDidTriggerButton(async () => {
    pick.hide();
    // What a prefix stands for cannot be written as a folder.
    const folders = roots.filter(r => r.exists && r.prefix === undefined).map(r => vscode.Uri.parse(r.uri).fsPath);
    const file = await writeRoots(document.uri, folders);
    await vscode.window.showTextDocument(file);
  });
  pick.onDidAccept(async () => {
    const root = pick.selectedItems[0]?.root;
    pick.hide();
    if (root?.evidence !== undefined) await vscode.window.showTextDocument(vscode.Uri.parse(root.evidence));
    else if (root) await vscode.commands.executeCommand("revealInExplorer", vscode.Uri.parse(root.uri));
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}
