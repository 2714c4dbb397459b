/** Members of messages and enums: names that fit the type, numbers that are free, what may be reserved. */
import { enumPrefix, snakeCase } from "../../base/letterCase.ts";
import { declare } from "../../outline/buildOutline.ts";
import { parse } from "../../syntax/parse.ts";
import { defaultJsonName } from "../../outline/jsonName.ts";
import { findDecl } from "../../outline/findDecl.ts";
import { nextFieldNumber } from "../../outline/nextFieldNumber.ts";
import { nextEnumNumber } from "../../outline/nextEnumNumber.ts";
import type { FileId } from "../../link/world.ts";
import type { EnumOutline, FieldOutline, MessageOutline, Outline, RangeOutline } from "../../outline/outline.ts";
import { gone } from "../fieldHistory.ts";
import { blockName, type Cursor } from "./cursor.ts";
import { type Candidates, plain, type Proposal, value } from "./proposal.ts";

/** The message or enum whose block the cursor is in; for a oneof the message around it. */
export function ownerAt(cursor: Cursor): MessageOutline | EnumOutline | undefined {
  const outline = mendedOutline(cursor);
  const decl = outline.types.get(blockName(cursor, outline.package));
  return decl?.kind === "message" || decl?.kind === "enum" ? decl : undefined;
}

const mended = new WeakMap<Cursor["tree"], { readonly offset: number; readonly outline: Outline }>();

/** The file as if the statement under the cursor ended there: unfinished, it would swallow the one on the next line. */
function mendedOutline({ tree, offset }: Cursor): Outline {
  const kept = mended.get(tree);
  if (kept?.offset === offset) return kept.outline;
  const { source } = tree;
  const { outline } = declare(parse(`${source.slice(0, offset)};${source.slice(offset)}`));
  mended.set(tree, { offset, outline });
  return outline;
}

const FIRST_TWO_BYTE_NUMBER = 16;

/** The next number, and where that takes two bytes on the wire the lowest free one that takes one. */
export function freeNumbers(s: Candidates, file: FileId, message: MessageOutline): number[] {
  const used = s.history(file, message.fullName)?.numbers;
  const next = nextFieldNumber(message, used);
  if (next === undefined) return [];
  if (next < FIRST_TWO_BYTE_NUMBER) return [next];
  const taken = (n: number): boolean =>
    used?.has(n) === true || message.fields.some(f => f.number === n) || inRanges(n, message);
  for (let n = 1; n < FIRST_TWO_BYTE_NUMBER; n++) if (!taken(n)) return [next, n];
  return [next];
}

const inRanges = (n: number, m: MessageOutline): boolean =>
  [...m.reservedRanges, ...m.extensionRanges].some(r => r.start <= n && n <= r.end);

/** Numbers behind `=`; the statement's end comes along where the line ends. */
export function numbers(s: Candidates, file: FileId, cursor: Cursor): Proposal[] {
  const end = lineEnd(cursor);
  const of = (n: number, rank: number): Proposal => value(`${n}`, cursor.name, rank, { text: `${n}${end}` });
  if (cursor.block === "extend") {
    const n = nextExtensionNumber(s, file, cursor);
    return n === undefined ? [] : [of(n, 0)];
  }
  const owner = ownerAt(cursor);
  if (owner?.kind === "message") return freeNumbers(s, file, owner).map(of);
  if (owner?.kind !== "enum") return [];
  const n = nextEnumNumber(owner, s.history(file, owner.fullName)?.numbers);
  return n === undefined ? [] : [of(n, 0)];
}

/** `;` where nothing else stands on the line behind the cursor. */
export const lineEnd = (cursor: Cursor): string =>
  /^[ \t]*(?:\r?\n|$|\}|\/\/)/.test(cursor.tree.source.slice(cursor.offset, cursor.offset + 200)) ? ";" : "";

