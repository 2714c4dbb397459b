/** Files and folders that are renamed in the editor: imports follow. */
import type { Connection, FileOperationRegistrationOptions } from "vscode-languageserver";
import { relativeTo } from "../base/path.ts";
import { type FileMove, renameFiles } from "../features/renameFiles.ts";
import { everywhere } from "./everywhere.ts";
import { longWork } from "./longWork.ts";
import { renaming } from "./renameWording.ts";
import type { Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";
import { workspaceEdit } from "./workspaceEdits.ts";

export const fileRenames: FileOperationRegistrationOptions = {
  filters: [
    { scheme: "file", pattern: { glob: "**/*.proto", matches: "file" } },
    { scheme: "file", pattern: { glob: "**", matches: "folder" } },
  ],
};

export function handleFileRename(connection: Connection, session: Session): void {
  connection.workspace.onWillRenameFiles(async ({ files }, token) => {
    const moves = files.flatMap(f => movesOf(session, fileIdOf(f.oldUri), fileIdOf(f.newUri)));
    if (moves.length === 0) return null;
    const steps = renameFiles(everywhere(session), session.workspace.names.files, moves, (from, to) =>
      importNameAfter(session, from, to),
    );
    const edits = await longWork(session, renaming[session.language], token, steps);
    return edits.length ? workspaceEdit(session, { edits }) : null;
  });
}

/** A folder stands for all files below it. */
function movesOf(session: Session, from: string, to: string): FileMove[] {
  if (from.endsWith(".proto")) return to.endsWith(".proto") ? [{ from, to }] : [];
  return [...session.workspace.names.files].flatMap(file => {
    const rest = relativeTo(from, file);
    return rest === undefined ? [] : [{ from: file, to: `${to}/${rest}` }];
  });
}

/** The root that the file was imported from counts on, as long as the file stays below it. */
function importNameAfter(session: Session, from: string, to: string): string {
  const was = session.workspace.importName(from);
  const root = from.endsWith(`/${was}`) ? from.slice(0, -was.length - 1) : undefined;
  return (root === undefined ? undefined : relativeTo(root, to)) ?? session.workspace.importName(to);
}
