/** Where is it, who uses it, what is there: definition, references, highlights, symbols, links. */
import {
  type Connection,
  DocumentHighlightKind,
  type DocumentSymbol as LspSymbol,
  type Location,
  type LocationLink,
  SymbolKind,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import { type Definition, definition, typeDefinition } from "../features/definition.ts";
import { documentLinks } from "../features/documentLinks.ts";
import { type DocumentSymbol, documentSymbols } from "../features/documentSymbols.ts";
import { highlight } from "../features/highlight.ts";
import { declarationAt, references } from "../features/references.ts";
import { findDeclSpan } from "../features/declSpan.ts";
import { searchNames } from "../features/workspaceSymbols.ts";
import type { FileId } from "../link/world.ts";
import { LineIndex } from "../base/lineIndex.ts";
import { requestSymbols } from "../features/requestOutline.ts";
import { everywhere, optionRefsOf } from "./everywhere.ts";
import { requestDefinition } from "./requestLanguage.ts";
import { rangeOf, type Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";

const MAX_SYMBOLS = 200;
const SLICE_MS = 10;

export function handleNavigation(connection: Connection, session: Session): void {
  const linkOf = (file: FileId, d: Definition): LocationLink => ({
    originSelectionRange: session.range(file, d.origin),
    targetUri: uriOf(d.file),
    targetRange: session.range(d.file, d.span),
    targetSelectionRange: session.range(d.file, d.span),
  });
  connection.onDefinition(({ textDocument, position }) => {
    const request = session.requests.get(textDocument.uri);
    if (request !== undefined) return requestDefinition(session, request, position);
    const file = fileIdOf(textDocument.uri);
    const refs = optionRefsOf(session.db, file);
    return definition(session.db, file, session.offset(file, position), refs).map(d => linkOf(file, d));
  });
  connection.onTypeDefinition(({ textDocument, position }) => {
    const file = fileIdOf(textDocument.uri);
    return typeDefinition(session.db, file, session.offset(file, position)).map(d => linkOf(file, d));
  });
  connection.onReferences(async ({ textDocument, position, context }, token) => {
    const file = fileIdOf(textDocument.uri);
    const id = declarationAt(session.db, file, session.offset(file, position));
    const out: Location[] = [];
    if (!id) return out;
    let sliceEnd = performance.now() + SLICE_MS;
    for (const r of references(everywhere(session), id)) {
      if (!r.isDeclaration || context.includeDeclaration)
        out.push({ uri: uriOf(r.file), range: session.range(r.file, r.span) });
      if (performance.now() < sliceEnd) continue;
      await new Promise(resolve => setImmediate(resolve));
      if (token.isCancellationRequested) return [];
      sliceEnd = performance.now() + SLICE_MS;
    }
    return out;
  });
  connection.onDocumentHighlight(({ textDocument, position }) => {
    if (session.requests.has(textDocument.uri)) return [];
    const file = fileIdOf(textDocument.uri);
    const refs = optionRefsOf(session.db, file);
    return highlight(session.db, file, session.offset(file, position), refs).map(h => ({
      range: session.range(file, h.span),
      kind: h.isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const request = session.requests.get(textDocument.uri);
    if (request) {
      const index = new LineIndex(request.source);
      return requestSymbols(request).map(({ name, detail, span, nameSpan }) => ({
        name,
        detail,
        kind: SymbolKind.Method,
        range: rangeOf(index, span),
        selectionRange: rangeOf(index, nameSpan),
      }));
    }
    const file = fileIdOf(textDocument.uri);
    return documentSymbols(session.db, file).map(s => symbol(session, file, s));
  });
  connection.onWorkspaceSymbol(({ query }): WorkspaceSymbol[] =>
    searchNames(session.workspace.names.entries(), query, MAX_SYMBOLS).map(({ id }) => {
      const decl = session.db.outline(id.file)?.types.get(id.name);
      return {
        name: id.name.slice(id.name.lastIndexOf(".") + 1),
        containerName: id.name.slice(0, Math.max(0, id.name.lastIndexOf("."))),
        kind: kinds[decl?.kind ?? "message"] ?? SymbolKind.Struct,
        location: { uri: uriOf(id.file) },
        data: id,
      };
    }),
  );
  connection.onWorkspaceSymbolResolve(item => {
    const { file, name } = item.data as { file: FileId; name: string };
    const span = findDeclSpan(session.db, file, name);
    if (!span) return item;
    return { ...item, location: { uri: uriOf(file), range: session.range(file, span) } };
  });
  connection.onDocumentLinks(({ textDocument }) => {
    const file = fileIdOf(textDocument.uri);
    const tree = session.db.tree(file);
    if (!tree || session.requests.has(textDocument.uri)) return [];
    return documentLinks(session.db, file, tree).map(l => ({
      range: session.range(file, l.span),
      target: uriOf(l.target),
    }));
  });
}

const kinds: Readonly<Record<string, SymbolKind>> = {
  package: SymbolKind.Package,
  message: SymbolKind.Struct,
  field: SymbolKind.Field,
  oneof: SymbolKind.Object,
  enum: SymbolKind.Enum,
  enumValue: SymbolKind.EnumMember,
  service: SymbolKind.Interface,
  method: SymbolKind.Method,
  extend: SymbolKind.Namespace,
};

function symbol(session: Session, file: FileId, s: DocumentSymbol): LspSymbol {
  return {
    name: s.name,
    detail: s.detail,
    kind: kinds[s.kind] ?? SymbolKind.Struct,
    range: session.range(file, s.span),
    selectionRange: session.range(file, s.nameSpan),
    children: s.children.map(c => symbol(session, file, c)),
  };
}