/** The lowest number of the extended message's ranges that no extension in sight has. */
function nextExtensionNumber(s: Candidates, file: FileId, cursor: Cursor): number | undefined {
  const linked = s.linked(file);
  const tree = s.tree(file);
  if (!linked || !tree) return undefined;
  const block = [...linked.declared.extendOf.values()].find(e => e.body?.first === cursor.brace);
  const field = [...linked.declared.extendOf].find(([, e]) => e === block)?.[0];
  const target = field && linked.extendeeOf.get(field);
  if (!target?.ok || target.found.kind !== "message") return undefined;
  const { file: where, name } = target.found.id;
  const message = s.outline(where)?.types.get(name);
  if (message?.kind !== "message") return undefined;
  const taken = new Set<number>();
  for (const [x, from] of s.extensions()) {
    const found = x.extendee?.endsWith(message.name) ? s.linked(from)?.extendeeOf : undefined;
    // Another outline of the same file holds other objects; numbers and names are what counts.
    for (const [other, result] of found ?? [])
      if (result.ok && result.found.kind === "message" && result.found.id.name === name) taken.add(other.number);
  }
  for (const r of message.extensionRanges) for (let n = r.start; n <= r.end; n++) if (!taken.has(n)) return n;
  return undefined;
}

/** Names for a field of a type as written: of the type, and of fields of that type nearby. Each with the next number. */
export function fieldNames(s: Candidates, file: FileId, cursor: Cursor, type: string, repeated: boolean): Proposal[] {
  const owner = ownerAt(cursor);
  const message = owner?.kind === "message" ? owner : undefined;
  const taken = new Set([...(message?.fields ?? []).map(f => f.name), ...(message?.reservedNames ?? [])]);
  // The field that is being typed is declared already.
  taken.delete(cursor.tree.source.slice(cursor.name.start, cursor.name.end));
  const derived = derivedNames(type, repeated);
  const names = [...new Set([...derived, ...nearbyNames(s, file, type, repeated)])].filter(n => !taken.has(n));
  const end = lineEnd(cursor);
  const number =
    cursor.block === "extend" ? nextExtensionNumber(s, file, cursor) : message && freeNumbers(s, file, message)[0];
  return names.slice(0, 20).map((name, rank) => ({
    label: name,
    kind: "field",
    span: cursor.name,
    text: end && number !== undefined ? `${name} = ${number}${end}` : name,
    ...(number !== undefined ? { detail: `= ${number}` } : {}),
    rank: rank < derived.length ? 0 : 1,
  }));
}

const conventional: Readonly<Record<string, readonly string[]>> = {
  Timestamp: ["create_time", "update_time", "delete_time"],
  FieldMask: ["update_mask", "read_mask"],
  Duration: ["timeout", "ttl"],
  string: ["name", "id", "description"],
  bool: ["enabled"],
  int32: ["page_size"],
  int64: ["size_bytes"],
  bytes: ["data"],
};

function derivedNames(type: string, repeated: boolean): string[] {
  const last = type.slice(type.lastIndexOf(".") + 1);
  const names = [...(conventional[last] ?? [])];
  if (/^[A-Z]/.test(last)) names.unshift(snakeCase(last));
  return repeated ? names.map(plural) : names;
}

