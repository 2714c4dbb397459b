/** Problems as the command line shows them. Lines and columns count from 1; columns in UTF-16 code units. */
import { LineIndex } from "../../server/src/base/lineIndex.ts";
import type { Problem } from "../../server/src/base/problem.ts";
import { type SeverityRules, type ShownSeverity, shownSeverity } from "../../server/src/base/severity.ts";
import type { Language } from "../../server/src/shared/language.ts";
import { renderProblem } from "../../server/src/messages/render.ts";

export interface Report {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Exclude<ShownSeverity, "hint">;
  readonly code: string;
  readonly message: string;
}

export interface ReportOptions {
  readonly rules?: SeverityRules;
  readonly language?: Language;
  /** What is added to the message of a problem. */
  readonly more?: (problem: Problem) => string;
}

/** As strongly as `rules` ask for; hints are for editors. */
export function reportsOf(
  file: string,
  text: string,
  problems: readonly Problem[],
  { rules = {}, language = "en", more = () => "" }: ReportOptions = {},
): Report[] {
  if (problems.length === 0) return [];
  const lines = new LineIndex(text);
  return problems.flatMap(p => {
    const severity = shownSeverity(p, rules);
    if (severity === undefined || severity === "hint") return [];
    const start = lines.at(p.span.start);
    const end = lines.at(p.span.end);
    const report: Report = {
      file,
      line: start.line + 1,
      column: start.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1,
      severity,
      code: p.code,
      message: renderProblem(p, language) + more(p),
    };
    return [report];
  });
}

/** A file that could not be read at all. */
export const fileReport = (file: string, message: string): Report => ({
  file,
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  severity: "error",
  code: "P2000",
  message,
});

export const reportLine = (r: Report): string =>
  `${r.file}:${r.line}:${r.column}: ${r.severity}: ${r.message} [${r.code}]`;
