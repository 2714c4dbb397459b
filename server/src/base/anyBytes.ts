/**
 * Bytes that need not be UTF-8 as text and back, without loss: a byte that belongs to no character is half of a surrogate pair, U+DC80 to
 * U+DCFF, which no UTF-8 makes.
 */
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const ESCAPE = 0xdc00;
/** As many code units as fit into one call. */
const CHUNK = 8192;

export function textOfBytes(bytes: Uint8Array): string {
  const whole = decoded(bytes);
  if (whole !== undefined) return whole;
  const units = new Uint16Array(bytes.length);
  let n = 0;
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] as number;
    const size = characterSize(bytes, i, first);
    if (size < 2) {
      units[n++] = size === 1 ? first : ESCAPE + first;
      i++;
      continue;
    }
    let point = first & (0xff >> (size + 1));
    for (let k = 1; k < size; k++) point = (point << 6) | ((bytes[i + k] as number) & 0x3f);
    if (point > 0xffff) {
      units[n++] = 0xd7c0 + (point >> 10);
      units[n++] = 0xdc00 + (point & 0x3ff);
    } else units[n++] = point;
    i += size;
  }
  let out = "";
  for (let i = 0; i < n; i += CHUNK) out += String.fromCharCode(...units.subarray(i, Math.min(n, i + CHUNK)));
  return out;
}

/** Bytes of the well-formed character at `i`; 0 where none stands there (Unicode, table 3-7). */
function characterSize(bytes: Uint8Array, i: number, first: number): number {
  if (first < 0x80) return 1;
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (size === 0 || i + size > bytes.length) return 0;
  for (let k = 1; k < size; k++) if (((bytes[i + k] as number) & 0xc0) !== 0x80) return 0;
  const second = bytes[i + 1] as number;
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const outside = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return overlong || outside ? 0 : size;
}

export function bytesOfText(text: string): Uint8Array {
  if (!hasBytes(text)) return encoder.encode(text);
  const out: number[] = [];
  for (const character of text) {
    if (hasBytes(character)) out.push(character.charCodeAt(0) - ESCAPE);
    else for (const b of encoder.encode(character)) out.push(b);
  }
  return Uint8Array.from(out);
}

/** Whether a text stands for bytes that are no UTF-8. */
export const hasBytes = (text: string): boolean => /[\udc80-\udcff]/u.test(text);

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
