/**
 * Diagnostics for clients that ask for them: of an open file, and of all files of the workspace. A result is known by a hash of what was
 * said, so that nothing is sent twice. A file that is not open is judged again only when something has changed that its judgement read.
 */
import type {
  CancellationToken,
  Connection,
  Diagnostic,
  PreviousResultId,
  ResultProgressReporter,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { hashText } from "../base/hash.ts";
import type { FileId } from "../link/world.ts";
import { fileDiagnostics, requestDiagnostics } from "./diagnostics.ts";
import { Judgements } from "./judgements.ts";
import { cancelled } from "./longWork.ts";
import { RelatedDiagnostics } from "./relatedDiagnostics.ts";
import type { ChangeListener, Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";

const SLICE_MS = 10;
/** A part of the result is sent when it has become this old, or this large. */
const PART_MS = 200;
const PART_FILES = 100;
/** Changes closer together than this ask the client once. */
const REFRESH_MS = 50;

const resultIdOf = (items: readonly Diagnostic[]): string => hashText(JSON.stringify(items)).toString(36);

export class PullDiagnostics implements ChangeListener {
  private readonly session: Session;
  /** Of files that are not open. */
  private readonly judgements: Judgements;
  private readonly related: RelatedDiagnostics;
  private refreshing: NodeJS.Timeout | undefined;

  constructor(session: Session) {
    this.session = session;
    this.judgements = new Judgements(session);
    this.related = new RelatedDiagnostics(session, resultIdOf);
  }

  listen(connection: Connection): void {
    connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }) => {
      const items = this.diagnosticsOf(uri);
      const resultId = resultIdOf(items);
      const relatedDocuments = this.session.abilities.relatedDiagnostics
        ? this.related.of(fileIdOf(uri), resultId)
        : undefined;
      const related = relatedDocuments ? { relatedDocuments } : {};
      return resultId === previousResultId
        ? { kind: "unchanged", resultId, ...related }
        : { kind: "full", resultId, items, ...related };
    });
    connection.languages.diagnostics.onWorkspace((params, token, _progress, partial) =>
      this.ofWorkspace(params.previousResultIds, token, partial),
    );
  }

  private diagnosticsOf(uri: string): Diagnostic[] {
    const { session } = this;
    if (session.requests.has(uri)) return requestDiagnostics(session, uri);
    const file = fileIdOf(uri);
    return session.db.isOpen(file) || this.isWanted(file) ? fileDiagnostics(session, file) : [];
  }

  /** Whether a file is judged that is not open. */
  private isWanted(file: FileId): boolean {
    const { workspace, settings } = this.session;
    return settings.diagnostics.scope === "workspace" && workspace.names.has(file) && workspace.isOwn(file);
  }

  private async ofWorkspace(
    told: readonly PreviousResultId[],
    token: CancellationToken,
    partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const { db, workspace, requests } = this.session;
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    // By file, as editors escape more or less in URIs.
    const previous = new Map(told.map(({ uri, value }) => [fileIdOf(uri), value]));
    const gone = new Map(told.map(({ uri }) => [fileIdOf(uri), uri]));
    let sliceEnd = performance.now() + SLICE_MS;
    const pauseIfLong = async (): Promise<void> => {
      if (performance.now() < sliceEnd) return;
      await new Promise(resolve => setImmediate(resolve));
      if (token.isCancellationRequested) throw cancelled();
      sliceEnd = performance.now() + SLICE_MS;
    };
    for (const _ of this.judgements.reconsider()) await pauseIfLong();
    let reported = performance.now();
    for (const file of [...workspace.names.files]) {
      // Who has a file open asks for it.
      if (db.isOpen(file) || !this.isWanted(file)) continue;
      gone.delete(file);
      const report = this.reportOf(file, previous.get(file));
      if (report) items.push(report);
      const now = performance.now();
      const isDue = items.length >= PART_FILES || (items.length > 0 && now - reported > PART_MS);
      if (partial && isDue) {
        partial.report({ items });
        items = [];
        reported = now;
      }
      await pauseIfLong();
    }
    for (const [file, uri] of gone)
      if (!db.isOpen(file) && !requests.has(uri)) items.push({ kind: "full", uri, version: null, items: [] });
    return { items };
  }

  /** Undefined where the client has it already, or there is nothing to say. */
  private reportOf(file: FileId, previous: string | undefined) {
    const { session } = this;
    const kept = this.judgements.get(file);
    if (kept && (kept.resultId === previous || (kept.isClean && previous === undefined))) return undefined;
    const diagnostics = fileDiagnostics(session, file);
    const resultId = resultIdOf(diagnostics);
    this.judgements.keep(file, resultId, diagnostics);
    session.db.putAway(file);
    session.forgetLines(file);
    if (resultId === previous || (diagnostics.length === 0 && previous === undefined)) return undefined;
    return { kind: "full" as const, uri: uriOf(file), version: null, resultId, items: diagnostics };
  }

  opened(file: FileId): void {
    this.judgements.changeOf(file);
  }

  edited(file: FileId): void {
    this.judgements.changeOf(file);
  }

  closed(file: FileId): void {
    this.related.closed(file);
    this.judgements.changeOf(file);
  }

  changedOnDisk(files: readonly FileId[]): void {
    for (const file of files) this.judgements.changeOf(file);
    this.refresh();
  }

  everythingChanged(): void {
    this.judgements.clear();
    this.refresh();
  }

  requestChanged(): void {}
  requestClosed(): void {}

  /** Asks the client to ask again. */
  private refresh(): void {
    if (!this.session.abilities.refreshDiagnostics) return;
    clearTimeout(this.refreshing);
    this.refreshing = setTimeout(() => {
      this.session.connection.languages.diagnostics.refresh().catch(() => {});
    }, REFRESH_MS);
  }
}
