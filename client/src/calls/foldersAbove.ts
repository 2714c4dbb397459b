import * as vscode from "vscode";

/**
 * The folder of a document and those above it, nearest first, up to its workspace folder: configuration beyond the workspace
 * is nobody's who trusted it. A document without a place belongs to the first workspace folder.
 */
export function foldersAbove(document: vscode.Uri): vscode.Uri[] {
  const file = document.scheme === "untitled" ? document.with({ scheme: "file" }) : document;
  const root = vscode.workspace.getWorkspaceFolder(file)?.uri;
  if (!root) {
    const isPlaced = file.path.startsWith("/");
    if (isPlaced && document.scheme === "file") return [vscode.Uri.joinPath(file, "..")];
    const first = vscode.workspace.workspaceFolders?.[0]?.uri;
    return first ? [first] : [];
  }
  const folders: vscode.Uri[] = [];
  for (let folder = vscode.Uri.joinPath(file, ".."); ; folder = vscode.Uri.joinPath(folder, "..")) {
    folders.push(folder);
    if (folder.path === root.path || folder.path === "/" || !folder.path.startsWith(root.path)) return folders;
  }
}
