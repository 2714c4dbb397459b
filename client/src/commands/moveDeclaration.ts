import * as path from "node:path";
import * as vscode from "vscode";

/** What the server's action needs to know, without the file to move to. */
interface Move {
  readonly uri: string;
}

/** Asks for a file, one that exists or a new one, and has the server move the declaration there. */
export async function moveDeclaration(move: Move): Promise<void> {
  const from = vscode.Uri.parse(move.uri, true);
  const to = await pickFile(from);
  if (to) await vscode.commands.executeCommand("protocall.server.refactor", { ...move, argument: to.toString() });
}

interface Item extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

async function pickFile(from: vscode.Uri): Promise<vscode.Uri | undefined> {
  const files = await vscode.workspace.findFiles("**/*.proto", undefined, 2000);
  const own = path.posix.dirname(from.path);
  const items: Item[] = files
    .filter(uri => uri.path !== from.path)
    .sort((a, b) => distance(own, a) - distance(own, b) || a.path.localeCompare(b.path))
    .map(uri => ({ label: path.posix.basename(uri.path), description: vscode.workspace.asRelativePath(uri), uri }));
  const fresh: Item = { label: vscode.l10n.t("$(new-file) New File…") };
  const title = vscode.l10n.t("Move to Which File?");
  const picked = await vscode.window.showQuickPick([fresh, ...items], { title, matchOnDescription: true });
  return picked === fresh ? newFile(from) : picked?.uri;
}

/** Files of the same folder come first. */
const distance = (folder: string, uri: vscode.Uri): number => (path.posix.dirname(uri.path) === folder ? 0 : 1);

async function newFile(from: vscode.Uri): Promise<vscode.Uri | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("Name of the New File"),
    prompt: vscode.l10n.t("Relative to the folder of the file that the declaration is in"),
    value: "new.proto",
    valueSelection: [0, "new".length],
    validateInput: value =>
      /^[^\\:*?"<>|]+\.proto$/.test(value) ? undefined : vscode.l10n.t("A name that ends in .proto"),
  });
  return name ? vscode.Uri.joinPath(from, "..", name) : undefined;
}
