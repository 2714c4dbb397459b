/** Opened, changed, closed: the editor's texts become overlays of the database. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Connection, TextDocuments } from "vscode-languageserver";
import { parseRequests, type ParseRequestsOptions } from "../request/parseRequests.ts";
import type { ChangeListener, Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

/** The language of request documents; they are no .proto files and are kept apart. */
const REQUEST_LANGUAGE = "grpc-request";
/** Files of HTTP clients, in which requests of other kinds stand beside those of gRPC. */
const otherClients = /\.(?:http|rest)$/i;

/** How a document of requests is read. */
export const requestOptionsOf = (uri: string): ParseRequestsOptions => ({
  otherKinds: otherClients.test(uri) ? "ignore" : "problem",
});

export function syncTexts(
  connection: Connection,
  session: Session,
  changes: ChangeListener,
  { isWatching }: { readonly isWatching: boolean },
): void {
  const documents = new TextDocuments(TextDocument);
  documents.onDidChangeContent(({ document }) => {
    const options = requestOptionsOf(document.uri);
    const isRequest = document.languageId === REQUEST_LANGUAGE || document.uri.endsWith(".grpc");
    if (isRequest || options.otherKinds === "ignore") {
      session.requests.set(document.uri, parseRequests(document.getText(), options));
      changes.requestChanged(document.uri);
      return;
    }
    const file = fileIdOf(document.uri);
    const isNew = !session.db.isOpen(file);
    if (isNew && !isWatching) rereadImports(session);
    // Not only imports of a file that is nowhere on disk yet: nobody watches what lies beside a file outside of all folders.
    const mayResolve = isNew && !(isWatching && session.workspace.names.has(file));
    session.db.setOverlay(file, document.getText());
    if (mayResolve) {
      session.workspace.forgetRoots();
      session.db.rootsChanged();
    }
    session.indexOpenFile(file);
    if (isNew) changes.opened(file);
    else changes.edited(file);
  });
  documents.onDidClose(({ document }) => {
    if (session.requests.delete(document.uri)) return changes.requestClosed(document.uri);
    const file = fileIdOf(document.uri);
    session.db.setOverlay(file, undefined);
    session.forgetLines(file);
    session.indexOpenFile(file);
    if (session.db.text(file) === undefined) {
      session.workspace.forgetRoots();
      session.db.rootsChanged();
    }
    session.db.putAway(file);
    changes.closed(file);
  });
  documents.onDidSave(() => {
    if (isWatching) return;
    session.workspace.forgetRoots();
    session.db.rootsChanged();
    rereadImports(session);
    changes.everythingChanged();
  });
  documents.listen(connection);
}

/** What open files import, at any distance, may have changed unnoticed where no editor tells of changes on disk. */
function rereadImports({ db }: Session): void {
  const seen = new Set(db.openFiles);
  for (const file of seen)
    for (const { path } of db.outline(file)?.imports ?? []) {
      const target = db.resolveImport(file, path);
      if (target === undefined || seen.has(target)) continue;
      db.changed(target);
      seen.add(target);
    }
}
