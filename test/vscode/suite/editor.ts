/** What the tests do in the editor: files of the workspace, waiting for what shows up, settings. */
import assert from "node:assert/strict";
import * as path from "node:path";
import * as vscode from "vscode";

const workspaceFolder = (): vscode.Uri => {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "the tests need a workspace folder");
  return folder.uri;
};

export const workspaceFile = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), ...name.split("/"));

export async function writeFile(name: string, text: string): Promise<vscode.Uri> {
  const uri = workspaceFile(name);
  await vscode.workspace.fs.createDirectory(vscode.Uri.file(path.dirname(uri.fsPath)));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

export const readFile = async (uri: vscode.Uri): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

/** Opens a file of the workspace in an editor. */
export async function openFile(name: string, text: string): Promise<vscode.TextEditor> {
  const uri = await writeFile(name, text);
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** The place behind the first occurrence of a text. */
export function after(document: vscode.TextDocument, text: string): vscode.Position {
  const index = document.getText().indexOf(text);
  assert.ok(index >= 0, `“${text}” is in ${document.uri.path}`);
  return document.positionAt(index + text.length);
}

/** Asks until the answer is a value; the language server works on its own time. */
export async function until<Value>(
  what: string,
  ask: () => Value | undefined | PromiseLike<Value | undefined>,
  limitMs = 60_000,
): Promise<NonNullable<Value>> {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await ask();
    if (value) return value as NonNullable<Value>;
    if (Date.now() > end) assert.fail(`did not happen in ${limitMs} ms: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** The text of all hovers at a place. */
export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map(content => (typeof content === "string" ? content : content.value))
    .join("\n");
}

/** Sets a setting for as long as `run` takes. */
export async function withSetting(name: string, value: unknown, run: () => Promise<void>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  try {
    await run();
  } finally {
    await configuration.update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}

export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
