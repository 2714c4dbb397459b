/**
 * Diagnostics for clients that do not ask for them, after each change: the changed file first, then open files that a change of an
 * import may concern. Work is done in slices and dropped as soon as there is a newer text.
 */
import type { Diagnostic } from "vscode-languageserver";
import type { FileId } from "../link/world.ts";
import { fileDiagnostics, requestDiagnostics } from "./diagnostics.ts";
import type { ChangeListener, Session } from "./session.ts";
import { uriOf } from "./uri.ts";

/** Long enough for a request the editor sends right behind its edit to be read first, and for edits that wait to share one run. */
const EDIT_MS = 1;
/** An editor that asks for something behind an edit asks for more, or the user types on; all that comes before judging. */
const PAUSE_MS = 15;
const SLICE_MS = 8;

export class PushDiagnostics implements ChangeListener {
  private readonly session: Session;
  private timer: NodeJS.Timeout | undefined;
  private lastEdit = Number.NEGATIVE_INFINITY;
  private readonly changed = new Set<FileId>();
  /** What was sent last, as text. */
  private readonly published = new Map<FileId, string>();

  constructor(session: Session) {
    this.session = session;
  }

  opened(file: FileId): void {
    this.changed.add(file);
    this.schedule(0);
  }

  edited(file: FileId): void {
    this.lastEdit = performance.now();
    this.changed.add(file);
    this.schedule(EDIT_MS);
  }

  changedOnDisk(): void {
    this.everythingChanged();
  }

  everythingChanged(): void {
    for (const file of this.session.db.openFiles) this.changed.add(file);
    this.schedule(PAUSE_MS);
    for (const uri of this.session.requests.keys()) this.requestChanged(uri);
  }

  closed(file: FileId): void {
    this.changed.delete(file);
    if (this.published.delete(file)) this.send(uriOf(file), []);
    this.everythingChanged();
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
    const revision = db.revision;
    const first = [...this.changed].filter(f => db.isOpen(f));
    const rest = db.openFiles.filter(f => !this.changed.has(f));
    let sliceEnd = performance.now() + SLICE_MS;
    for (const file of [...first, ...rest]) {
      if (db.revision !== revision) return;
      this.changed.delete(file);
      if (db.isOpen(file)) this.publish(file);
      if (performance.now() > sliceEnd) {
        await new Promise(resolve => setImmediate(resolve));
        sliceEnd = performance.now() + SLICE_MS;
      }
    }
  }

  private publish(file: FileId): void {
    const diagnostics = fileDiagnostics(this.session, file);
    const text = JSON.stringify(diagnostics);
    if (this.published.get(file) === text) return;
    this.published.set(file, text);
    this.send(uriOf(file), diagnostics);
  }
}
