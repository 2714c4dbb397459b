/** Files that change outside of the editor, by ones or by thousands (a checkout of another branch). */
import { type Connection, FileChangeType } from "vscode-languageserver";
import type { FileId } from "../link/world.ts";
import type { ChangeListener, Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

const SLICE_MS = 8;

export function watchFiles(connection: Connection, session: Session, listener: ChangeListener): void {
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    // Which file an import names may differ as soon as one appears or goes, or a configuration changes.
    const everything = changes.some(c => c.type !== FileChangeType.Changed || !c.uri.endsWith(".proto"));
    if (everything) {
      session.workspace.forgetRoots();
      session.db.rootsChanged();
    }
    const files: FileId[] = [];
    let sliceEnd = performance.now() + SLICE_MS;
    for (const change of changes) {
      if (!change.uri.endsWith(".proto")) continue;
      const file = fileIdOf(change.uri);
      session.db.changed(file);
      files.push(file);
      if (change.type === FileChangeType.Deleted && !session.db.isOpen(file)) session.workspace.names.remove(file);
      else session.indexOpenFile(file);
      session.db.putAway(file);
      if (performance.now() < sliceEnd) continue;
      await new Promise(resolve => setImmediate(resolve));
      sliceEnd = performance.now() + SLICE_MS;
    }
    if (everything) listener.everythingChanged();
    else listener.changedOnDisk(files);
  });
}
