/**
 * Declarations that comments link to: `[a topic][google.pubsub.v1.Topic]`, `[google.pubsub.v1.Topic][]`. The words before a link are
 * part of it where they are the name itself.
 */
import type { Span } from "../../base/span.ts";
import type { DeclId, FileId } from "../../link/world.ts";
import type { Linked } from "../../link/link.ts";
import { TokenKind } from "../../syntax/tokenKind.ts";
import type { Semantics } from "../symbolAt.ts";
import { partsOfName, type TextName } from "./textName.ts";
import { targetsNamed } from "./typeNames.ts";

/** The words may begin in the comment of the line before. */
const LINK = /(?:\[(?<label>[^\][]*))?\]\[(?<target>[A-Za-z_][\w.]*)?\]/g;

export function* docLinks(s: Semantics, file: FileId, words: readonly string[]): Generator<TextName> {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return;
  const { kinds, starts, count } = tree.tokens;
  for (let token = 0; token < count; token++) {
    if (kinds[token] !== TokenKind.LineComment && kinds[token] !== TokenKind.BlockComment) continue;
    const start = starts[token] as number;
    const text = tree.source.slice(start, starts[token + 1]);
    if (!text.includes("][") || !words.some(w => text.includes(w))) continue;
    for (const match of text.matchAll(LINK))
      yield* linkNames(s, linked, () => scopeAt(linked, token), match, start + match.index);
  }
}

function* linkNames(
  s: Semantics,
  linked: Linked,
  scope: () => string,
  match: RegExpExecArray,
  start: number,
): Generator<TextName> {
  const { label = "", target } = match.groups ?? {};
  const name = target ?? label;
  if (!/^[A-Za-z_][\w.]*$/.test(name)) return;
  const labelStart = start + 1;
  const nameStart = target === undefined ? labelStart : start + match[0].length - 1 - target.length;
  for (const { text, id } of targetsNamed(s, linked, name, scope)) {
    const offset = name.lastIndexOf(text);
    yield* inComment(text, nameStart + (text === name ? 0 : offset), id);
    // `[Topic]`, `[Topic.name]`: as much of the name as was written.
    const isLast = offset + text.length === name.length;
    if (target !== undefined && isLast && (id.name === label || id.name.endsWith(`.${label}`)))
      yield* inComment(label, labelStart, id);
  }
}

function* inComment(text: string, start: number, id: DeclId): Generator<TextName> {
  const place = (from: number, to: number): Span => ({ start: start + from, end: start + to });
  for (const part of partsOfName(text, place, id)) yield { ...part, certainty: "comment" };
}

/** The full name of the innermost declaration that opens a scope around a token. */
function scopeAt(linked: Linked, token: number): string {
  let name = linked.outline.package;
  let size = Number.POSITIVE_INFINITY;
  for (const [decl, { first, last }] of linked.declared.nodes) {
    if (first > token || last < token || last - first >= size) continue;
    if (decl.kind !== "message" && decl.kind !== "service") continue;
    name = decl.fullName;
    size = last - first;
  }
  return name;
}
