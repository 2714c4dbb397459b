/** The places that a lens counted, in the editor's own view of references. */
import * as vscode from "vscode";

interface Range {
  readonly start: Position;
  readonly end: Position;
}
interface Position {
  readonly line: number;
  readonly character: number;
}

/** Takes plain values, as the server sends them. */
export async function showReferences(
  uri: string,
  position: Position,
  locations: readonly { readonly uri: string; readonly range: Range }[],
): Promise<void> {
  const at = ({ line, character }: Position): vscode.Position => new vscode.Position(line, character);
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    vscode.Uri.parse(uri),
    at(position),
    locations.map(
      l => new vscode.Location(vscode.Uri.parse(l.uri), new vscode.Range(at(l.range.start), at(l.range.end))),
    ),
  );
}
