/** Names of declarations in the strings of a file's options. */
import type { FileId } from "../../link/world.ts";
import type { BodyMessage, BodySchema } from "../../request/bodySchema.ts";
import type { Semantics } from "../symbolAt.ts";
import { listedPaths, templatePaths } from "./fieldPaths.ts";
import { literalText } from "./literalText.ts";
import { optionLeaves } from "./optionLeaves.ts";
import { inputOf, outputOf, ownMessage, type ReadContext } from "./readContext.ts";
import { readerOf } from "./readers.ts";
import type { TextName } from "./textName.ts";

/** Only strings that hold one of the words are read. */
export function* optionNames(
  s: Semantics,
  schema: BodySchema,
  file: FileId,
  words: readonly string[],
): Generator<TextName> {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return;
  for (const leaf of optionLeaves(s, file)) {
    if (leaf.value.kind !== "String") continue;
    const text = literalText(tree, leaf.value);
    if (!words.some(w => text.text.includes(w))) continue;
    const context: ReadContext = { s, file, linked, schema, leaf, text };
    const found = readerOf(leaf.extension, leaf.isFound)?.(context);
    if (found) yield* found;
    else yield* guessed(context);
  }
}

/** In strings of options that nobody here knows: paths of the messages around, where the whole text looks like paths. */
function* guessed(context: ReadContext): Generator<TextName> {
  const { schema, text } = context;
  const around = [ownMessage(context), inputOf(context), outputOf(context)].filter(m => m !== undefined);
  const read = /^[A-Za-z_][\w.]*(?:\s*,\s*[A-Za-z_][\w.]*)*$/.test(text.text)
    ? listedPaths
    : /\{\s*[A-Za-z_]/.test(text.text)
      ? templatePaths
      : undefined;
  if (!read) return;
  const seen = new Set<BodyMessage>();
  for (const message of around) {
    if (seen.has(message)) continue;
    seen.add(message);
    for (const name of read(schema, message, text)) yield { ...name, certainty: "perhaps" };
  }
}
