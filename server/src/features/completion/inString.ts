/** Inside of quotes: paths of imports, language versions, reserved names, and what some options are likely to say. */
import type { FileId } from "../../link/world.ts";
import { editionNames } from "../../syntax/edition.ts";
import { textOfToken } from "../../syntax/nodeAt.ts";
import type { Cursor } from "./cursor.ts";
import { attributeValues } from "./members.ts";
import { optionPlace } from "./optionPlace.ts";
import { importPaths } from "./paths.ts";
import { type Candidates, type Completions, value } from "./proposal.ts";
import { namesGone } from "./reserved.ts";
import { textValues } from "./textValues.ts";

/** Words before a string that ends its statement: `import public`, `syntax =`. */
const MOST_BEFORE = 2;

/** Other strings are the user's own. */
export function inString(s: Candidates, file: FileId, cursor: Cursor): Completions {
  const { tree, token } = cursor;
  const text = textOfToken(tree, token);
  const start = (tree.tokens.starts[token] as number) + 1;
  const closed = text.length > 1 && text.endsWith(text[0] as string);
  const end = (tree.tokens.starts[token + 1] as number) - (closed ? 1 : 0);
  const first = cursor.words[0];
  const word = first === undefined ? "" : textOfToken(tree, first);
  // Without its closing quote a string runs to the end of the line.
  const span = { start, end: closed ? Math.max(start, end) : cursor.offset };
  const found =
    word === "import"
      ? importPaths(s, file, span, tree.source.slice(start, cursor.offset))
      : { proposals: textsFor(s, file, cursor, word).map((v, rank) => value(v, span, rank)), cut: false };
  const isLast = ["import", "syntax", "edition"].includes(word) && cursor.words.length <= MOST_BEFORE;
  const behindQuote = closed ? end + 1 : cursor.offset;
  if (!isLast || !/^[ \t]*(?:\r?\n|$|\/\/)/.test(tree.source.slice(behindQuote, behindQuote + 200))) return found;
  // The string ends its statement: the quote and the `;` come along where they are still to be written.
  const ending = `${text[0]};`;
  const whole = { start, end: behindQuote };
  return {
    ...found,
    proposals: found.proposals.map(p => ({ ...p, span: whole, text: p.text + ending, filter: p.text })),
  };
}

/** What may stand in a string of a statement that begins with `word`. */
function textsFor(s: Candidates, file: FileId, cursor: Cursor, word: string): readonly string[] {
  if (word === "syntax") return ["proto3", "proto2"];
  if (word === "edition") return editionNames;
  if (word === "reserved") return namesGone(s, file, cursor);
  const linked = s.linked(file);
  const place = linked && optionPlace(s, file, linked, cursor);
  if (place?.kind === "value") return textValues(s, file, place.field);
  if (place?.kind !== "attribute" || place.name !== "json_name") return [];
  return attributeValues(s, file, cursor, "json_name").map(p => p.text.slice(1, -1));
}
