/** Call hierarchy: which rpcs and messages carry a message, and what an rpc carries. Type hierarchy: which messages embed it. */
import { type CallHierarchyItem, type Connection, SymbolKind, type TypeHierarchyItem } from "vscode-languageserver";
import { type Carrier, carriedBy, carriersOf } from "../features/carriers.ts";
import { findDeclSpan } from "../features/declSpan.ts";
import { declarationAt } from "../features/references.ts";
import type { DeclId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { everywhere } from "./everywhere.ts";
import type { Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";

export function handleHierarchies(connection: Connection, session: Session): void {
  const itemOf = (id: DeclId): CallHierarchyItem | undefined => {
    const outline = session.db.outline(id.file);
    const decl = outline && findDecl(outline, id.name);
    const span = findDeclSpan(session.db, id.file, id.name);
    if (!decl || !span) return undefined;
    const range = session.range(id.file, span);
    return {
      name: decl.name,
      detail: id.name,
      kind: decl.kind === "method" ? SymbolKind.Method : SymbolKind.Struct,
      uri: uriOf(id.file),
      range,
      selectionRange: range,
      data: id,
    };
  };
  const prepare = (uri: string, position: { line: number; character: number }): CallHierarchyItem[] | null => {
    if (session.requests.has(uri)) return null;
    const file = fileIdOf(uri);
    const id = declarationAt(session.db, file, session.offset(file, position));
    const outline = id && session.db.outline(id.file);
    const kind = outline && findDecl(outline, id.name)?.kind;
    const item = kind === "message" || kind === "method" ? itemOf(id as DeclId) : undefined;
    return item ? [item] : null;
  };
  const ranges = (c: Carrier, file: string) => c.at.map(span => session.range(file, span));
  const messages = (list: Iterable<Carrier>): TypeHierarchyItem[] =>
    [...list].filter(c => c.kind === "message").flatMap(c => itemOf(c.id) ?? []);

  connection.languages.callHierarchy.onPrepare(({ textDocument, position }) => prepare(textDocument.uri, position));
  connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
    [...carriersOf(everywhere(session), item.data as DeclId)].flatMap(c => {
      const from = itemOf(c.id);
      return from ? [{ from, fromRanges: ranges(c, c.id.file) }] : [];
    }),
  );
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) => {
    const id = item.data as DeclId;
    return carriedBy(everywhere(session), id).flatMap(c => {
      const to = itemOf(c.id);
      return to ? [{ to, fromRanges: ranges(c, id.file) }] : [];
    });
  });
  connection.languages.typeHierarchy.onPrepare(({ textDocument, position }) => prepare(textDocument.uri, position));
  connection.languages.typeHierarchy.onSupertypes(({ item }) =>
    messages(carriersOf(everywhere(session), item.data as DeclId)),
  );
  connection.languages.typeHierarchy.onSubtypes(({ item }) =>
    messages(carriedBy(everywhere(session), item.data as DeclId)),
  );
}
