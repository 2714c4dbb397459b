/** Which letters a name has: most names that a search goes over are told from what it looks for by one comparison. */
import { codesOf } from "../base/codes.ts";

/** A bit for each letter of the part of a name from `from` on, to before `to`, one for all digits, one for all the rest but dots. */
export function lettersOf(codes: Uint8Array, from: number, to: number): number {
  let bits = 0;
  for (let i = from; i < to; i++) {
    const c = (codes[i] as number) | 32;
    if (c >= 97 && c <= 122) bits |= 1 << (c - 97);
    else if (c >= 48 && c <= 57) bits |= 1 << 26;
    else if (c !== 46) bits |= 1 << 27;
  }
  return bits;
}

/** The same of what somebody looks for. */
export function lettersWanted(text: string): number {
  const { codes } = codesOf([text]);
  return lettersOf(codes, 0, codes.length);
}
