import * as vscode from "vscode";

/** A name that a refactoring made, in the text after it. */
export interface MadeName {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly name: string;
}

/** Asks for a better name, unless the refactoring was not made after all. */
export async function renameAt({ uri, line, character, name }: MadeName): Promise<void> {
  const target = vscode.Uri.parse(uri, true);
  const document = await vscode.workspace.openTextDocument(target);
  const position = new vscode.Position(line, character);
  const range = new vscode.Range(position, position.translate(0, name.length));
  if (document.getText(document.validateRange(range)) !== name) return;
  await vscode.commands.executeCommand("editor.action.rename", [target, position]);
}
