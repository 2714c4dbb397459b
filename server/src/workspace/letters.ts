/** Which letters a name has: most names that a search goes over are told from what it looks for by one comparison. */

/** A bit for each letter of a name from `from` on, one for all digits, one for all the rest but dots. */
export function lettersOf(name: string, from: number): number {
  let bits = 0;
  for (let i = from; i < name.length; i++) {
    const c = name.charCodeAt(i) | 32;
    if (c >= 97 && c <= 122) bits |= 1 << (c - 97);
    else if (c >= 48 && c <= 57) bits |= 1 << 26;
    else if (c !== 46) bits |= 1 << 27;
  }
  return bits;
}
