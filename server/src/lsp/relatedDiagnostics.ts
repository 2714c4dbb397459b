/**
 * What an answer about one open file says of others that are open and see it, for clients that want to know: only where the edit changed what
 * others see, only of files of which something else is to be said now, and behind the first no longer than a slice. What is left out comes
 * when it is asked for.
 */
import type { Diagnostic, FullDocumentDiagnosticReport } from "vscode-languageserver";
import type { FileId } from "../link/world.ts";
import { fileDiagnostics } from "./diagnostics.ts";
import type { Session } from "./session.ts";
import { uriOf } from "./uri.ts";

const SLICE_MS = 8;

export type RelatedReports = Readonly<Record<string, FullDocumentDiagnosticReport>>;

export class RelatedDiagnostics {
  private readonly session: Session;
  private readonly resultIdOf: (items: readonly Diagnostic[]) => string;
  /** What the client knows of each file. */
  private readonly told = new Map<FileId, string>();
  /** What others saw of a file when it was asked about last. */
  private readonly shapes = new Map<FileId, string>();

  constructor(session: Session, resultIdOf: (items: readonly Diagnostic[]) => string) {
    this.session = session;
    this.resultIdOf = resultIdOf;
  }

  closed(file: FileId): void {
    this.told.delete(file);
    this.shapes.delete(file);
  }

  /** Of a file about which the client is told `resultId` now. Undefined where there is nothing to add. */
  of(file: FileId, resultId: string): RelatedReports | undefined {
    const { db, imports } = this.session;
    this.told.set(file, resultId);
    const before = this.shapes.get(file);
    const outline = db.outline(file);
    const shape = outline ? `${outline.namesHash} ${outline.shapeHash} ${outline.headHash}` : "";
    this.shapes.set(file, shape);
    if (before === undefined || before === shape) return undefined;
    const out: Record<string, FullDocumentDiagnosticReport> = {};
    const end = performance.now() + SLICE_MS;
    for (const other of imports.whoSees(file, db.revision, db.rootsRevision)) {
      if (other === file || !this.told.has(other) || !db.isOpen(other)) continue;
      const items = fileDiagnostics(this.session, other);
      const id = this.resultIdOf(items);
      if (this.told.get(other) !== id) {
        this.told.set(other, id);
        out[uriOf(other)] = { kind: "full", resultId: id, items };
      }
      // One of them is judged on the slowest machine.
      if (performance.now() > end) break;
    }
    return Object.keys(out).length > 0 ? out : undefined;
  }
}
