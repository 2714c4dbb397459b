/** Throws: the program itself is wrong. Tests fail on it; the editor logs it once and survives. */
export function bug(message: string): never {
  throw new Error(`bug: ${message}`);
}
