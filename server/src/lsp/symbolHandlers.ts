/** What is there: the outline of a file, the symbols of the workspace, links to the files that are imported. */
import {
  type DocumentLink,
  type Connection,
  type DocumentSymbol as LspSymbol,
  SymbolKind,
  SymbolTag,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import { folderOf, resolvePath } from "../base/path.ts";
import { findDeclSpan } from "../features/declSpan.ts";
import { documentLinks } from "../features/documentLinks.ts";
import { type DocumentSymbol, documentSymbols } from "../features/documentSymbols.ts";
import { requestSymbols } from "../features/requestOutline.ts";
import { workspaceSymbols } from "../features/workspaceSymbols.ts";
import type { FileId } from "../link/world.ts";
import type { RequestDocument } from "../request/requestDocument.ts";
import { rangeOf, type Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";

const MAX_SYMBOLS = 200;

export function handleSymbols(connection: Connection, session: Session): void {
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
  connection.onWorkspaceSymbol(({ query }): WorkspaceSymbol[] => {
    const searched = { names: session.workspace.names, outline: (file: FileId) => session.db.outline(file) };
    return workspaceSymbols(searched, query, MAX_SYMBOLS).map(({ id, kind, shown, container }) => ({
      name: shown,
      containerName: container,
      kind: kinds[kind] ?? SymbolKind.Struct,
      location: { uri: uriOf(id.file) },
      data: id,
    }));
  });
  connection.onWorkspaceSymbolResolve(item => {
    const { file, name } = item.data as { file: FileId; name: string };
    const span = findDeclSpan(session.db, file, name);
    if (!span) return item;
    return { ...item, location: { uri: uriOf(file), range: session.range(file, span) } };
  });
  connection.onDocumentLinks(({ textDocument }) => {
    const file = fileIdOf(textDocument.uri);
    const request = session.requests.get(textDocument.uri);
    if (request) return bodyLinks(file, request);
    const tree = session.db.tree(file);
    if (!tree) return [];
    return documentLinks(session.db, file, tree).map(l => ({
      range: session.range(file, l.span),
      target: uriOf(l.target),
    }));
  });
}

/** The files that messages lie in. */
function bodyLinks(file: FileId, { source, requests }: RequestDocument): DocumentLink[] {
  const index = new LineIndex(source);
  const paths = requests.flatMap(r => r.messages.flatMap(m => m.file ?? []));
  return paths
    .filter(({ text }) => text !== "" && !text.includes("{{"))
    .map(({ text, span }) => ({
      range: rangeOf(index, span),
      target: uriOf(resolvePath(folderOf(file), text.replaceAll("\\", "/"))),
    }));
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
    ...(s.isDeprecated ? { tags: [SymbolTag.Deprecated] } : {}),
    range: session.range(file, s.span),
    selectionRange: session.range(file, s.nameSpan),
    children: s.children.map(c => symbol(session, file, c)),
  };
}
