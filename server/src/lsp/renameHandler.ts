/** Rename, with the reason where it is refused and a word on what others will notice. */
import type { Connection, Position, PrepareRenameResult, WorkspaceEdit } from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import { findDeclSpan } from "../features/declSpan.ts";
import type { FileEdit } from "../features/draft.ts";
import { rename, type RenameResult, renameTarget } from "../features/rename.ts";
import type { RequestFile } from "../features/renameInRequests.ts";
import { renderProblem } from "../messages/render.ts";
import { parseRequests } from "../request/parseRequests.ts";
import { everywhere, withTexts } from "./everywhere.ts";
import { longWork, refusal } from "./longWork.ts";
import { consequenceText, keepJsonName, refusalText, renaming } from "./renameWording.ts";
import type { FileId } from "../link/world.ts";
import { declarationInRequest } from "./requestLanguage.ts";
import { rangeOf, type Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";
import { workspaceEdit } from "./workspaceEdits.ts";

export function handleRename(connection: Connection, session: Session): void {
  connection.onPrepareRename(({ textDocument, position }) => {
    if (session.requests.has(textDocument.uri)) return prepareInRequest(session, textDocument.uri, position);
    const file = fileIdOf(textDocument.uri);
    const target = renameTarget(everywhere(session), file, session.offset(file, position));
    if (!target) return null;
    if (target.kind === "decl" && !session.workspace.isOwn(target.id.file))
      return refusal(refusalText("shipped", target.id.name, session.language));
    const placeholder = target.kind === "decl" ? target.name : target.name.slice(target.name.lastIndexOf(".") + 1);
    return { range: session.range(file, target.span), placeholder };
  });
  connection.onRenameRequest(async ({ textDocument, position, newName }, token) => {
    const requests = await requestFiles(session);
    const start = startOf(session, textDocument.uri, position);
    if (!start) return refusal(refusalText("not-here", "", session.language));
    const steps = rename(everywhere(session), start.file, start.offset, newName, {
      isOwn: f => session.workspace.isOwn(f),
      files: () => session.workspace.names.files,
      requests,
      withTexts: withTexts(session),
    });
    const result = await longWork(session, renaming[session.language], token, steps);
    if (result.ok) return editOf(session, result, requests);
    const detail = result.problem ? renderProblem(result.problem, session.language) : result.detail;
    return refusal(refusalText(result.reason, detail, session.language));
  });
}

/** The name of a service, a method, a field or an enum value, as its .proto file has it. */
function prepareInRequest(session: Session, uri: string, position: Position): PrepareRenameResult | null {
  const document = session.requests.get(uri);
  if (!document) return null;
  const index = new LineIndex(document.source);
  const offset = index.offset(position.line, position.character);
  const found = declarationInRequest(session, document, offset);
  if (!found || !session.workspace.isOwn(found.decl.file)) return null;
  // Of `package.Service` the last part, of a text what is between the quotes.
  const text = document.source.slice(found.span.start, found.span.end);
  const start = found.span.start + (text.startsWith('"') ? 1 : text.lastIndexOf(".") + 1);
  const end = found.span.end - (text.endsWith('"') ? 1 : 0);
  if (offset < start || offset > end) return null;
  const placeholder = found.decl.name.slice(found.decl.name.lastIndexOf(".") + 1);
  return { range: rangeOf(index, { start, end }), placeholder };
}

/** Where the rename starts from: a name in a request document stands for its declaration. */
function startOf(session: Session, uri: string, position: Position): { file: FileId; offset: number } | undefined {
  const document = session.requests.get(uri);
  if (!document) return { file: fileIdOf(uri), offset: session.offset(fileIdOf(uri), position) };
  const offset = new LineIndex(document.source).offset(position.line, position.character);
  const found = declarationInRequest(session, document, offset);
  const span = found && findDeclSpan(session.db, found.decl.file, found.decl.name);
  return found && span && { file: found.decl.file, offset: span.start };
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
  return out;
}

async function editOf(
  session: Session,
  result: RenameResult & { ok: true },
  requests: readonly RequestFile[],
): Promise<WorkspaceEdit> {
  const { language } = session;
  const { consequence, keepJsonName: keep } = result;
  const texts = new Map(requests.map(({ file, document }) => [file, document.source]));
  const edits = [...result.edits, ...result.requestEdits];
  if (consequence === "none") return workspaceEdit(session, { edits, texts });
  const description = consequenceText(consequence, language);
  if (!keep) {
    void session.connection.window.showWarningMessage(description);
    return workspaceEdit(session, { edits, texts });
  }
  const label = keepJsonName.label[language];
  if (session.abilities.changeAnnotations)
    return workspaceEdit(session, { edits, texts, toConfirm: [{ edit: keep, label, description }] });
  const kept = await asked(session, description, label);
  return workspaceEdit(session, { edits: kept ? [...edits, keep satisfies FileEdit] : edits, texts });
}

async function asked(session: Session, question: string, yes: string): Promise<boolean> {
  const no = keepJsonName.no[session.language];
  const answer = await session.connection.window.showWarningMessage(question, { title: yes }, { title: no });
  return answer?.title === yes;
}
