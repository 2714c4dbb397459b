/** Edits → text. */
import type { TextEdit } from "./problem.ts";

/** The text with edits made, in whatever order they come; none overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end).reverse();
  const pieces: string[] = [];
  let at = 0;
  for (const { span, text: own } of sorted) {
    pieces.push(text.slice(at, span.start), own);
    at = span.end;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}
