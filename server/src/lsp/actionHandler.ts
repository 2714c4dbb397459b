/** Code actions: fixes that problems bring along, refactorings, imports in order, all safe fixes at once. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  type ExecuteCommandParams,
} from "vscode-languageserver";
import type { TextEdit } from "../base/problem.ts";
import { fixAll } from "../features/actions/fixAll.ts";
import { organizeImports } from "../features/actions/organizeImports.ts";
import type { FileId } from "../link/world.ts";
import { renderAction } from "../messages/actionTexts.ts";
import { renderFix } from "../messages/render.ts";
import { diagnosticOf, shownProblems } from "./diagnostics.ts";
import { isRefactoring, offeredRefactorings, REFACTOR_COMMAND, Refactorings } from "./refactorings.ts";
import { requestActions } from "./requestLanguage.ts";
import type { Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

export const actionKinds: readonly CodeActionKind[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.Refactor,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  CodeActionKind.RefactorRewrite,
  "refactor.move",
  CodeActionKind.SourceOrganizeImports,
  CodeActionKind.SourceFixAll,
];

export const actionCommands: readonly string[] = [REFACTOR_COMMAND];

export function handleActions(connection: Connection, session: Session): void {
  const refactorings = new Refactorings(session);
  connection.onCodeAction((params): CodeAction[] => {
    const request = session.requests.get(params.textDocument.uri);
    if (request !== undefined) return requestActions(session, params.textDocument.uri, request, params.range);
    const wants = wanted(params);
    return [
      ...(wants(CodeActionKind.QuickFix) ? quickFixes(session, params) : []),
      ...offeredRefactorings(session, params).filter(a => wants(a.kind ?? "")),
      ...(wants(CodeActionKind.SourceOrganizeImports) ? organize(session, params.textDocument.uri) : []),
      ...(wants(CodeActionKind.SourceFixAll) ? allFixes(session, params.textDocument.uri) : []),
    ];
  });
  connection.onCodeActionResolve((action, token) =>
    isRefactoring(action.data) ? refactorings.resolve(action, action.data, token) : action,
  );
  connection.onExecuteCommand(async ({ command, arguments: args }: ExecuteCommandParams, token) => {
    const [data] = args ?? [];
    if (command === REFACTOR_COMMAND && isRefactoring(data)) await refactorings.apply(data, token);
    return null;
  });
}

/** A kind stands for all below it. */
const wanted =
  ({ context: { only } }: CodeActionParams) =>
  (kind: string): boolean =>
    only === undefined || only.some(o => kind === o || kind.startsWith(`${o}.`));

function quickFixes(session: Session, { textDocument, range }: CodeActionParams): CodeAction[] {
  const file = fileIdOf(textDocument.uri);
  const start = session.offset(file, range.start);
  const end = session.offset(file, range.end);
  return shownProblems(session, file)
    .filter(p => p.span.start <= end && start <= p.span.end)
    .flatMap(p =>
      (p.fixes ?? []).map(fix => ({
        title: renderFix(fix, session.language),
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnosticOf(session, file, p)],
        isPreferred: p.fixes?.length === 1,
        edit: { changes: { [textDocument.uri]: lspEdits(session, file, fix.edits) } },
      })),
    );
}

/** Sorts imports and drops what nothing uses; offered where that would change something. */
function organize(session: Session, uri: string): CodeAction[] {
  const file = fileIdOf(uri);
  const tree = session.db.tree(file);
  if (!tree) return [];
  const unused = session.db.problems(file).filter(p => p.tag === "unnecessary");
  const edits = organizeImports(
    tree,
    unused.map(p => p.span),
  );
  const title = session.language === "ko" ? "가져오기 정리" : "Organize imports";
  return wholeFile(session, uri, title, CodeActionKind.SourceOrganizeImports, edits);
}

function allFixes(session: Session, uri: string): CodeAction[] {
  const edits = fixAll(shownProblems(session, fileIdOf(uri)));
  const title = renderAction("fixAll", [], session.language);
  return wholeFile(session, uri, title, CodeActionKind.SourceFixAll, edits);
}

function wholeFile(
  session: Session,
  uri: string,
  title: string,
  kind: CodeActionKind,
  edits: readonly TextEdit[],
): CodeAction[] {
  if (edits.length === 0) return [];
  return [{ title, kind, edit: { changes: { [uri]: lspEdits(session, fileIdOf(uri), edits) } } }];
}

const lspEdits = (session: Session, file: FileId, edits: readonly TextEdit[]) =>
  edits.map(e => ({ range: session.range(file, e.span), newText: e.text }));
