/** Names with dots, string literals, integers: the small parts of all statements. */
import type { IntLit, Path, StringLit } from "../ast.ts";
import type { Parser } from "../parser.ts";
import { Sym, TokenKind } from "../tokenKind.ts";

/** `a.b`; undefined where not even the first part is there. */
export function path(
  p: Parser,
  firstCode: string,
  start: "leading dot allowed" | "no leading dot",
): { node: Path | undefined; ok: boolean } {
  const first = p.tok;
  const absolute = start === "leading dot allowed" && p.take(Sym.dot);
  const name = p.name(firstCode);
  if (!name) return { node: undefined, ok: false };
  const node: Path = {
    kind: "Path",
    first,
    last: p.prev,
    absolute,
    parts: [name],
    text: absolute ? `.${name.text}` : name.text,
  };
  while (p.is(Sym.dot)) {
    p.next();
    const part = p.name("P1102");
    if (!part) {
      node.last = p.prev;
      return { node, ok: false };
    }
    node.parts.push(part);
    node.text += `.${part.text}`;
  }
  node.last = p.prev;
  return { node, ok: true };
}

/** One or more adjacent string literals. */
export function stringLit(p: Parser, code: string): StringLit | undefined {
  if (!p.is(TokenKind.String)) {
    p.fail(code);
    return undefined;
  }
  const node: StringLit = { kind: "String", first: p.tok, last: p.tok, tokens: [] };
  while (p.is(TokenKind.String)) {
    node.tokens.push(p.tok);
    p.next();
  }
  node.last = p.prev;
  return node;
}

const INT32_MAX = 0x7fffffffn;

/** No integer type holds so many digits. */
const MAX_DIGITS = 40;
const TOO_LARGE = 10n ** BigInt(MAX_DIGITS);

/**
 * The value of an integer literal: decimal, octal or hexadecimal; undefined where a digit does not fit its base or none is there. Decimals
 * too long for any type share one value, as reading a million digits takes seconds.
 */
export function integerValue(text: string): bigint | undefined {
  const zero = text.length > 1 && text[0] === "0";
  if (!zero && text.length > MAX_DIGITS) return TOO_LARGE;
  const octal = zero && text[1] !== "x" && text[1] !== "X";
  try {
    return BigInt(octal ? `0o${text.slice(1)}` : text);
  } catch {
    return undefined;
  }
}

/** A number as a problem names it: nobody reads hundreds of digits. */
export const shownNumber = (text: string): string =>
  text.length > MAX_DIGITS ? `${text.slice(0, MAX_DIGITS)}…` : text;

/** Whether a number may have a sign. */
export type Sign = "signed" | "unsigned";

/** An integer of at most 32 bits. */
export function int32(p: Parser, code: string, sign: Sign): IntLit | undefined {
  const first = p.tok;
  const negative = sign === "signed" && p.take(Sym.minus);
  if (!p.is(TokenKind.Int)) {
    p.fail(code);
    return undefined;
  }
  const text = p.textOf(p.tok);
  const short = text.length < 10 && text[0] !== "0";
  if (!short) {
    // A literal without a value is a broken token, which is said already.
    const value = integerValue(text) ?? 0n;
    if (value > INT32_MAX + (negative ? 1n : 0n)) p.fail("P1103", [shownNumber(text)]);
  }
  p.next();
  return { kind: "Int", first, last: p.prev, text, negative };
}
