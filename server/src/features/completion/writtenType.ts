/** The type that a field is written with, told from its words. */

/** The type that the words begin with: a name with its dots, or a whole map. Undefined where they begin with something else. */
export function typeOf(
  words: readonly string[],
): { readonly text: string; readonly length: number; readonly isMap: boolean } | undefined {
  if (words[0] === "map" && words[1] === "<") {
    const end = words.indexOf(">");
    return { text: words.slice(words.indexOf(",") + 1, end).join(""), length: end + 1, isMap: true };
  }
  let i = words[0] === "." ? 1 : 0;
  if (!/^[A-Za-z_]/.test(words[i] ?? "")) return undefined;
  while (words[i + 1] === "." && /^[A-Za-z_]/.test(words[i + 2] ?? "")) i += 2;
  return { text: words.slice(0, i + 1).join(""), length: i + 1, isMap: false };
}
