/** Where is it, who uses it, what is there: definition, references, highlights, symbols, links. */
import {
  type Connection,
  DocumentHighlightKind,
  type DocumentSymbol as LspSymbol,
  type Location,
  type LocationLink,
  type Position,
  SymbolKind,
  SymbolTag,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import { type Definition, definition, typeDefinition } from "../features/definition.ts";
import { documentLinks } from "../features/documentLinks.ts";
import { type DocumentSymbol, documentSymbols } from "../features/documentSymbols.ts";
import { highlight } from "../features/highlight.ts";
import { optionAt } from "../features/optionAt.ts";
import { packageDeclarations, packagePlaces, packageReferences } from "../features/packages.ts";
import { requestReferences } from "../features/requestReferences.ts";
import { type Reference, type Everywhere, references } from "../features/references.ts";
import { symbolAt } from "../features/symbolAt.ts";
import { findDeclSpan } from "../features/declSpan.ts";
import { workspaceSymbols } from "../features/workspaceSymbols.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { LineIndex } from "../base/lineIndex.ts";
import { requestSymbols } from "../features/requestOutline.ts";
import { asLocations } from "./asLocations.ts";
import { declarationUnder } from "./declarationUnder.ts";
import { everywhere, optionRefsAt, optionRefsOf } from "./everywhere.ts";
import { LateProgress } from "./lateProgress.ts";
import { inSlices } from "./slices.ts";
import { requestFiles, requestTexts } from "./renameHandler.ts";
import { requestDefinition } from "./requestLanguage.ts";
import { rangeOf, type Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";

const MAX_SYMBOLS = 200;
const PARTIAL_MS = 200;

export function handleNavigation(connection: Connection, session: Session): void {
  const linkOf = (file: FileId, d: Definition): LocationLink => ({
    originSelectionRange: session.range(file, d.origin),
    targetUri: uriOf(d.file),
    targetRange: session.range(d.file, d.span),
    targetSelectionRange: session.range(d.file, d.span),
  });
  const refsAt = (file: FileId, offset: number) => optionRefsAt(session.db, file, offset);
  /** What is asked about: a declaration, named by an option or otherwise, or a package. */
  const targetAt = (uri: string, position: Position) => {
    const found = session.requests.has(uri) ? declarationUnder(session, uri, position) : undefined;
    if (found) return { kind: "decl", id: found.id } as const;
    const file = fileIdOf(uri);
    const offset = session.offset(file, position);
    return optionAt(session.db, file, refsAt(file, offset), offset) ?? symbolAt(session.db, file, offset);
  };
  connection.onDefinition(async ({ textDocument, position }, token) => {
    const request = session.requests.get(textDocument.uri);
    if (request !== undefined) return asLocations(session, requestDefinition(session, request, position));
    const file = fileIdOf(textDocument.uri);
    const offset = session.offset(file, position);
    const refs = refsAt(file, offset);
    const target = optionAt(session.db, file, refs, offset) ?? symbolAt(session.db, file, offset);
    if (target?.kind === "package") {
      const found: LocationLink[] = [];
      const all = packageDeclarations(everywhere(session), session.workspace.names.files, target.name);
      const take = (r: Reference): number => found.push(linkOf(file, { ...r, origin: target.span }));
      return (await inSlices(all, token, take)) ? asLocations(session, found) : [];
    }
    const links = definition(session.db, file, offset, refs).map(d => linkOf(file, d));
    return asLocations(session, links);
  });
  connection.onTypeDefinition(({ textDocument, position }) => {
    const under = declarationUnder(session, textDocument.uri, position);
    if (!under) return [];
    const links = typeDefinition(session.db, under.id, none).map(d => ({
      ...linkOf(d.file, d),
      originSelectionRange: under.range,
    }));
    return asLocations(session, links);
  });
  /** Uses in request documents. These write types only in the URLs of Any, for which no workspace is searched. */
  const inRequests = async (s: Everywhere, id: DeclId): Promise<Location[]> => {
    const outline = s.outline(id.file);
    const kind = outline && findDecl(outline, id.name)?.kind;
    if (!kind || kind === "message" || kind === "enum") return [];
    const requests = await requestFiles(session);
    const texts = requestTexts(requests);
    return requestReferences(s, requests, id).map(r => ({
      uri: uriOf(r.file),
      range: rangeOf(new LineIndex(texts.get(r.file) ?? ""), r.span),
    }));
  };
  connection.onReferences(async ({ textDocument, position, context }, token, _progress, partial) => {
    const target = targetAt(textDocument.uri, position);
    const s = everywhere(session);
    const found =
      target?.kind === "decl"
        ? references(s, target.id)
        : target?.kind === "package"
          ? packageReferences(s, session.workspace.names.files, target.name)
          : [];
    let out: Location[] = [];
    let reported = performance.now();
    const title = session.language === "ko" ? "참조를 찾는 중" : "Finding references";
    const progress = new LateProgress(session, { title, stoppable: "stoppable" });
    const take = (r: Reference): void => {
      if (!r.isDeclaration || context.includeDeclaration)
        out.push({ uri: uriOf(r.file), range: session.range(r.file, r.span) });
      // A client that takes parts sees the first ones while the others are looked for.
      if (!partial || performance.now() - reported < PARTIAL_MS) return;
      partial.report(out);
      out = [];
      reported = performance.now();
    };
    if (!(await inSlices(found, token, take, progress))) return [];
    if (target?.kind === "decl") out.push(...(await inRequests(s, target.id)));
    return out;
  });
  connection.onDocumentHighlight(({ textDocument, position }) => {
    const target = targetAt(textDocument.uri, position);
    const request = session.requests.get(textDocument.uri);
    const file = fileIdOf(textDocument.uri);
    if (request) {
      const index = new LineIndex(request.source);
      const places =
        target?.kind === "decl"
          ? requestReferences(everywhere(session), [{ file, document: request }], target.id)
          : [];
      return places.map(({ span }) => ({ range: rangeOf(index, span), kind: DocumentHighlightKind.Read }));
    }
    const refs = optionRefsOf(session.db, file);
    const places =
      target?.kind === "package"
        ? packagePlaces(session.db, file, target.name, refs)
        : highlight(session.db, file, session.offset(file, position), refs);
    return places.map(h => ({
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
    const tree = session.db.tree(file);
    if (!tree || session.requests.has(textDocument.uri)) return [];
    return documentLinks(session.db, file, tree).map(l => ({
      range: session.range(file, l.span),
      target: uriOf(l.target),
    }));
  });
}

const none = { start: 0, end: 0 };

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
