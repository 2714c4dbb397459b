/** The tokens of a message in a request document, comments among them; blanks stand between them. */
import { createScanner } from "jsonc-parser";
import { type BodyTree, parseBody } from "./bodyTree.ts";
import { linesOf } from "./lines.ts";
import type { MessageText } from "./requestDocument.ts";

export interface BodyToken {
  readonly kind: "open" | "close" | "comma" | "colon" | "value" | "line comment" | "block comment";
  /** Offsets in the document. */
  readonly start: number;
  readonly end: number;
}

const kinds: Readonly<Record<string, BodyToken["kind"]>> = {
  "{": "open",
  "[": "open",
  "}": "close",
  "]": "close",
  ",": "comma",
  ":": "colon",
  "//": "line comment",
  "/*": "block comment",
};

/** Undefined where the message lies in a file, is no JSON, or where lines of other clients stand within it. */
export function bodyTokens(source: string, message: MessageText): readonly BodyToken[] | undefined {
  if (message.file) return undefined;
  const tree = parseBody(message);
  if (!tree.root || tree.errors.length > 0) return undefined;
  const comments = hashComments(source, message);
  const tokens = comments && scanned(tree, message.span.start);
  if (!tokens) return undefined;
  const own = comments.filter(c => !tokens.some(t => t.start <= c.start && c.end <= t.end));
  return own.length === 0 ? tokens : [...tokens, ...own].sort((a, b) => a.start - b.start);
}

function scanned({ text }: BodyTree, offset: number): readonly BodyToken[] | undefined {
  const scanner = createScanner(text, false);
  const tokens: BodyToken[] = [];
  for (;;) {
    scanner.scan();
    const length = scanner.getTokenLength();
    if (length === 0) return tokens;
    if (scanner.getTokenError() !== NO_ERROR) return undefined;
    const at = scanner.getTokenOffset();
    const begin = text.slice(at, at + Math.min(length, 2));
    if (begin.trim() === "") continue;
    const kind = kinds[begin] ?? kinds[begin.slice(0, 1)] ?? "value";
    tokens.push({ kind, start: offset + at, end: offset + at + length });
  }
}

/** What the scanner calls `ScanError.None`. */
const NO_ERROR = 0;

/** Lines with `#`, which are blank in the text of the message; undefined where another line is. */
function hashComments(source: string, { text, span }: MessageText): readonly BodyToken[] | undefined {
  const comments: BodyToken[] = [];
  for (const line of linesOf(source.slice(span.start, span.end))) {
    if (text.slice(line.span.start, line.span.end) === line.text) continue;
    const own = line.text.trim();
    if (!own.startsWith("#")) return undefined;
    const start = span.start + line.span.start + line.text.indexOf(own);
    comments.push({ kind: "line comment", start, end: start + own.length });
  }
  return comments;
}
