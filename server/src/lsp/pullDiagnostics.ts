/** Diagnostics for clients that ask for them: of an open file, and of all files of the workspace. What they have already is not sent again. */
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
import type { FileId } from "../link/world.ts";
import { ClosedFiles, resultIdOf } from "./closedFiles.ts";
import { fileDiagnostics, requestDiagnostics } from "./diagnostics.ts";
import { cancelled } from "./longWork.ts";
import { RelatedDiagnostics } from "./relatedDiagnostics.ts";
import type { ChangeListener, Session } from "./session.ts";
import { Turns } from "./turns.ts";
import { fileIdOf, uriOf } from "./uri.ts";

const SLICE_MS = 10;
/** A part of the result is sent when it has become this old, or this large. */
const PART_MS = 200;
const PART_FILES = 100;
/** Changes closer together than this ask the client once. */
const REFRESH_MS = 50;

export class PullDiagnostics implements ChangeListener {
  private readonly session: Session;
  private readonly closedFiles: ClosedFiles;
  private readonly related: RelatedDiagnostics;
  private refreshing: NodeJS.Timeout | undefined;

  constructor(session: Session) {
    this.session = session;
    this.closedFiles = new ClosedFiles(session);
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
    return session.db.isOpen(file) || this.closedFiles.isWanted(file) ? fileDiagnostics(session, file) : [];
  }

  private async ofWorkspace(
    told: readonly PreviousResultId[],
    token: CancellationToken,
    partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const { db, requests } = this.session;
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    // By file, as editors escape more or less in URIs.
    const previous = new Map(told.map(({ uri, value }) => [fileIdOf(uri), value]));
    const turns = new Turns(SLICE_MS);
    let reported = performance.now();
    for (const report of this.closedFiles.reports(file => previous.get(file))) {
      if (report) items.push(reportOf(uriOf(report.file), report.items, report.resultId));
      const now = performance.now();
      const isDue = items.length >= PART_FILES || (items.length > 0 && now - reported > PART_MS);
      if (partial && isDue) {
        partial.report({ items });
        items = [];
        reported = now;
      }
      if (!turns.isOver) continue;
      await turns.pass();
      if (token.isCancellationRequested) throw cancelled();
    }
    for (const { uri } of told) {
      const file = fileIdOf(uri);
      const isTold = db.isOpen(file) || requests.has(uri) || this.closedFiles.isWanted(file);
      if (!isTold) items.push(reportOf(uri, []));
    }
    return { items };
  }

  opened(file: FileId): void {
    this.closedFiles.changeOf(file);
  }

  edited(file: FileId): void {
    this.closedFiles.changeOf(file);
  }

  closed(file: FileId): void {
    this.related.closed(file);
    this.closedFiles.changeOf(file);
  }

  changedOnDisk(files: readonly FileId[]): void {
    for (const file of files) this.closedFiles.changeOf(file);
    this.refresh();
  }

  everythingChanged(): void {
    this.closedFiles.clear();
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

const reportOf = (uri: string, items: Diagnostic[], resultId?: string): WorkspaceDocumentDiagnosticReport => ({
  kind: "full",
  uri,
  version: null,
  ...(resultId === undefined ? {} : { resultId }),
  items,
});
