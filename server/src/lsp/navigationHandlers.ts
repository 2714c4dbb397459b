/** Where is it, who uses it: definition, references, highlights. */
import {
  type CancellationToken,
  type Connection,
  DocumentHighlightKind,
  type Location,
  type LocationLink,
  type Position,
  type ResultProgressReporter,
} from "vscode-languageserver";
import { type Definition, definition, typeDefinition } from "../features/definition.ts";
import { highlight } from "../features/highlight.ts";
import { optionAt } from "../features/optionAt.ts";
import { packageDeclarations, packagePlaces, packageReferences } from "../features/packages.ts";
import type { RequestFile } from "../features/renameInRequests.ts";
import { requestReferences } from "../features/requestReferences.ts";
import { type Reference, type Everywhere, references } from "../features/references.ts";
import { symbolAt } from "../features/symbolAt.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { LineIndex } from "../base/lineIndex.ts";
import { asLocations } from "./asLocations.ts";
import { declarationUnder } from "./declarationUnder.ts";
import { everywhere, optionRefsAt, optionRefsOf } from "./everywhere.ts";
import { LateProgress } from "./lateProgress.ts";
import { inSlices } from "./slices.ts";
import { requestFiles, requestTexts } from "./renameHandler.ts";
import { variableAt, variablePlaces } from "../request/variableAt.ts";
import { requestDefinition } from "./requestLanguage.ts";
import { offsetOf, rangeOf, type Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";

const PARTIAL_MS = 200;

export function handleNavigation(connection: Connection, session: Session): void {
  const linkOf = (file: FileId, d: Definition): LocationLink => ({
    originSelectionRange: session.range(file, d.origin),
    targetUri: uriOf(d.file),
    targetRange: session.range(d.file, d.span),
    targetSelectionRange: session.range(d.file, d.span),
  });
  connection.onDefinition(async ({ textDocument, position }, token) => {
    const request = session.requests.get(textDocument.uri);
    if (request !== undefined)
      return asLocations(session, requestDefinition(session, textDocument.uri, request, position));
    const file = fileIdOf(textDocument.uri);
    const offset = session.offset(file, position);
    const refs = optionRefsAt(session.db, file, offset);
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
  /** Where a request document names the variable of a place; undefined where there is none. */
  const placesOfVariable = (uri: string, position: Position) => {
    const request = session.requests.get(uri);
    if (!request) return undefined;
    const index = new LineIndex(request.source);
    const variable = variableAt(request, offsetOf(index, position));
    return (
      variable && variablePlaces(request, variable.name).map(p => ({ ...p, uri, range: rangeOf(index, p.span) }))
    );
  };
  connection.onReferences(({ textDocument, position, context }, token, _progress, partial) => {
    const ofVariable = placesOfVariable(textDocument.uri, position);
    if (ofVariable)
      return ofVariable
        .filter(p => context.includeDeclaration || !p.isDeclaration)
        .map(({ uri, range }) => ({ uri, range }));
    return findReferences(session, targetAt(session, textDocument.uri, position), {
      declarations: context.includeDeclaration ? "included" : "left out",
      token,
      partial,
    });
  });
  connection.onDocumentHighlight(({ textDocument, position }) => {
    const ofVariable = placesOfVariable(textDocument.uri, position);
    if (ofVariable)
      return ofVariable.map(({ range, isDeclaration }) => ({ range, kind: highlightKind(isDeclaration) }));
    const target = targetAt(session, textDocument.uri, position);
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
      kind: highlightKind(h.isDeclaration),
    }));
  });
}

const none = { start: 0, end: 0 };

const highlightKind = (isDeclaration: boolean): DocumentHighlightKind =>
  isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;

/** What is asked about: a declaration, named by an option or otherwise, or a package. */
function targetAt(session: Session, uri: string, position: Position) {
  const found = session.requests.has(uri) ? declarationUnder(session, uri, position) : undefined;
  if (found) return { kind: "decl", id: found.id } as const;
  const file = fileIdOf(uri);
  const offset = session.offset(file, position);
  return (
    optionAt(session.db, file, optionRefsAt(session.db, file, offset), offset) ?? symbolAt(session.db, file, offset)
  );
}

type Target = ReturnType<typeof targetAt>;

interface Search {
  readonly declarations: "included" | "left out";
  readonly token: CancellationToken;
  /** Of a client that sees the first ones while the others are looked for. */
  readonly partial: ResultProgressReporter<Location[]> | undefined;
}

async function findReferences(
  session: Session,
  target: Target,
  { declarations, token, partial }: Search,
): Promise<Location[]> {
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
    if (!r.isDeclaration || declarations === "included")
      out.push({ uri: uriOf(r.file), range: session.range(r.file, r.span) });
    if (!partial || performance.now() - reported < PARTIAL_MS) return;
    partial.report(out);
    out = [];
    reported = performance.now();
  };
  const inRequests = target?.kind === "decl" && mayBeInRequests(s, target.id) ? target.id : undefined;
  // Request documents are read while the search goes on: the disk needs no turn of it.
  const [isWhole, requests] = await Promise.all([
    inSlices(found, token, take, progress),
    inRequests ? requestFiles(session) : [],
  ]);
  if (!isWhole) return [];
  return inRequests ? [...out, ...referencesInRequests(s, requests, inRequests)] : out;
}

/** Whether request documents can name a declaration: they name no enum. */
function mayBeInRequests(s: Everywhere, id: DeclId): boolean {
  const outline = s.outline(id.file);
  const kind = outline && findDecl(outline, id.name)?.kind;
  return kind !== undefined && kind !== "enum";
}

function referencesInRequests(s: Everywhere, requests: readonly RequestFile[], id: DeclId): Location[] {
  const texts = requestTexts(requests);
  return requestReferences(s, requests, id).map(r => ({
    uri: uriOf(r.file),
    range: rangeOf(new LineIndex(texts.get(r.file) ?? ""), r.span),
  }));
}