function plural(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** Names that fields of the type have in this file, the most frequent first. */
function nearbyNames(s: Candidates, file: FileId, type: string, repeated: boolean): string[] {
  const counts = new Map<string, number>();
  const visit = (m: MessageOutline): void => {
    for (const f of m.fields)
      if (f.type === type && (f.label === "repeated") === repeated) counts.set(f.name, (counts.get(f.name) ?? 0) + 1);
    for (const n of m.messages) visit(n);
  };
  for (const m of s.declared(file)?.outline.messages ?? []) visit(m);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** A new value of an enum: the prefix that its values have, and the next number. */
export function enumValueNames(s: Candidates, file: FileId, cursor: Cursor): Proposal[] {
  const owner = ownerAt(cursor);
  if (owner?.kind !== "enum") return [];
  const prefix = enumPrefix(owner.name);
  const number = nextEnumNumber(owner, s.history(file, owner.fullName)?.numbers) ?? 0;
  const end = lineEnd(cursor);
  const base = { kind: "enumValue", span: cursor.name, detail: `= ${number}` } as const;
  if (owner.values.every(v => v.number === -1)) {
    const text = `${prefix}UNSPECIFIED`;
    return [{ ...base, label: text, text: `${text} = 0${end}`, rank: 0 }];
  }
  const own = owner.values.filter(v => v.name.startsWith(prefix)).length;
  const used = own * 2 >= owner.values.length ? prefix : "";
  const text = `${plain(used)}\${1:NAME} = ${number}${end}`;
  return [{ ...base, label: `${used}…`, text, snippet: true, rank: 0 }];
}

/** Behind `reserved`: numbers that are free between those in use, numbers and names that are in use no more. */
export function reservable(s: Candidates, file: FileId, cursor: Cursor): Proposal[] {
  const owner = ownerAt(cursor);
  if (!owner) return [];
  const past = gone(s.history(file, owner.fullName), owner);
  const isReserved = (n: number): boolean => owner.reservedRanges.some(r => r.start <= n && n <= r.end);
  const span = cursor.name;
  const out: Proposal[] = [];
  for (const text of rangesOf([...past.numbers].filter(n => !isReserved(n)))) out.push(value(text, span, 0));
  const used = members(owner)
    .filter(m => m.number > 0)
    .map(m => m.number);
  const other = owner.kind === "message" ? owner.extensionRanges : [];
  for (const text of gaps(used, [...owner.reservedRanges, ...other])) out.push(value(text, span, 2));
  const quoted = cursor.tree.syntax.kind !== "editions";
  for (const name of past.names)
    if (!owner.reservedNames.includes(name)) out.push(value(quoted ? `"${name}"` : name, span, 1));
  return [...new Map(out.map(p => [p.text, p])).values()];
}

const members = (owner: MessageOutline | EnumOutline): readonly { readonly number: number }[] =>
  owner.kind === "message" ? owner.fields : owner.values;

/** Numbers below the largest that nobody has, as ranges. */
function gaps(used: readonly number[], ranges: readonly RangeOutline[]): string[] {
  const max = Math.max(0, ...used);
  const taken = new Set(used);
  const free: number[] = [];
  // A gap of thousands is a choice, not an accident.
  for (let n = 1; n < max && free.length < 1000; n++) {
    const range = ranges.find(r => r.start <= n && n <= r.end);
    if (range) n = range.end;
    else if (!taken.has(n)) free.push(n);
  }
  return rangesOf(free);
}

/** `3, 5 to 7` as a list. */
function rangesOf(numbers: readonly number[]): string[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const out: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    const start = sorted[i] as number;
    let end = start;
    while (sorted[++i] === end + 1) end++;
    out.push(start === end ? `${start}` : `${start} to ${end}`);
  }
  return out;
}

/** Values of `default` and `json_name` for the field whose options the cursor is in. */
export function attributeValues(
  s: Candidates,
  file: FileId,
  cursor: Cursor,
  attribute: "default" | "json_name",
): Proposal[] {
  const field = fieldAt(s, file, cursor);
  const span = cursor.name;
  if (!field) return [];
  if (attribute === "json_name") {
    const name = defaultJsonName(field.name);
    return [value(`"${name}"`, span, 0), ...(name === field.name ? [] : [value(`"${field.name}"`, span, 1)])];
  }
  if (field.type === "bool") return ["true", "false"].map((text, rank) => value(text, span, rank));
  if (field.type === "float" || field.type === "double")
    return ["inf", "nan"].map((text, rank) => value(text, span, rank));
  const result = s.linked(file)?.typeOf.get(field);
  if (!result?.ok || result.found.kind !== "enum") return [];
  const { file: where, name } = result.found.id;
  const outline = s.outline(where);
  const decl = outline && findDecl(outline, name);
  if (decl?.kind !== "enum") return [];
  return decl.values.map((v, rank) =>
    value(v.name, span, rank, { kind: "enumValue", detail: `${v.number}`, decl: { file: where, name: v.fullName } }),
  );
}

/** The field that the statement around the cursor declares. */
function fieldAt(s: Candidates, file: FileId, cursor: Cursor): FieldOutline | undefined {
  const first = cursor.words[0];
  if (first === undefined) return undefined;
  for (const [decl, node] of s.declared(file)?.nodes ?? [])
    if (decl.kind === "field" && node.first === first && decl.parent?.synthetic !== "map-entry") return decl;
  return undefined;
}
