/** Rename, with the reason where it is refused and a word on what others will notice. */
import { lastPart } from "../base/lastPart.ts";
import type { Connection, Position, WorkspaceEdit } from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import { folderOf, relativeTo, resolvePath } from "../base/path.ts";
import { isShippedPackage, rename, type RenameResult } from "../features/rename.ts";
import { renameObstacle, renameTarget } from "../features/renameTarget.ts";
import type { BodyFile, RequestFile } from "../features/renameInRequests.ts";
import type { DoubtfulEdit } from "../features/renameTextNames.ts";
import { renderProblem } from "../messages/render.ts";
import { parseRequests } from "../request/parseRequests.ts";
import { everywhere, withTexts } from "./everywhere.ts";
import { assertUnchanged, longWork, refusal } from "./longWork.ts";
import {
  consequenceText,
  doubts,
  folderMove,
  generatedText,
  jsonKeys,
  keepJsonName,
  placesText,
  refusalText,
  renaming,
  stayText,
} from "./renameWording.ts";
import type { FileId } from "../link/world.ts";
import { prepareInRequest, startInRequest } from "./renameFromRequest.ts";
import type { Bilingual, Language } from "../shared/language.ts";
import { rangeOf, type Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";
import { prepareVariable, renameVariable } from "./variableRename.ts";
import { type AnnotatedEdit, type MovedFile, workspaceEdit } from "./workspaceEdits.ts";

export function handleRename(connection: Connection, session: Session): void {
  connection.onPrepareRename(({ textDocument, position }) => {
    const document = session.requests.get(textDocument.uri);
    if (document) return prepareVariable(document, position) ?? prepareInRequest(session, document, position);
    const file = fileIdOf(textDocument.uri);
    const s = everywhere(session);
    const offset = session.offset(file, position);
    const target = renameTarget(s, file, offset);
    if (!target) {
      const { reason, detail } = renameObstacle(s, file, offset);
      return refusal(refusalText(reason, detail, session.language));
    }
    const owner = target.kind === "decl" ? target.id.file : target.kind === "file" ? target.file : undefined;
    const isOwn = (f: FileId): boolean => session.workspace.isOwn(f);
    if (owner !== undefined && !isOwn(owner))
      return refusal(refusalText("shipped", target.kind === "decl" ? target.id.name : target.name, session.language));
    if (target.kind === "package" && isShippedPackage(s, session.workspace.names.files, isOwn, target.name))
      return refusal(refusalText("shipped", target.name, session.language));
    if (target.kind === "file" && !session.abilities.renameFiles)
      return refusal(refusalText("editor", "", session.language));
    const isPart = target.kind === "package";
    const placeholder = isPart ? lastPart(target.name) : target.name;
    return { range: session.range(file, target.span), placeholder };
  });
  connection.onRenameRequest(async ({ textDocument, position, newName }, token) => {
    const ofVariable = renameVariable(session, textDocument.uri, position, newName);
    if (ofVariable) return ofVariable;
    const { revision } = session.db;
    const requests = await requestFiles(session);
    assertUnchanged(session, revision);
    const start = startOf(session, textDocument.uri, position);
    if (!start) return refusal(refusalText("not-here", "", session.language));
    const steps = rename(everywhere(session), start.file, start.offset, newName, {
      isOwn: f => session.workspace.isOwn(f),
      files: () => session.workspace.names.files,
      requests,
      withTexts: withTexts(session),
    });
    const result = await longWork(session, renaming[session.language], token, steps);
    if (result.ok && result.move && !session.abilities.renameFiles)
      return refusal(refusalText("editor", "", session.language));
    if (result.ok) return editOf(session, result, requests);
    const detail = result.problem ? renderProblem(result.problem, session.language) : result.detail;
    return refusal(refusalText(result.reason, detail, session.language));
  });
}

/** Where the rename starts from: a name in a request document stands for its declaration. */
function startOf(session: Session, uri: string, position: Position): { file: FileId; offset: number } | undefined {
  const document = session.requests.get(uri);
  if (!document) return { file: fileIdOf(uri), offset: session.offset(fileIdOf(uri), position) };
  return startInRequest(session, document, position);
}

/** Those of the editor, and those on disk that it does not hold. */
export async function requestFiles(session: Session): Promise<RequestFile[]> {
  const out: RequestFile[] = [];
  for (const folder of session.workspace.folders)
    for await (const { file, text } of session.readRequests(folder)) {
      if (session.requests.has(uriOf(file))) continue;
      out.push({ file, document: parseRequests(text, { otherKinds: "ignore" }) });
    }
  for (const [uri, document] of session.requests) out.push({ file: fileIdOf(uri), document });
  return out.map(request => ({ ...request, bodies: bodyFiles(session, request) }));
}

/** The files that a document's bodies lie in, as far as they belong to the workspace. */
function bodyFiles(session: Session, { file, document }: RequestFile): ReadonlyMap<string, BodyFile> {
  const out = new Map<string, BodyFile>();
  for (const { file: path } of document.requests.flatMap(r => r.messages)) {
    if (!path || out.has(path.text)) continue;
    const body = resolvePath(folderOf(file), path.text.replaceAll("\\", "/"));
    if (!session.workspace.folders.some(folder => relativeTo(folder, body) !== undefined)) continue;
    const text = session.readText(body);
    if (text !== undefined) out.set(path.text, { file: body, text });
  }
  return out;
}

/** Of request documents and of the files that their bodies lie in. */
export function requestTexts(requests: readonly RequestFile[]): ReadonlyMap<FileId, string> {
  const texts = new Map(requests.map(({ file, document }) => [file, document.source]));
  for (const { bodies } of requests) for (const body of bodies?.values() ?? []) texts.set(body.file, body.text);
  return texts;
}

async function editOf(
  session: Session,
  result: RenameResult & { ok: true },
  requests: readonly RequestFile[],
): Promise<WorkspaceEdit> {
  const { language, abilities } = session;
  const { consequence, keepJsonName: keep, folders } = result;
  const texts = requestTexts(requests);
  const edits = [...result.edits, ...result.requestEdits];
  const moved: MovedFile[] = result.move ? [result.move] : [];
  const description = consequence === "none" ? undefined : consequenceText(consequence, language);
  const about = [keep ? undefined : description];
  if (result.generatedNames?.length) about.push(generatedText(result.generatedNames, language));
  const canMove = abilities.changeAnnotations && abilities.renameFiles;
  if (folders?.moves.length && !canMove) about.push(stayText(folders.moves.length, language));
  if (!abilities.changeAnnotations) {
    const { doubtful } = result;
    if (doubtful.length) about.push(placesText(placesOf(session, doubtful, texts), doubtful.length, language));
    warn(session, about);
    const kept = keep && description && (await asked(session, description, keepJsonName.label[language]));
    return workspaceEdit(session, { edits: [...edits, ...(kept ? [keep] : result.jsonKeyEdits)], moved, texts });
  }
  warn(session, about);
  const annotated: AnnotatedEdit[] = result.doubtful.map(({ edit, doubt }) => ({
    edit,
    ...confirmed(doubts[doubt], language),
  }));
  if (keep && description) {
    annotated.push({ edit: keep, label: keepJsonName.label[language], description, needsConfirmation: true });
    const { label, description: why } = jsonKeys;
    for (const edit of result.jsonKeyEdits)
      annotated.push({ edit, label: label[language], description: why[language] });
  } else edits.push(...result.jsonKeyEdits);
  if (folders && canMove) {
    const annotation = confirmed(folderMove, language);
    for (const move of folders.moves) moved.push({ ...move, annotation });
    for (const edit of folders.importEdits) annotated.push({ edit, ...annotation });
  }
  return workspaceEdit(session, { edits, annotated, moved, texts });
}

const confirmed = (group: { readonly label: Bilingual; readonly description: Bilingual }, language: Language) =>
  ({ label: group.label[language], description: group.description[language], needsConfirmation: true }) as const;

function warn(session: Session, texts: readonly (string | undefined)[]): void {
  const message = texts.filter(t => t !== undefined).join("; ");
  if (message) void session.connection.window.showWarningMessage(message);
}

/** More are not read in a message. */
const SHOWN_PLACES = 5;

function placesOf(
  session: Session,
  doubtful: readonly DoubtfulEdit[],
  texts: ReadonlyMap<FileId, string>,
): readonly string[] {
  return doubtful.slice(0, SHOWN_PLACES).map(({ edit: { file, span } }) => {
    const { start } = rangeOf(new LineIndex(texts.get(file) ?? session.db.text(file) ?? ""), span);
    return `${session.workspace.importName(file)}:${start.line + 1}`;
  });
}

async function asked(session: Session, question: string, yes: string): Promise<boolean> {
  const no = keepJsonName.no[session.language];
  const answer = await session.connection.window.showWarningMessage(question, { title: yes }, { title: no });
  return answer?.title === yes;
}
