/**
 * What is said of files that are not open, for editors whose users want all files of the workspace judged. A result is known by a hash of what
 * was said, so that nothing is told twice; a file is judged again only when something has changed that its judgement read.
 */
import type { Diagnostic } from "vscode-languageserver";
import { hashText } from "../base/hash.ts";
import type { FileId } from "../link/world.ts";
import { fileDiagnostics } from "./diagnostics.ts";
import { Judgements } from "./judgements.ts";
import type { Session } from "./session.ts";

export interface ClosedReport {
  readonly file: FileId;
  readonly resultId: string;
  readonly items: Diagnostic[];
}

export const resultIdOf = (items: readonly Diagnostic[]): string => hashText(JSON.stringify(items)).toString(36);

export class ClosedFiles {
  private readonly session: Session;
  private readonly judgements: Judgements;

  constructor(session: Session) {
    this.session = session;
    this.judgements = new Judgements(session);
  }

  /** Whether the user wants a file judged that is not open. */
  isWanted(file: FileId): boolean {
    const { workspace, settings } = this.session;
    return settings.diagnostics.scope === "workspace" && workspace.names.has(file) && workspace.isOwn(file);
  }

  /**
   * Each file of which something else is to be said than the editor knows, which has the result `known`, or nothing where it was told
   * nothing. Undefined is a place to pause.
   */
  *reports(known: (file: FileId) => string | undefined): Generator<ClosedReport | undefined> {
    const { db, workspace, settings } = this.session;
    if (settings.diagnostics.scope !== "workspace") return;
    for (const _ of this.judgements.reconsider()) yield;
    // Of what is open other requests or notifications tell.
    for (const file of [...workspace.names.files])
      if (!db.isOpen(file) && this.isWanted(file)) yield this.report(file, known(file));
  }

  private report(file: FileId, known: string | undefined): ClosedReport | undefined {
    const { session } = this;
    const kept = this.judgements.get(file);
    if (kept && (kept.resultId === known || (kept.isClean && known === undefined))) return undefined;
    const items = fileDiagnostics(session, file);
    const resultId = resultIdOf(items);
    this.judgements.keep(file, resultId, items);
    session.db.putAway(file);
    session.forgetLines(file);
    if (resultId === known || (items.length === 0 && known === undefined)) return undefined;
    return { file, resultId, items };
  }

  /** The file has another text, has appeared or is gone. */
  changeOf(file: FileId): void {
    this.judgements.changeOf(file);
  }

  /** All may be judged otherwise. */
  clear(): void {
    this.judgements.clear();
  }
}
