/** What a rename at a place would start from, or why there is nothing to rename. */
import { lastPart } from "../base/lastPart.ts";
import type { Span } from "../base/span.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { textOfToken } from "../syntax/nodeAt.ts";
import { TokenKind } from "../syntax/tokenKind.ts";
import { linkedSchema } from "./linkedSchema.ts";
import { insideQuotes, occurrencesIn } from "./occurrences.ts";
import type { Everywhere } from "./references.ts";
import { type RefusedRename, refused } from "./renameRefusal.ts";
import { optionAt } from "./optionAt.ts";
import { type Place, placeAt, symbolAt } from "./symbolAt.ts";
import { textNames } from "./textNames/textNames.ts";

export type RenameTarget =
  | { readonly kind: "decl"; readonly id: DeclId; readonly span: Span; readonly name: string }
  | { readonly kind: "package"; readonly name: string; readonly span: Span }
  /** An import: `name` is the path that it names, without quotes as `span` is. */
  | { readonly kind: "file"; readonly name: string; readonly span: Span; readonly file: FileId };

/** The name that a rename would start from. */
export function renameTarget(s: Everywhere, file: FileId, offset: number): RenameTarget | undefined {
  const refs = s.optionRefs(file);
  const found = occurrencesIn(s, file, refs).find(o => o.span.start <= offset && offset <= o.span.end);
  const text = found && s.text(file)?.slice(found.span.start, found.span.end);
  if (found && isOfMapEntry(s, found.id)) return undefined;
  if (found && text) return { kind: "decl", id: found.id, span: found.span, name: text };
  const symbol = optionAt(s, file, refs, offset) ?? symbolAt(s, file, offset);
  if (symbol?.kind === "decl") return undefined;
  if (symbol?.kind === "package") return { kind: "package", name: symbol.name, span: symbol.span };
  if (symbol?.kind === "import")
    return symbol.file === undefined
      ? undefined
      : { kind: "file", name: symbol.path, span: insideQuotes(symbol.span), file: symbol.file };
  return inText(s, file, offset);
}

/** `key` and `value` of a map, which the language names. */
function isOfMapEntry(s: Everywhere, { file, name }: DeclId): boolean {
  const outline = s.outline(file);
  const decl = outline && findDecl(outline, name);
  return decl?.kind === "field" && decl.parent?.synthetic === "map-entry";
}

/** A name in a string or a comment. */
function inText(s: Everywhere, file: FileId, offset: number): RenameTarget | undefined {
  const text = s.text(file) ?? "";
  const start = offset - (/\w*$/.exec(text.slice(Math.max(0, offset - MAX_WORD), offset))?.[0].length ?? 0);
  const word = /^\w+/.exec(text.slice(start, start + MAX_WORD))?.[0];
  if (word === undefined) return undefined;
  for (const { id, span, certainty } of textNames(s, linkedSchema(s), file, [word])) {
    const outline = id && span.start === start && certainty !== "perhaps" ? s.outline(id.file) : undefined;
    if (id && outline && findDecl(outline, id.name)) return { kind: "decl", id, span, name: lastPart(id.name) };
  }
  return undefined;
}

/** Longer words are no names of a person. */
const MAX_WORD = 1000;

/** Why there is nothing to rename at a place. */
export function renameObstacle(s: Everywhere, file: FileId, offset: number): RefusedRename {
  const symbol = symbolAt(s, file, offset);
  if (symbol?.kind === "keyword") return refused("word", symbol.word);
  if (symbol?.kind === "scalar") return refused("word", symbol.name);
  if (symbol?.kind === "import") return refused("no-file", symbol.path);
  const tree = s.tree(file);
  const place = tree && placeAt(tree, offset);
  if (place?.nodes.some(n => n.kind === "Reserved")) return refused("reserved", "");
  if (!place || place.tree.tokens.kinds[place.token] !== TokenKind.Ident) return refused("not-here", "");
  const word = textOfToken(place.tree, place.token);
  if (isWordOfOptions(place, word)) return refused("word", word);
  const named = optionAt(s, file, s.optionRefs(file), offset);
  if (named?.kind !== "decl") return refused("unknown", word);
  // What is named but not renamed: a part of a map's entry, and the host of a type URL.
  return isOfMapEntry(s, named.id) ? refused("word", word) : refused("not-here", "");
}

/** Names of options that no file declares, and values that are no enum's. */
function isWordOfOptions({ nodes }: Place, word: string): boolean {
  const node = nodes.at(-1);
  if (node?.kind === "Ident") return ["true", "false", "inf", "nan"].includes(word);
  return node?.kind === "OptionNamePart" && !node.extension && ["default", "json_name"].includes(word);
}
