/**
 * Diagnostics for clients that do not ask for them, after each change: the changed file first, then open files that a change of an
 * import may concern, then the others if the user wants all judged. Work is done in slices and dropped as soon as there is a newer text.
 */
import type { Diagnostic } from "vscode-languageserver";
import type { FileId } from "../link/world.ts";
import { ClosedFiles, resultIdOf } from "./closedFiles.ts";
import { fileDiagnostics, requestDiagnostics } from "./diagnostics.ts";
import type { ChangeListener, Session } from "./session.ts";
import { Turns } from "./turns.ts";
import { uriOf } from "./uri.ts";

/** Long enough for a request the editor sends right behind its edit to be read first, and for edits that wait to share one run. */
const EDIT_MS = 1;
/** An editor that asks for something behind an edit asks for more, or the user types on; all that comes before judging. */
const PAUSE_MS = 15;
const SLICE_MS = 8;

export class PushDiagnostics implements ChangeListener {
  private readonly session: Session;
  private timer: NodeJS.Timeout | undefined;
  private runs = 0;
  private lastEdit = Number.NEGATIVE_INFINITY;
  private readonly changed = new Set<FileId>();
  /** What was sent last, by its result; of files that are not open only where it was something. */
  private readonly published = new Map<FileId, string>();
  private readonly closedFiles: ClosedFiles;

  constructor(session: Session) {
    this.session = session;
    this.closedFiles = new ClosedFiles(session);
  }

  opened(file: FileId): void {
    this.closedFiles.changeOf(file);
    this.changed.add(file);
    this.schedule(0);
  }

  edited(file: FileId): void {
    this.lastEdit = performance.now();
    this.closedFiles.changeOf(file);
    this.changed.add(file);
    this.schedule(EDIT_MS);
  }

  changedOnDisk(files: readonly FileId[]): void {
    for (const file of files) this.closedFiles.changeOf(file);
    this.judgeAll();
  }

  everythingChanged(): void {
    this.closedFiles.clear();
    this.judgeAll();
  }

  private judgeAll(): void {
    for (const file of this.session.db.openFiles) this.changed.add(file);
    this.schedule(PAUSE_MS);
    for (const uri of this.session.requests.keys()) this.requestChanged(uri);
  }

  closed(file: FileId): void {
    this.changed.delete(file);
    // Of one that is judged all the same something else is said only if it differs on disk.
    if (!this.closedFiles.isWanted(file) && this.published.delete(file)) this.send(uriOf(file), []);
    this.changedOnDisk([file]);
  }

  /** A request document is judged alone and at once. */
  requestChanged(uri: string): void {
    this.send(uri, requestDiagnostics(this.session, uri));
  }

  requestClosed(uri: string): void {
    this.send(uri, []);
  }

  private send(uri: string, diagnostics: Diagnostic[]): void {
    void this.session.connection.sendDiagnostics({ uri, diagnostics });
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const pause = this.lastEdit + PAUSE_MS - performance.now();
      if (this.session.lastAsked > this.lastEdit && pause > 0) this.schedule(pause);
      else void this.session.survive("diagnostics", () => this.run());
    }, delay);
  }

  private async run(): Promise<void> {
    const { db } = this.session;
    const { revision } = db;
    const run = ++this.runs;
    const turns = new Turns(SLICE_MS);
    for (const _ of this.publishing()) {
      if (!turns.isOver) continue;
      await turns.pass();
      if (db.revision !== revision || run !== this.runs) return;
    }
  }

  private *publishing(): Generator<void> {
    const { session, closedFiles } = this;
    const { db } = session;
    const first = [...this.changed].filter(f => db.isOpen(f));
    const rest = db.openFiles.filter(f => !this.changed.has(f));
    for (const file of [...first, ...rest]) {
      this.changed.delete(file);
      if (db.isOpen(file)) this.publish(file, fileDiagnostics(session, file));
      yield;
    }
    for (const report of closedFiles.reports(file => this.published.get(file))) {
      if (report) this.publish(report.file, report.items);
      yield;
    }
    for (const file of [...this.published.keys()])
      if (!db.isOpen(file) && !closedFiles.isWanted(file)) this.publish(file, []);
  }

  private publish(file: FileId, diagnostics: Diagnostic[]): void {
    const result = resultIdOf(diagnostics);
    if (this.published.get(file) === result) return;
    if (diagnostics.length > 0 || this.session.db.isOpen(file)) this.published.set(file, result);
    else this.published.delete(file);
    this.send(uriOf(file), diagnostics);
  }
}
