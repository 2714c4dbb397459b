/**
 * Problems → the editor, after each change: the changed file first, then open files that a change of an import may concern. Work is
 * done in slices and dropped as soon as there is a newer text.
 */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import type { Problem } from "../base/problem.ts";
import { findDeclSpan } from "../features/declSpan.ts";
import type { FileId } from "../link/world.ts";
import { renderProblem, renderRelated } from "../messages/render.ts";
import { requestProblems } from "./requestProblems.ts";
import { rangeOf, type Session } from "./session.ts";
import { uriOf } from "./uri.ts";

/** Keystrokes closer together than this share one run. */
const DELAY_MS = 15;
const SLICE_MS = 8;

export class DiagnosticsScheduler {
  private readonly session: Session;
  private timer: NodeJS.Timeout | undefined;
  private readonly changed = new Set<FileId>();
  private readonly published = new Map<FileId, readonly Problem[]>();

  constructor(session: Session) {
    this.session = session;
  }

  /** Judge `file` soon, and whatever else is open after it. */
  schedule(file: FileId, immediately: boolean): void {
    this.changed.add(file);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), immediately ? 0 : DELAY_MS);
  }

  scheduleAll(): void {
    for (const file of this.session.db.openFiles) this.changed.add(file);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), DELAY_MS);
  }

  clear(file: FileId): void {
    this.changed.delete(file);
    if (this.published.delete(file))
      void this.session.connection.sendDiagnostics({ uri: uriOf(file), diagnostics: [] });
  }

  /** Problems of a request document; it is judged alone and at once. */
  scheduleRequest(uri: string): void {
    const document = this.session.requests.get(uri);
    if (document === undefined) return;
    const index = new LineIndex(document.source);
    const diagnostics = requestProblems(this.session, document).map(p => ({
      range: rangeOf(index, p.span),
      severity: p.severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      code: p.code,
      source: "protocall",
      message: p.message,
    }));
    void this.session.connection.sendDiagnostics({ uri, diagnostics });
  }

  clearRequest(uri: string): void {
    void this.session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** The language of messages changed: everything is said again. */
  forgetPublished(): void {
    this.published.clear();
  }

  private async run(): Promise<void> {
    const { db } = this.session;
    const revision = db.revision;
    const first = [...this.changed].filter(f => db.isOpen(f));
    const rest = db.openFiles.filter(f => !this.changed.has(f));
    let sliceEnd = performance.now() + SLICE_MS;
    for (const file of [...first, ...rest]) {
      if (db.revision !== revision) return;
      if (db.isOpen(file)) this.publish(file);
      this.changed.delete(file);
      if (performance.now() > sliceEnd) {
        await new Promise(resolve => setImmediate(resolve));
        sliceEnd = performance.now() + SLICE_MS;
      }
    }
  }

  private publish(file: FileId): void {
    const problems = this.session.db.problems(file);
    if (this.published.get(file) === problems) return;
    this.published.set(file, problems);
    const diagnostics = problems.map(p => diagnosticOf(this.session, file, p));
    void this.session.connection.sendDiagnostics({ uri: uriOf(file), diagnostics });
  }
}

export function diagnosticOf(session: Session, file: FileId, problem: Problem): Diagnostic {
  const related = (problem.related ?? []).flatMap(r => {
    const at = r.file ?? file;
    const span = "decl" in r.at ? findDeclSpan(session.db, at, r.at.decl) : r.at;
    if (!span) return [];
    const location = { uri: uriOf(at), range: session.range(at, span) };
    return [{ location, message: renderRelated(r, session.language) }];
  });
  return {
    range: session.range(file, problem.span),
    severity: problem.severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code: problem.code,
    source: "protocall",
    message: renderProblem(problem, session.language),
    ...(related.length ? { relatedInformation: related } : {}),
    ...(problem.tag
      ? { tags: [problem.tag === "unnecessary" ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated] }
      : {}),
  };
}
