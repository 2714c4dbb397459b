/** Call hierarchy: which rpcs and messages carry a message, and what an rpc carries. Type hierarchy: which messages embed it. */
import {
  type CallHierarchyItem,
  type CancellationToken,
  type Connection,
  SymbolKind,
  type TypeHierarchyItem,
} from "vscode-languageserver";
import { type Carrier, carriedBy, carriersOf, extendersOf } from "../features/carriers.ts";
import { findDeclSpan } from "../features/declSpan.ts";
import type { DeclId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { declarationUnder } from "./declarationUnder.ts";
import { everywhere } from "./everywhere.ts";
import { inSlices } from "./slices.ts";
import type { Session } from "./session.ts";
import { uriOf } from "./uri.ts";

const itemKinds: Readonly<Record<string, SymbolKind>> = {
  method: SymbolKind.Method,
  enum: SymbolKind.Enum,
  field: SymbolKind.Field,
};

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
      kind: itemKinds[decl.kind] ?? SymbolKind.Struct,
      uri: uriOf(id.file),
      range,
      selectionRange: range,
      data: id,
    };
  };
  const prepare = (uri: string, position: { line: number; character: number }): CallHierarchyItem[] | null => {
    const id = declarationUnder(session, uri, position)?.id;
    const outline = id && session.db.outline(id.file);
    const decl = outline && findDecl(outline, id.name);
    const isExtension = decl?.kind === "field" && decl.extendee !== undefined;
    const isNode = decl?.kind === "message" || decl?.kind === "enum" || decl?.kind === "method" || isExtension;
    const item = id && isNode ? itemOf(id) : undefined;
    return item ? [item] : null;
  };
  const ranges = (c: Carrier, file: string) => c.at.map(span => session.range(file, span));
  const found = async (list: Iterable<Carrier | undefined>, token: CancellationToken): Promise<Carrier[]> => {
    const out: Carrier[] = [];
    return (await inSlices(list, token, c => out.push(c))) ? out : [];
  };
  const types = (list: readonly Carrier[]): TypeHierarchyItem[] =>
    list.filter(c => c.kind !== "method").flatMap(c => itemOf(c.id) ?? []);

  connection.languages.callHierarchy.onPrepare(({ textDocument, position }) => prepare(textDocument.uri, position));
  connection.languages.callHierarchy.onIncomingCalls(async ({ item }, token) =>
    (await found(carriersOf(everywhere(session), item.data as DeclId), token)).flatMap(c => {
      const from = itemOf(c.id);
      return from ? [{ from, fromRanges: ranges(c, c.id.file) }] : [];
    }),
  );
  connection.languages.callHierarchy.onOutgoingCalls(async ({ item }, token) => {
    const id = item.data as DeclId;
    const extenders = await found(extendersOf(everywhere(session), id), token);
    // What extends a message is written elsewhere.
    const outgoing = [...carriedBy(everywhere(session), id), ...extenders.map(c => ({ ...c, at: [] }))];
    return outgoing.flatMap(c => {
      const to = itemOf(c.id);
      const fromRanges = c.at.length ? ranges(c, id.file) : [item.selectionRange];
      return to ? [{ to, fromRanges }] : [];
    });
  });
  connection.languages.typeHierarchy.onPrepare(({ textDocument, position }) => prepare(textDocument.uri, position));
  // Above a type is what embeds it, below it what it embeds and what extends it.
  connection.languages.typeHierarchy.onSupertypes(async ({ item }, token) =>
    types(await found(carriersOf(everywhere(session), item.data as DeclId), token)),
  );
  connection.languages.typeHierarchy.onSubtypes(async ({ item }, token) => {
    const id = item.data as DeclId;
    const extenders = await found(extendersOf(everywhere(session), id), token);
    return types([...carriedBy(everywhere(session), id), ...extenders]);
  });
}
