/** Edits of a text as a unified diff, which `patch` and `git apply` read. */
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import type { TextEdit } from "../../server/src/base/problem.ts";
import { linesOf } from "../../server/src/format/lineEdits.ts";

const CONTEXT = 3;

/** Lines of the old text from `start` to `end` (exclusive, from 0) that become others. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** `edits` are in order and apart; empty where there are none. */
export function unifiedDiff(name: string, source: string, edits: readonly TextEdit[]): string {
  const old = linesOf(source);
  const changes = changesOf(source, old, edits);
  if (changes.length === 0) return "";
  const out = [`--- ${name}\n`, `+++ ${name}\n`];
  let grown = 0;
  for (let i = 0; i < changes.length; ) {
    let next = i + 1;
    while (next < changes.length && (changes[next]?.start ?? 0) - (changes[next - 1]?.end ?? 0) <= 2 * CONTEXT)
      next++;
    const hunk = changes.slice(i, next);
    out.push(hunkText(old, hunk, grown));
    for (const { start, end, lines } of hunk) grown += lines.length - (end - start);
    i = next;
  }
  return out.join("");
}

/** `grown`: by how many lines the new text is longer before the hunk. */
function hunkText(old: readonly string[], changes: readonly Change[], grown: number): string {
  const start = Math.max(0, (changes[0] as Change).start - CONTEXT);
  const end = Math.min(old.length, (changes.at(-1) as Change).end + CONTEXT);
  const body: string[] = [];
  let at = start;
  let added = 0;
  for (const change of changes) {
    body.push(...old.slice(at, change.start).map(line => marked(" ", line)));
    body.push(...old.slice(change.start, change.end).map(line => marked("-", line)));
    body.push(...change.lines.map(line => marked("+", line)));
    added += change.lines.length - (change.end - change.start);
    at = change.end;
  }
  body.push(...old.slice(at, end).map(line => marked(" ", line)));
  const count = end - start;
  return `@@ -${place(start, count)} +${place(start + grown, count + added)} @@\n${body.join("")}`;
}

/** Where there are no lines, the one before is named. */
const place = (start: number, count: number): string => `${count === 0 ? start : start + 1},${count}`;

const marked = (sign: string, line: string): string =>
  line.endsWith("\n") ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;

/** Edits of one line, or of lines that touch, are one change; lines at its ends that stay are none of it. */
function changesOf(source: string, lines: readonly string[], edits: readonly TextEdit[]): Change[] {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) as number) + line.length);
  const out: Change[] = [];
  let line = 0;
  for (let i = 0; i < edits.length; ) {
    while (line + 1 < lines.length && (starts[line + 1] as number) <= (edits[i]?.span.start ?? 0)) line++;
    const start = line;
    let end = line;
    const own: TextEdit[] = [];
    for (let edit = edits[i]; edit && (own.length === 0 || lineOf(edit.span.start) < end); edit = edits[++i]) {
      own.push(edit);
      end = Math.max(end, lineOf(edit.span.end) + 1);
    }
    const from = starts[start] as number;
    const to = starts[Math.min(end, lines.length)] as number;
    const shifted = own.map(({ span, text }) => ({ span: { start: span.start - from, end: span.end - from }, text }));
    const change = trimmed(
      lines,
      start,
      Math.min(end, lines.length),
      linesOf(applyEdits(source.slice(from, to), shifted)),
    );
    if (change) out.push(change);
    line = Math.max(line, end - 1);
  }
  return out;

  function lineOf(offset: number): number {
    let at = line;
    while (at + 1 < lines.length && (starts[at + 1] as number) <= offset) at++;
    return at;
  }
}

function trimmed(old: readonly string[], start: number, end: number, lines: readonly string[]): Change | undefined {
  let from = start;
  let head = 0;
  while (from < end && head < lines.length && old[from] === lines[head]) {
    from++;
    head++;
  }
  let to = end;
  let tail = lines.length;
  while (to > from && tail > head && old[to - 1] === lines[tail - 1]) {
    to--;
    tail--;
  }
  return from === to && head === tail ? undefined : { start: from, end: to, lines: lines.slice(head, tail) };
}
