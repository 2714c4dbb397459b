/** How the tokens of P10… are mended: numbers, strings, comments, and characters that no token has. */
import type { Fix } from "../../base/problem.ts";
import { insertion, type Mending, type Mends } from "./mending.ts";

/** What keyboards and word processors write in place of ASCII. */
const ascii: ReadonlyMap<string, string> = new Map([
  ["\u201c", '"'],
  ["\u201d", '"'],
  ["\u201e", '"'],
  ["\u2018", "'"],
  ["\u2019", "'"],
  ["\u2013", "-"],
  ["\u2014", "-"],
  ["\u2212", "-"],
  ["\u00a0", " "],
  ["\u3000", " "],
  ["\u200b", ""],
  ["\u200c", ""],
  ["\u200d", ""],
  ["\u2060", ""],
  ["\ufeff", ""],
]);

function asciiFor(text: string): string | undefined {
  const plain = [...text].map(c => ascii.get(c) ?? c.normalize("NFKC")).join("");
  return plain !== text && /^[\x20-\x7e]*$/.test(plain) ? plain : undefined;
}

/** The whole number, and what of it is right where it is read from its start. */
function numberAt(m: Mending, offset: number): { start: number; text: string } {
  const start = offset - (/[\w.]*$/.exec(m.source.slice(Math.max(0, offset - 80), offset))?.[0].length ?? 0);
  return { start, text: /^[\w.]+/.exec(m.source.slice(start, start + 200))?.[0] ?? "" };
}

function rewritten(m: Mending, better: (text: string) => string): Fix[] {
  const { start, text } = numberAt(m, m.problem.span.start);
  return m.write(better(text), { start, end: start + text.length });
}

const escaped = (m: Mending): Fix[] => {
  const at = m.problem.span.start;
  return m.insert(at, "\\");
};

/** Digits of an escape are filled up from the left; what is no character at all is meant as it stands. */
function unicodeEscape(m: Mending, length: number): Fix[] {
  const digits = m.text.slice(2);
  if (digits.length === 0 || digits.length >= length || Number.parseInt(digits, 16) > 0x10ffff) return escaped(m);
  return m.write(`${m.text.slice(0, 2)}${digits.padStart(length, "0")}`);
}

/** Where a line ends, without a comment behind what is written. */
function endOfLine(m: Mending, from: number): number {
  return from + (/^[^\r\n]*/.exec(m.source.slice(from))?.[0].trimEnd().length ?? 0);
}

function closingQuote(m: Mending): Fix[] {
  const { start } = m.problem.span;
  const quote = m.source[start] ?? '"';
  const line = m.source.slice(start, endOfLine(m, start));
  // A statement's end belongs to the statement.
  const tail = /[\s\])};,]*$/.exec(line)?.[0].length ?? 0;
  return m.insert(start + Math.max(1, line.length - tail), quote);
}

/** A string that goes on in the next line becomes two, which the language joins; the line break is written as what it is. */
function brokenString(m: Mending): Fix[] {
  const { start } = m.problem.span;
  const quote = m.source[start] ?? '"';
  const end = endOfLine(m, start);
  const rest = /^\r?\n([ \t]*)([^\r\n]*)/.exec(m.source.slice(end));
  const next = rest?.[2] ?? "";
  if (next.split(quote).length % 2 === 1) return closingQuote(m);
  const at = end + (rest?.[0].length ?? 0) - next.length;
  const edits = [insertion(end, `\\n${quote}`), insertion(at, quote)];
  return [{ code: "F4001", args: [`\\n${quote}`], edits }];
}

export const tokenFixes: Mends = {
  P1001: m => m.cut(m.problem.span, JSON.stringify(m.text).slice(1, -1)),
  P1002: m => {
    const better = asciiFor(m.text);
    if (better === undefined) return [];
    return better.trim() === "" ? m.cut(m.problem.span, m.args[0] ?? "") : m.write(better);
  },
  P1010: m => rewritten(m, () => "0"),
  P1011: m => rewritten(m, text => text.replace(/^0+(?=\d)/, "")),
  P1012: m =>
    rewritten(m, text => (/^0[xX]/.test(text) ? text.slice(0, text.indexOf(".")) : text.replace(/^0+(?=\d)/, ""))),
  P1013: m => rewritten(m, text => text.replace(/[eE][+-]?$/, "")),
  P1014: m => m.insert(m.problem.span.start, " ", " "),
  P1015: m => m.insert(m.problem.span.start, " ", " "),
  P1016: m =>
    rewritten(m, text =>
      text.replace(/^([^.]*\.[^.]*)\.(.*)$/, (_, a: string, b: string) => a + b.replaceAll(".", "")),
    ),
  P1020: m => m.cut(m.problem.span, "/*"),
  P1021: m => m.insert(endOfLine(m, m.problem.span.start), " */"),
  P1030: closingQuote,
  P1031: brokenString,
  P1032: escaped,
  P1033: escaped,
  P1034: m => unicodeEscape(m, 4),
  P1035: m => unicodeEscape(m, 8),
};
