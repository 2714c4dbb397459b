/**
 * The layout of a message: a line for each member and element. A list of plain values that stands on one line stays there while it fits. Only
 * what stands between tokens is written.
 */
import type { TextEdit } from "../base/problem.ts";
import { spanOf } from "../base/span.ts";
import type { BodyToken } from "./bodyTokens.ts";

export interface BodyStyle {
  /** What one level of nesting is indented by. */
  readonly indent: string;
  readonly eol: string;
}

const WIDTH = 80;

export function formatBody(source: string, tokens: readonly BodyToken[], { indent, eol }: BodyStyle): TextEdit[] {
  const edits: TextEdit[] = [];
  /** For each bracket that is open, whether what is in it stays on its line. */
  const open: ("row" | "lines")[] = [];
  let column = 0;
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const gap = before ? source.slice(before.end, token.start) : "";
    const within = token.kind === "close" ? open.pop() : open.at(-1);
    if (before) {
      const blank = blankBetween(before, token, within, breaksOf(gap));
      const text = typeof blank === "string" ? blank : eol.repeat(blank) + indent.repeat(open.length);
      if (text !== gap) edits.push({ span: spanOf(before.end, token.start), text });
      column = typeof blank === "string" ? column + text.length : indent.length * open.length;
    }
    if (token.kind === "open") open.push(rowLength(source, tokens, index) + column <= WIDTH ? "row" : "lines");
    column += token.end - token.start;
  }
  return edits;
}

/** What belongs between two tokens: a blank or none, or a number of line ends. */
function blankBetween(
  before: BodyToken,
  { kind }: BodyToken,
  within: "row" | "lines" | undefined,
  breaks: number,
): "" | " " | 1 | 2 {
  const lines = breaks > 1 && before.kind !== "open" && kind !== "close" ? 2 : 1;
  if (before.kind === "line comment") return lines;
  if (kind === "line comment" || kind === "block comment") return breaks > 0 && before.kind !== "colon" ? lines : " ";
  if (kind === "close") return before.kind === "open" || within === "row" ? "" : lines;
  if (kind === "comma" || kind === "colon") return "";
  if (before.kind === "colon") return " ";
  if (before.kind === "block comment") return breaks > 0 ? lines : " ";
  if (within === "row") return before.kind === "open" ? "" : " ";
  return within ? lines : " ";
}

const breaksOf = (gap: string): number => gap.match(/\r\n|\n|\r/g)?.length ?? 0;

/** How long a list is in one row; infinite where it is none of plain values, or does not stand in one. */
function rowLength(source: string, tokens: readonly BodyToken[], at: number): number {
  const first = tokens[at];
  if (!first || source[first.start] !== "[") return Number.POSITIVE_INFINITY;
  let length = 0;
  for (let i = at + 1; i < tokens.length; i++) {
    const token = tokens[i] as BodyToken;
    if (breaksOf(source.slice(tokens[i - 1]?.end, token.start)) > 0) break;
    length += token.end - token.start;
    if (token.kind === "close") return length + 1;
    if (token.kind === "comma") length++;
    else if (token.kind !== "value") break;
  }
  return Number.POSITIVE_INFINITY;
}
