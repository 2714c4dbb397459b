/**
 * Text → tokens. Every character belongs to exactly one token, blanks and comments included, so the tokens' texts joined are
 * the source. Never fails: what is no token becomes a `Bad` token, what is a broken token keeps its extent and a problem.
 */
import type { Problem } from "../base/problem.ts";
import { TokenKind } from "./tokenKind.ts";

export interface Tokens {
  readonly source: string;
  /** Number of tokens, without the end token that follows them. */
  readonly count: number;
  /** `count + 1` entries; the last is Eof. */
  readonly kinds: Uint8Array;
  /** `count + 1` offsets in UTF-16 code units; a token ends where the next starts. */
  readonly starts: Uint32Array;
  readonly problems: Problem[];
}

/** Classes of ASCII characters, to decide on a token's kind by one look-up. */
const classes = new Uint8Array(128);
const IDENT = 1;
const DIGIT = 2;
const SPACE = 3;
const SYMBOL = 4;
for (let c = 33; c < 127; c++) classes[c] = SYMBOL;
for (const c of " \t\n\r\v\f") classes[c.charCodeAt(0)] = SPACE;
for (let c = 48; c < 58; c++) classes[c] = DIGIT;
for (let c = 0; c < 26; c++) classes[65 + c] = classes[97 + c] = IDENT;
classes[95] = IDENT;

const classOf = (c: number): number => (c < 128 ? (classes[c] as number) : 0);
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isHex = (c: number): boolean => isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102);

const error = (code: string, start: number, end: number, ...args: string[]): Problem => ({
  code,
  severity: "error",
  span: { start, end },
  args,
});

/** Splits a .proto text into tokens. Total: any string is accepted. */
export function lex(source: string): Tokens {
  const lexer = new Lexer(source);
  lexer.run(source.length);
  return lexer.tokens();
}

/** Lexing that can pause: a text of megabytes would hold an editor's server for too long at once. */
export class Lexer {
  private readonly source: string;
  private readonly problems: Problem[] = [];
  private kinds: Uint8Array;
  private starts: Uint32Array;
  private count = 0;
  private at = 0;
  /** The next NUL; -1 where none follows. */
  private nul: number;

  constructor(source: string) {
    this.source = source;
    this.nul = source.indexOf("\0");
    // Most texts have a token for every five characters, and all fit where there is one for every two.
    const room = Math.max(16, source.length >> 2);
    this.kinds = new Uint8Array(room);
    this.starts = new Uint32Array(room);
    if (source.charCodeAt(0) === 0xfeff) {
      this.kinds[0] = TokenKind.Space;
      this.count = this.at = 1;
    }
  }

  private grow(): void {
    const kinds = new Uint8Array(this.kinds.length * 2);
    kinds.set(this.kinds);
    this.kinds = kinds;
    const starts = new Uint32Array(this.starts.length * 2);
    starts.set(this.starts);
    this.starts = starts;
  }

  /** What was read; complete once `run` has reached the end. */
  tokens(): Tokens {
    const { source, count, problems } = this;
    if (count + 1 > this.kinds.length) this.grow();
    this.starts[count] = source.length;
    this.kinds[count] = TokenKind.Eof;
    const kinds = this.kinds.slice(0, count + 1);
    const starts = this.starts.slice(0, count + 1);
    return { source, count, kinds, starts, problems };
  }

  /** Reads all tokens that start before `limit`. */
  run(limit: number): void {
    const { source, problems } = this;
    const length = source.length;
    let { kinds, starts, count: n, at: i } = this;
    while (i < limit) {
      const start = i;
      if (n + 2 > kinds.length) {
        this.grow();
        ({ kinds, starts } = this);
      }
      starts[n] = start;
      const c = source.charCodeAt(i);
      switch (classOf(c)) {
        case SPACE: {
          do i++;
          while (i < length && classOf(source.charCodeAt(i)) === SPACE);
          kinds[n++] = TokenKind.Space;
          break;
        }
        case IDENT: {
          let k: number;
          do {
            i++;
            k = i < length ? classOf(source.charCodeAt(i)) : 0;
          } while (k === IDENT || k === DIGIT);
          kinds[n++] = TokenKind.Ident;
          break;
        }
        case DIGIT: {
          const isFloat = scanNumber(source, i, problems);
          i = numberEnd;
          kinds[n++] = isFloat ? TokenKind.Float : TokenKind.Int;
          break;
        }
        case SYMBOL: {
          if (c === 0x2f) {
            const next = source.charCodeAt(i + 1);
            if (next === 0x2f) {
              const end = source.indexOf("\n", i);
              i = end < 0 ? length : end;
              if (this.nul >= 0) this.nulWithin(start, i);
              kinds[n++] = TokenKind.LineComment;
              break;
            }
            if (next === 0x2a) {
              i = blockCommentEnd(source, i, problems);
              if (this.nul >= 0) this.nulWithin(start, i);
              kinds[n++] = TokenKind.BlockComment;
              break;
            }
          }
          if (c === 0x22 || c === 0x27) {
            i = stringEnd(source, i, c, problems);
            if (this.nul >= 0) this.nulWithin(start, i);
            kinds[n++] = TokenKind.String;
            break;
          }
          if (c === 0x2e && isDigit(source.charCodeAt(i + 1))) {
            if (n > 0 && kinds[n - 1] === TokenKind.Ident && start > 0)
              problems.push(error("P1014", start, start + 1));
            scanNumber(source, i, problems);
            i = numberEnd;
            kinds[n++] = TokenKind.Float;
            break;
          }
          i++;
          kinds[n++] = c;
          break;
        }
        default: {
          const control = c < 128;
          do i++;
          while (i < length && isBad(source.charCodeAt(i), control));
          kinds[n++] = TokenKind.Bad;
          problems.push(
            control
              ? error("P1001", start, i)
              : error("P1002", start, i, source.slice(start, Math.min(i, start + 20))),
          );
        }
      }
    }
    this.count = n;
    this.at = i;
  }

