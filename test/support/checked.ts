/** Fixtures judged by all rules, and what is said about them as text. */
import assert from "node:assert/strict";
import type { Problem } from "../../server/src/base/problem.ts";
import { LineIndex } from "../../server/src/base/lineIndex.ts";
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { parseFixture } from "./fixture.ts";
import { MemoryWorkspace } from "./memoryWorkspace.ts";

interface Said {
  readonly file: string;
  readonly text: string;
  readonly problem: Problem;
}

function judge(source: string): Said[] {
  const { files } = parseFixture(source);
  const { db } = new MemoryWorkspace<Checked>(files, checkFile);
  return Object.entries(files).flatMap(([file, text]) => db.problems(file).map(problem => ({ file, text, problem })));
}

/**
 * The problems of all files of a fixture, a line each: `2:9 P3101 «0»` and the args behind it where there are any, `warning` in front of
 * those that are none, the file's name in front where the fixture has several. The text in the marks is the span.
 */
export function problemsOf(source: string): string {
  const several = Object.keys(parseFixture(source).files).length > 1;
  return judge(source)
    .map(({ file, text, problem }) => {
      const { line, column } = new LineIndex(text).at(problem.span.start);
      const place = `${several ? `${file}:` : ""}${line + 1}:${column + 1}`;
      const severity = problem.severity === "warning" ? "warning " : "";
      const span = text.slice(problem.span.start, problem.span.end);
      const args = problem.args.length ? ` ${problem.args.join(", ")}` : "";
      return `${place} ${severity}${problem.code} «${span}»${args}`;
    })
    .join("\n");
}

/** The text of `main.proto` once the first fix of that code was applied. */
export function fixed(source: string, code: string): string {
  for (const { text, problem } of judge(source)) {
    const fix = problem.fixes?.find(f => f.code === code);
    if (!fix) continue;
    const edits = [...fix.edits].sort((a, b) => b.span.start - a.span.start);
    return edits.reduce((out, e) => out.slice(0, e.span.start) + e.text + out.slice(e.span.end), text);
  }
  assert.fail(`no fix ${code} is offered`);
}
