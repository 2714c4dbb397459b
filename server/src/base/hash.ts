/** A 53-bit hash of a text, `seed` being the hash of what came before it: enough to tell versions of one file apart, cheap enough for each keystroke. */
export function hashText(text: string, seed = 0): number {
  let a = 0xdeadbeef ^ (seed >>> 0);
  let b = 0x41c6ce57 ^ Math.floor(seed / 4294967296);
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
