/**
 * Declarations that comments link to: `[a topic][google.pubsub.v1.Topic]`, `[google.pubsub.v1.Topic][]`. The words before a link are
 * part of it where they are the name itself.
 */
import type { Span } from "../../base/span.ts";
import type { DeclId, FileId } from "../../link/world.ts";
import type { Linked } from "../../link/link.ts";
import { findDecl } from "../../outline/findDecl.ts";
import { TokenKind } from "../../syntax/tokenKind.ts";
import type { Semantics } from "../symbolAt.ts";
import { partsOfName, type TextName } from "./textName.ts";
import { declarationNamed } from "./typeNames.ts";

const LINK = /\[([^\][]+)\]\[([A-Za-z_][\w.]*)?\]/g;

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
      yield* linkNames(s, linked, scopeAt(linked, token), match, start + match.index);
  }
}

function* linkNames(
  s: Semantics,
  linked: Linked,
  scope: string,
  [, label = "", target]: RegExpExecArray,
  start: number,
): Generator<TextName> {
  const name = target ?? label;
  if (!/^[A-Za-z_][\w.]*$/.test(name)) return;
  const labelStart = start + 1;
  const nameStart = target === undefined ? labelStart : labelStart + label.length + 2;
  for (const { text, id } of linkTargets(s, linked, name, scope)) {
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

/** What a link means, in parts that are names of one declaration each: comments write a value of an enum behind the enum. */
function linkTargets(s: Semantics, linked: Linked, name: string, scope: string): { text: string; id: DeclId }[] {
  const id = linkTarget(s, linked, name, scope);
  if (id) return [{ text: name, id }];
  const dot = name.lastIndexOf(".");
  const owner = dot < 0 ? undefined : linkTarget(s, linked, name.slice(0, dot), scope);
  const outline = owner && s.outline(owner.file);
  const decl = outline && findDecl(outline, owner.name);
  const value = decl?.kind === "enum" ? decl.values.find(v => v.name === name.slice(dot + 1)) : undefined;
  if (!owner || !value) return [];
  return [
    { text: name.slice(dot + 1), id: { file: owner.file, name: value.fullName } },
    { text: name.slice(0, dot), id: owner },
  ];
}

/** A link means a full name first, then one that is looked up from where the comment stands. */
function linkTarget(s: Semantics, linked: Linked, name: string, scope: string): DeclId | undefined {
  const found = linked.scope.find(name, false);
  if (found) return found.kind === "package" ? undefined : found.id;
  return declarationNamed(linked, name, scope ? `${scope}.x` : "x") ?? memberElsewhere(s, name);
}

/** A member of a type in a file that is not imported. */
function memberElsewhere(s: Semantics, name: string): DeclId | undefined {
  const owner = name.slice(0, Math.max(0, name.lastIndexOf(".")));
  const [file, ...others] = owner ? s.whoDeclares(owner) : [];
  const outline = file === undefined || others.length > 0 ? undefined : s.outline(file);
  return file !== undefined && outline && findDecl(outline, name) ? { file, name } : undefined;
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
