/**
 * Refactorings → code actions. An action is offered without its edit, which is made when the user chooses it: by `codeAction/resolve`
 * where the editor knows that, else by a command of the server.
 */
import type { CancellationToken, CodeAction, CodeActionParams, Range, WorkspaceEdit } from "vscode-languageserver";
import { type ActionContext, actionContext, type Outcome, say, type Wording } from "../features/actions/action.ts";
import { runSteps } from "../features/actions/runSteps.ts";
import { allActions } from "../features/actions/allActions.ts";
import { movable, moveDeclaration } from "../features/actions/moveDeclaration.ts";
import { renumber, renumbered } from "../features/actions/renumber.ts";
import { LineIndex } from "../base/lineIndex.ts";
import { renderAction } from "../messages/actionTexts.ts";
import { renderProblem } from "../messages/render.ts";
import { everywhere, withTexts } from "./everywhere.ts";
import { longWork } from "./longWork.ts";
import type { Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";
import { workspaceEdit } from "./workspaceEdits.ts";

/** Runs an action by its id; the argument is that of `data` of a code action. */
export const REFACTOR_COMMAND = "protocall.server.refactor";

/** What a code action carries until it is chosen. */
export interface RefactoringData {
  readonly id: string;
  readonly uri: string;
  readonly range: Range;
  /** A URI where the action asks for a file. */
  readonly argument?: string;
}

export function isRefactoring(data: unknown): data is RefactoringData {
  const { id, uri, range } = (data ?? {}) as Partial<RefactoringData>;
  return typeof id === "string" && typeof uri === "string" && typeof range?.start?.line === "number";
}

export function offeredRefactorings(
  session: Session,
  { textDocument: { uri }, range }: CodeActionParams,
): CodeAction[] {
  const ctx = contextOf(session, uri, range);
  if (!ctx) return [];
  const { abilities } = session;
  const word = ({ text, args }: Wording): string => renderAction(text, args, session.language);
  const out = allActions.flatMap(action =>
    action.offers(ctx).flatMap(({ title, refused, argument }): CodeAction[] => {
      if (refused && !abilities.disabledActions) return [];
      const isFile = action === moveDeclaration && argument !== undefined;
      if (isFile && ctx.outline(argument) === undefined && !abilities.createFiles) return [];
      const value = isFile ? uriOf(argument) : argument;
      const data: RefactoringData = {
        id: action.id,
        uri,
        range,
        ...(value === undefined ? {} : { argument: value }),
      };
      const base = { title: word(title), kind: action.kind };
      if (refused) return [{ ...base, disabled: { reason: word(refused) } }];
      if (abilities.resolveActions) return [{ ...base, data }];
      return [{ ...base, command: { title: base.title, command: REFACTOR_COMMAND, arguments: [data] } }];
    }),
  );
  // VS Code asks for the file; the command there runs the action with it.
  const moved = session.editorCommands ? movable(ctx) : undefined;
  if (moved) {
    const title = word(say("moveToOther", moved.decl.name));
    const data: RefactoringData = { id: moveDeclaration.id, uri, range };
    out.push({
      title,
      kind: moveDeclaration.kind,
      command: { title, command: "protocall.moveDeclaration", arguments: [data] },
    });
  }
  return out;
}

function contextOf(session: Session, uri: string, range: Range): ActionContext | undefined {
  const file = fileIdOf(uri);
  const isOwn = (f: string): boolean => session.workspace.isOwn(f);
  if (!isOwn(file)) return undefined;
  const surroundings = {
    ...everywhere(session),
    history: session.history.of(file),
    withTexts: withTexts(session),
    isOwn,
    allFiles: () => session.workspace.names.files,
  };
  const selection = { start: session.offset(file, range.start), end: session.offset(file, range.end) };
  return actionContext(surroundings, file, selection);
}

export class Refactorings {
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  /** The action with its edit; without one where it is refused, which the user is told. */
  async resolve(action: CodeAction, data: RefactoringData, token: CancellationToken): Promise<CodeAction> {
    const done = await this.run(data, token);
    if (!done) return action;
    const { edit, rename } = done;
    const command = rename && { title: action.title, command: "protocall.renameAt", arguments: [rename] };
    return { ...action, edit, ...(command && this.session.editorCommands ? { command } : {}) };
  }

  /** For editors that cannot resolve, and for actions that ask for something first. */
  async apply(data: RefactoringData, token: CancellationToken): Promise<void> {
    const done = await this.run(data, token);
    if (done) await this.session.connection.workspace.applyEdit(done.edit);
  }

  private async run(
    { id, uri, range, argument }: RefactoringData,
    token: CancellationToken,
  ): Promise<{ edit: WorkspaceEdit; rename?: object } | undefined> {
    const { session } = this;
    const action = allActions.find(a => a.id === id);
    // A number that a commit had is not given to another field because nobody had looked yet.
    const file = fileIdOf(uri);
    const before = action === renumber ? contextOf(session, uri, range) : undefined;
    const message = before && renumbered(before);
    if (before && message && session.history.enabled)
      await session.history.loadWith(file, { name: message.name, package: before.declaredHere.outline.package });
    else if (session.history.enabled && !session.history.of(file)) await session.history.load(file);
    const ctx = contextOf(session, uri, range);
    if (!action || !ctx) return undefined;
    const given = action === moveDeclaration && argument !== undefined ? fileIdOf(argument) : argument;
    const title = session.language === "ko" ? "리팩터링 중" : "Refactoring";
    const outcome = await longWork(session, title, token, runSteps(action, ctx, given));
    if (!outcome.ok) {
      this.tell(outcome);
      return undefined;
    }
    const { draft, warning, rename } = outcome;
    if (warning) void session.connection.window.showWarningMessage(this.word(warning));
    const edit = workspaceEdit(session, { edits: draft.edits, created: draft.created });
    if (!rename) return { edit };
    const text = draft.textAfter(ctx, rename.file);
    const { line, column } = new LineIndex(text).at(rename.offset);
    const name = /^\w+/.exec(text.slice(rename.offset))?.[0] ?? "";
    return { edit, rename: { uri: uriOf(rename.file), line, character: column, name } };
  }

  private tell(outcome: Outcome & { readonly ok: false }): void {
    const { reason, problem } = outcome;
    const detail = problem ? `: ${renderProblem(problem, this.session.language)}` : "";
    void this.session.connection.window.showWarningMessage(this.word(reason) + detail);
  }

  private word({ text, args }: Wording): string {
    return renderAction(text, args, this.session.language);
  }
}
