/** What a string literal says: its escapes resolved. */
import { bytesOfText, textOfBytes } from "../base/anyBytes.ts";
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

/** The text of a literal; bytes that form no UTF-8 are kept as `textOfBytes` has them. */
export function stringValue(source: string, starts: Uint32Array, node: StringLit): string {
  let plain = "";
  for (const token of node.tokens) {
    const text = source.slice(starts[token], starts[token + 1]);
    if (text.includes("\\")) return textOfBytes(stringBytes(source, starts, node));
    plain += inside(text);
  }
  return plain;
}

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
    push(out, bytesOfText(text.slice(plainFrom, i)));
    const c = text[i + 1] ?? "";
    const hex = c === "x" || c === "X" ? 2 : c === "u" ? 4 : c === "U" ? 8 : 0;
    const digits = hex ? matchAt(/[0-9a-fA-F]+/y, text, i + 2).slice(0, hex) : matchAt(/[0-7]{1,3}/y, text, i + 1);
    const value = Number.parseInt(digits || "0", hex ? 16 : 8);
    plainFrom = hex ? i + 2 + digits.length : digits ? i + 1 + digits.length : i + 1 + c.length;
    if (hex > 2) {
      // A pair of escapes for one character beyond the basic plane.
      const low = isHigh(value) ? matchAt(/\\u[dD][c-fC-F][0-9a-fA-F]{2}/y, text, plainFrom) : "";
      plainFrom += low.length;
      pushCodePoint(out, low ? joined(value, Number.parseInt(low.slice(2), 16)) : value);
    } else if (hex || digits) out.push(value & 0xff);
    else if (c in simple) out.push(simple[c] as number);
    i = text.indexOf("\\", plainFrom);
  }
  push(out, bytesOfText(text.slice(plainFrom)));
}

const isHigh = (n: number): boolean => n >= 0xd800 && n <= 0xdbff;
const joined = (high: number, low: number): number => 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/**
 * Half of a surrogate pair takes three bytes like its neighbours, which are no UTF-8 then. What lies beyond Unicode stays the escape that
 * it was.
 */
function pushCodePoint(out: number[], n: number): void {
  if (n > 0x10ffff) push(out, bytesOfText(`\\U${n.toString(16).padStart(8, "0")}`));
  else if (n >= 0xd800 && n <= 0xdfff) out.push(0xe0 | (n >> 12), 0x80 | ((n >> 6) & 63), 0x80 | (n & 63));
  else push(out, bytesOfText(String.fromCodePoint(n)));
}

function push(out: number[], bytes: Uint8Array): void {
  for (const b of bytes) out.push(b);
}
