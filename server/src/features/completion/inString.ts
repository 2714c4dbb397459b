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

/** Other strings are the user's own. */
export function inString(s: Candidates, file: FileId, cursor: Cursor): Completions {
  const { tree, token } = cursor;
  const text = textOfToken(tree, token);
  const start = (tree.tokens.starts[token] as number) + 1;
  const closed = text.length > 1 && text.endsWith(text[0] as string);
  const end = (tree.tokens.starts[token + 1] as number) - (closed ? 1 : 0);
  // Without its closing quote a string runs to the end of the line.
  const span = { start, end: closed ? Math.max(start, end) : cursor.offset };
  const first = cursor.words[0];
  const word = first === undefined ? "" : textOfToken(tree, first);
  if (word === "import") return importInString(s, file, cursor, { start, end, closed });
  return { proposals: textsFor(s, file, cursor, word).map((v, rank) => value(v, span, rank)), cut: false };
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

/** The path of an import, with the quote and the `;` where these are still to be written. */
function importInString(
  s: Candidates,
  file: FileId,
  cursor: Cursor,
  { start, end, closed }: { readonly start: number; readonly end: number; readonly closed: boolean },
): Completions {
  const { source } = cursor.tree;
  const quote = source[start - 1] as string;
  const behindQuote = closed ? end + 1 : cursor.offset;
  const isLast = /^[ \t]*(?:\r?\n|$|\/\/)/.test(source.slice(behindQuote, behindQuote + 200));
  const inner = { start, end: closed ? Math.max(start, end) : cursor.offset };
  const found = importPaths(s, file, inner, source.slice(start, cursor.offset));
  if (!isLast) return found;
  const span = { start, end: behindQuote };
  return {
    ...found,
    proposals: found.proposals.map(p => ({ ...p, span, text: `${p.text}${quote};`, filter: p.text })),
  };
}
