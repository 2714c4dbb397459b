/**
 * Bytes that need not be UTF-8 as text and back, without loss: a byte that belongs to no character is half of a surrogate pair, U+DC80 to
 * U+DCFF, which no UTF-8 makes.
 */
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const ESCAPE = 0xdc00;

export function textOfBytes(bytes: Uint8Array): string {
  const whole = decoded(bytes);
  if (whole !== undefined) return whole;
  let out = "";
  for (let i = 0; i < bytes.length; ) {
    const size = sizeOf(bytes[i] as number);
    const character = decoded(bytes.subarray(i, i + size));
    out += character ?? String.fromCharCode(ESCAPE + (bytes[i] as number));
    i += character === undefined ? 1 : size;
  }
  return out;
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

/** Bytes of a character by its first one. */
const sizeOf = (first: number): number => (first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);
