/** Edits → text. */
import type { TextEdit } from "./problem.ts";

/** The text with edits made, in whatever order they come; none overlap, and of several at one place the first stays first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const pieces: string[] = [];
  let at = 0;
  for (const { span, text: own } of sorted) {
    pieces.push(text.slice(at, span.start), own);
    at = span.end;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}