  /** NUL may stand nowhere; other control characters may in comments and strings. */
  private nulWithin(start: number, end: number): void {
    if (this.nul < start) this.nul = this.source.indexOf("\0", start);
    if (this.nul >= 0 && this.nul < end) this.problems.push(error("P1001", this.nul, this.nul + 1));
  }
}

const isBad = (c: number, control: boolean): boolean => (control ? c < 128 : c >= 128) && classOf(c) === 0;

/** Where the number that `scanNumber` has just read ends; a module variable spares a pair for each number. */
let numberEnd = 0;

/** Reads a number at `start`; true where it is a floating point number. Rules as the language's lexical elements say. */
function scanNumber(source: string, start: number, problems: Problem[]): boolean {
  let i = start;
  let isFloat = false;
  const first = source.charCodeAt(i);
  const second = source.charCodeAt(i + 1);
  if (first === 48 && (second === 0x78 || second === 0x58)) {
    i += 2;
    const digits = i;
    while (isHex(source.charCodeAt(i))) i++;
    if (i === digits) problems.push(error("P1010", start, i));
  } else if (first === 48 && isDigit(second)) {
    i++;
    while (isDigit(source.charCodeAt(i))) i++;
    for (let d = start; d < i; d++)
      if (source.charCodeAt(d) > 55) {
        problems.push(error("P1011", start, i, source.slice(start, Math.min(i, start + 40))));
        break;
      }
    if (source.charCodeAt(i) === 0x2e) {
      problems.push(error("P1012", start, i + 1));
      i++;
      while (isDigit(source.charCodeAt(i))) i++;
    }
  } else {
    while (isDigit(source.charCodeAt(i))) i++;
    if (source.charCodeAt(i) === 0x2e) {
      isFloat = true;
      i++;
      while (isDigit(source.charCodeAt(i))) i++;
    }
    const e = source.charCodeAt(i);
    if (e === 0x65 || e === 0x45) {
      isFloat = true;
      i++;
      const sign = source.charCodeAt(i);
      if (sign === 0x2b || sign === 0x2d) i++;
      const digits = i;
      while (isDigit(source.charCodeAt(i))) i++;
      if (i === digits) problems.push(error("P1013", start, i));
    }
  }
  const next = source.charCodeAt(i);
  if (classOf(next) === IDENT) problems.push(error("P1015", i, i + 1));
  else if (next === 0x2e) problems.push(error(isFloat ? "P1016" : "P1012", i, i + 1));
  numberEnd = i;
  return isFloat;
}

function blockCommentEnd(source: string, start: number, problems: Problem[]): number {
  const end = source.indexOf("*/", start + 2);
  const stop = end < 0 ? source.length : end;
  // An opener at the very end, as in "/*/", shares its star with the closer and opens nothing.
  for (let at = source.indexOf("/*", start + 2); at >= 0 && at < stop; at = source.indexOf("/*", at + 2)) {
    if (at + 1 === stop && end >= 0) break;
    problems.push(error("P1020", at, at + 2));
  }
  if (end < 0) {
    problems.push(error("P1021", start, start + 2));
    return source.length;
  }
  return end + 2;
}

function stringEnd(source: string, start: number, quote: number, problems: Problem[]): number {
  let i = start + 1;
  const length = source.length;
  for (;;) {
    if (i >= length) {
      problems.push(error("P1030", start, i));
      return i;
    }
    const c = source.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === 0x0a) {
      problems.push(error("P1031", start, i));
      return i;
    }
    if (c === 0x5c) i = escapeEnd(source, i, problems);
    else i++;
  }
}

/** The end of the escape sequence whose backslash stands at `at`. */
function escapeEnd(source: string, at: number, problems: Problem[]): number {
  const c = source.charCodeAt(at + 1);
  if (c >= 48 && c <= 55) {
    let i = at + 2;
    while (i < at + 4 && source.charCodeAt(i) >= 48 && source.charCodeAt(i) <= 55) i++;
    return i;
  }
  switch (c) {
    case 0x78: // x
    case 0x58: {
      if (!isHex(source.charCodeAt(at + 2))) {
        problems.push(error("P1033", at, at + 2));
        return at + 2;
      }
      return isHex(source.charCodeAt(at + 3)) ? at + 4 : at + 3;
    }
    case 0x75: // u
      return hexEscapeEnd(source, at, 4, problems);
    case 0x55: // U
      return hexEscapeEnd(source, at, 8, problems);
    default:
      if (Number.isNaN(c) || c === 0x0a) return at + 1;
      if (!"abfnrtv\\?'\"".includes(source[at + 1] as string)) problems.push(error("P1032", at, at + 2));
      return at + 2;
  }
}

function hexEscapeEnd(source: string, at: number, digits: number, problems: Problem[]): number {
  let i = at + 2;
  while (i < at + 2 + digits && isHex(source.charCodeAt(i))) i++;
  const complete = i === at + 2 + digits;
  const inRange = digits === 4 || Number.parseInt(source.slice(at + 2, i), 16) <= 0x1fffff;
  if (!complete || !inRange) problems.push(error(digits === 4 ? "P1034" : "P1035", at, i));
  return i;
}
