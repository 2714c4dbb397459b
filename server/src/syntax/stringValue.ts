/** What a string literal says: its escapes resolved. */
import type { StringLit } from "./ast.ts";

const simple: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
  "?": 63,
  "'": 39,
  '"': 34,
};

/** The text of a literal. Bytes that form no UTF-8 become U+FFFD; `stringBytes` keeps them. */
export function stringValue(source: string, starts: Uint32Array, node: StringLit): string {
  let plain = "";
  for (const token of node.tokens) {
    const text = source.slice(starts[token], starts[token + 1]);
    if (text.includes("\\")) return decoder.decode(stringBytes(source, starts, node));
    plain += inside(text);
  }
  return plain;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Without its quotes; the closing one may be missing. */
function inside(text: string): string {
  const closed = text.length > 1 && text.endsWith(text[0] as string);
  return text.slice(1, closed ? -1 : undefined);
}

/** The bytes of a literal, UTF-8 but for what escapes put in. */
export function stringBytes(source: string, starts: Uint32Array, node: StringLit): Uint8Array {
  const out: number[] = [];
  for (const token of node.tokens) unescapeInto(inside(source.slice(starts[token], starts[token + 1])), out);
  return Uint8Array.from(out);
}

function unescapeInto(text: string, out: number[]): void {
  let plainFrom = 0;
  let i = text.indexOf("\\");
  while (i >= 0) {
    push(out, encoder.encode(text.slice(plainFrom, i)));
    const c = text[i + 1] ?? "";
    const hex = c === "x" || c === "X" ? 2 : c === "u" ? 4 : c === "U" ? 8 : 0;
    const digits = hex ? matchAt(/[0-9a-fA-F]+/y, text, i + 2).slice(0, hex) : matchAt(/[0-7]{1,3}/y, text, i + 1);
    if (hex > 2) pushCodePoint(out, Number.parseInt(digits || "0", 16));
    else if (hex) out.push(Number.parseInt(digits || "0", 16));
    else if (digits) out.push(Number.parseInt(digits, 8) & 0xff);
    else if (c in simple) out.push(simple[c] as number);
    plainFrom = hex ? i + 2 + digits.length : digits ? i + 1 + digits.length : i + 1 + c.length;
    // A pair of \u escapes for one character beyond the basic plane.
    if (c === "u") plainFrom = joinSurrogates(text, digits, plainFrom, out);
    i = text.indexOf("\\", plainFrom);
  }
  push(out, encoder.encode(text.slice(plainFrom)));
}

function joinSurrogates(text: string, digits: string, at: number, out: number[]): number {
  const high = Number.parseInt(digits, 16);
  if (!(high >= 0xd800 && high <= 0xdbff)) return at;
  const low = matchAt(/\\u([dD][c-fC-F][0-9a-fA-F]{2})/y, text, at);
  if (!low) return at;
  out.length -= 3;
  push(out, encoder.encode(String.fromCharCode(high, Number.parseInt(low.slice(2), 16))));
  return at + 6;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** Four bytes hold more than Unicode has, and the compiler takes it. */
function pushCodePoint(out: number[], n: number): void {
  if (n <= 0x10ffff) push(out, encoder.encode(String.fromCodePoint(n)));
  else out.push(0xf0 | ((n >> 18) & 7), 0x80 | ((n >> 12) & 63), 0x80 | ((n >> 6) & 63), 0x80 | (n & 63));
}

function push(out: number[], bytes: Uint8Array): void {
  for (const b of bytes) out.push(b);
}
