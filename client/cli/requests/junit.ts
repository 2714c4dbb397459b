/** Results of requests as JUnit XML, which CI systems show: a suite for each document, a case for each request. */
import type { RequestResult } from "./runRequest.ts";

export function renderJunit(results: readonly RequestResult[]): string {
  const files = [...new Set(results.map(r => r.file))];
  const suites = files.map(file =>
    suite(
      file,
      results.filter(r => r.file === file),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals(results)}>\n${suites.join("")}</testsuites>\n`;
}

const suite = (file: string, results: readonly RequestResult[]): string =>
  `  <testsuite name="${xml(file)}"${totals(results)}>\n${results.map(testcase).join("")}  </testsuite>\n`;

function testcase(r: RequestResult): string {
  const place = ` classname="${xml(r.method)}" file="${xml(r.file)}" line="${r.line}"`;
  const head = `    <testcase name="${xml(r.name)}"${place} time="${seconds(r.ms)}"`;
  if (r.ok) return `${head}/>\n`;
  // What was not sent is an error of the test, not a failure of the service.
  const kind = r.status === undefined ? "error" : "failure";
  const [first = ""] = r.problems;
  const text = xml(r.problems.join("\n"));
  return `${head}>\n      <${kind} message="${xml(first)}">${text}</${kind}>\n    </testcase>\n`;
}

function totals(results: readonly RequestResult[]): string {
  const failed = results.filter(r => !r.ok);
  const errors = failed.filter(r => r.status === undefined).length;
  const ms = results.reduce((sum, r) => sum + r.ms, 0);
  return ` tests="${results.length}" failures="${failed.length - errors}" errors="${errors}" time="${seconds(ms)}"`;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

/** Characters that XML 1.0 does not have at all are shown by their number. */
const xml = (text: string): string =>
  text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g,
      c => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replace(/[&<>"\n\r\t]/g, c => entities[c] ?? c);

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};
