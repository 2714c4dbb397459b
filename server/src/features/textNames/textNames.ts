/** All names of declarations in the strings and comments of a file. */
import type { FileId } from "../../link/world.ts";
import type { BodySchema } from "../../request/bodySchema.ts";
import type { Semantics } from "../symbolAt.ts";
import { docLinks } from "./docLinks.ts";
import { optionNames } from "./optionNames.ts";
import type { TextName } from "./textName.ts";

/** `words`: what the names that are looked for hold; nothing else is read. */
export function* textNames(
  s: Semantics & { text(file: FileId): string | undefined },
  schema: BodySchema,
  file: FileId,
  words: readonly string[],
): Generator<TextName> {
  const text = s.text(file);
  if (text === undefined || !words.some(w => text.includes(w))) return;
  if (hasInString(text, words)) yield* optionNames(s, schema, file, words);
  yield* docLinks(s, file, words);
}

/** Whether a word stands behind a quote on its line, as it does in every string; an import names no declaration. */
export function hasInString(text: string, words: readonly string[]): boolean {
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const line = text.slice(text.lastIndexOf("\n", at) + 1, at);
      if ((line.includes('"') || line.includes("'")) && !/^\s*import\s[^;]*$/.test(line)) return true;
    }
  return false;
}
