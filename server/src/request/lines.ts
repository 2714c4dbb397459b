import { spanOf } from "../base/span.ts";
import type { Piece } from "./requestDocument.ts";

/** One line of a source without its end (`\n`, `\r\n` or `\r`). */
export interface Line extends Piece {
  /** Where the next line starts. */
  readonly next: number;
}

export function linesOf(source: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < source.length; ) {
    let end = start;
    while (end < source.length && source[end] !== "\n" && source[end] !== "\r") end++;
    const next = end >= source.length ? end : source.startsWith("\r\n", end) ? end + 2 : end + 1;
    lines.push({ text: source.slice(start, end), span: spanOf(start, end), next });
    start = next;
  }
  return lines;
}

/** The part of a line from `start` to `end` without blanks around it. */
export function pieceOf(line: Piece, start = 0, end = line.text.length): Piece {
  let from = start;
  let to = end;
  while (from < to && isBlank(line.text[from])) from++;
  while (to > from && isBlank(line.text[to - 1])) to--;
  return { text: line.text.slice(from, to), span: spanOf(line.span.start + from, line.span.start + to) };
}

const isBlank = (c: string | undefined): boolean => c === " " || c === "\t" || c === "\uFEFF";

/** As long as the line, but empty: for lines that do not belong to a message. */
export const blanked = (text: string): string => " ".repeat(text.length);
