/** Code actions: fixes that problems bring along, refactorings, imports in order, all safe fixes at once. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Connection,
  type ExecuteCommandParams,
} from "vscode-languageserver";
import { withLineEnds } from "../base/lineEnds.ts";
import type { Fix, Problem, TextEdit } from "../base/problem.ts";
import { shownSeverity } from "../base/severity.ts";
import { beyondHistory } from "../features/actions/beyondHistory.ts";
import { fixEverything } from "../features/actions/fixAll.ts";
import { organizedImports } from "../features/actions/organizeImports.ts";
import type { Draft } from "../features/draft.ts";
import type { FileId } from "../link/world.ts";
import { renderAction } from "../messages/actionTexts.ts";
import { renderFix } from "../messages/render.ts";
import { diagnosticOf, rulesFor, shownProblems } from "./diagnostics.ts";
import { everywhere, withTexts } from "./everywhere.ts";
import { isRefactoring, offeredRefactorings, REFACTOR_COMMAND, Refactorings } from "./refactorings.ts";
import { requestActions } from "./requestLanguage.ts";
import type { Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";
import { workspaceEdit } from "./workspaceEdits.ts";

/** Users can ask for this server's fixes alone, or for those of all. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.protocall`;

export const actionKinds: readonly CodeActionKind[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.Refactor,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  CodeActionKind.RefactorRewrite,
  "refactor.move",
  CodeActionKind.SourceOrganizeImports,
  FIX_ALL,
];

export const actionCommands: readonly string[] = [REFACTOR_COMMAND];

export function handleActions(connection: Connection, session: Session): void {
  const refactorings = new Refactorings(session);
  connection.onCodeAction((params): CodeAction[] => {
    const request = session.requests.get(params.textDocument.uri);
    const wants = wanted(params);
    if (request !== undefined)
      return wants(CodeActionKind.QuickFix)
        ? requestActions(session, params.textDocument.uri, request, params.range)
        : [];
    const { only, triggerKind } = params.context;
    // What concerns the whole file is no matter of where the cursor happens to stand.
    const wantsWhole = only !== undefined || triggerKind !== CodeActionTriggerKind.Automatic;
    return [
      ...(wants(CodeActionKind.QuickFix) ? quickFixes(session, params) : []),
      ...offeredRefactorings(session, params).filter(a => wants(a.kind ?? "")),
      ...(wantsWhole && wants(CodeActionKind.SourceOrganizeImports)
        ? organize(session, params.textDocument.uri)
        : []),
      ...(wantsWhole && wants(FIX_ALL) ? allFixes(session, params.textDocument.uri) : []),
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
  const tree = session.db.tree(file);
  const declared = session.db.declared(file);
  const history = session.history.of(file);
  const checked = (fix: Fix): Fix => (tree && declared ? beyondHistory(tree, declared, history, fix) : fix);
  return shownProblems(session, file)
    .filter(p => p.span.start <= end && start <= p.span.end)
    .flatMap(p =>
      (p.fixes ?? []).map(checked).map(fix => ({
        title: renderFix(fix, session.language),
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnosticOf(session, file, p)],
        isPreferred: p.fixes?.length === 1,
        edit: { changes: { [textDocument.uri]: lspEdits(session, file, fix.edits) } },
      })),
    );
}

/** Sorts imports, drops what nothing uses, adds what is missing; offered where that would change something. */
function organize(session: Session, uri: string): CodeAction[] {
  const draft = organizedImports(everywhere(session), fileIdOf(uri), withTexts(session));
  const title = session.language === "ko" ? "import 정리" : "Organize imports";
  return wholeFile(session, title, CodeActionKind.SourceOrganizeImports, draft);
}

function allFixes(session: Session, uri: string): CodeAction[] {
  const file = fileIdOf(uri);
  const rules = rulesFor(session, file);
  const isShown = (p: Problem): boolean => shownSeverity(p, rules) !== undefined;
  const draft = fixEverything(everywhere(session), file, withTexts(session), isShown);
  return wholeFile(session, renderAction("fixAll", [], session.language), FIX_ALL, draft);
}

function wholeFile(session: Session, title: string, kind: CodeActionKind, draft: Draft): CodeAction[] {
  const { edits } = draft;
  return edits.length === 0 ? [] : [{ title, kind, edit: workspaceEdit(session, { edits }) }];
}

const lspEdits = (session: Session, file: FileId, edits: readonly TextEdit[]) =>
  edits.map(e => ({
    range: session.range(file, e.span),
    newText: withLineEnds(e.text, session.db.text(file) ?? ""),
  }));
