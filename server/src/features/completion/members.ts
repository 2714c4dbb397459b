/** Members of messages and enums: names that fit the type, and what their own options may say. */
import { scalarTypes } from "../../base/scalarTypes.ts";
import { enumPrefix } from "../../base/letterCase.ts";
import { defaultJsonName } from "../../outline/jsonName.ts";
import { findDecl } from "../../outline/findDecl.ts";
import { nextEnumNumber } from "../../outline/nextEnumNumber.ts";
import type { FileId } from "../../link/world.ts";
import type { FieldOutline, MessageOutline } from "../../outline/outline.ts";
import type { Cursor } from "./cursor.ts";
import { ownerAt } from "./owner.ts";
import { type FieldKind, fieldNameIdeas } from "./fieldNameIdeas.ts";
import { behind, lineEnd, numbersAt } from "./numbers.ts";
import { type Candidates, plain, type Proposal, value } from "./proposal.ts";

const MOST_NAMES = 30;
/** Of names that other fields have, before those that fields usually have. */
const MOST_BEFORE_USUAL = 5;

/** Names for a field of a type as written: of the type, and of fields of that type nearby. Each with the next number. */
export function fieldNames(s: Candidates, file: FileId, cursor: Cursor, kind: FieldKind): Proposal[] {
  const owner = ownerAt(cursor);
  const message = owner?.kind === "message" ? owner : undefined;
  const taken = new Set([...(message?.fields ?? []).map(f => f.name), ...(message?.reservedNames ?? [])]);
  const typed = cursor.tree.source.slice(cursor.name.start, cursor.name.end);
  // The field that is being typed is declared already.
  taken.delete(typed);
  const { likely, usual } = fieldNameIdeas(kind, message?.name ?? "");
  const nearby = nearbyNames(s, file, kind);
  const found = [...likely, ...nearby.slice(0, MOST_BEFORE_USUAL), ...usual, ...nearby].filter(
    // An unfinished field takes the type of the next one for its name.
    n => !taken.has(n) && !scalarTypes.has(n),
  );
  const names = [...new Set(found)].slice(0, MOST_NAMES);
  const [number] = numbersAt(s, file, cursor);
  const rest = behind(cursor);
  const text = (name: string): string =>
    rest === "more" || number === undefined ? name : `${name} = ${number}${lineEnd(cursor)}`;
  const proposal = (name: string, rank: number): Proposal => ({
    label: name,
    kind: "field",
    span: cursor.name,
    text: text(name),
    ...(number !== undefined && rest !== "more" ? { detail: `= ${number}` } : {}),
    rank,
  });
  // A name of one's own gets its number too.
  const own = /^\w+$/.test(typed) && rest !== "more" && !names.includes(typed) ? [proposal(typed, 2)] : [];
  return [...names.map(name => proposal(name, likely.includes(name) ? 0 : 1)), ...own];
}

/** Names that fields of the type have in this file, the most frequent first. */
function nearbyNames(s: Candidates, file: FileId, { type, form }: FieldKind): string[] {
  const counts = new Map<string, number>();
  const visit = (m: MessageOutline): void => {
    for (const f of m.fields)
      if (f.type === type && (f.label === "repeated") === (form !== "single"))
        counts.set(f.name, (counts.get(f.name) ?? 0) + 1);
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
  const rest = behind(cursor);
  const end = (n: number): string => (rest === "more" ? "" : ` = ${n}${lineEnd(cursor)}`);
  const base = { kind: "enumValue", span: cursor.name, detail: `= ${number}` } as const;
  if (owner.values.every(v => v.number === -1)) {
    const text = `${prefix}UNSPECIFIED`;
    return [{ ...base, label: text, text: `${text}${end(0)}`, rank: 0 }];
  }
  const own = owner.values.filter(v => v.name.startsWith(prefix)).length;
  const used = own * 2 >= owner.values.length ? prefix : "";
  const next: Proposal = {
    ...base,
    label: `${used}…`,
    text: `${plain(used)}\${1:NAME}${end(number)}`,
    snippet: true,
    rank: 0,
  };
  const typed = cursor.tree.source.slice(cursor.name.start, cursor.name.end);
  // A name of one's own gets its number too, once it cannot be a word of the language any more.
  if (!/^[A-Z]/.test(typed) || rest === "more") return [next];
  return [next, { ...base, label: typed, text: `${typed}${end(number)}`, rank: 1 }];
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
  if (field.type === "string" || field.type === "bytes")
    return [value('"…"', span, 0, { kind: "snippet", text: '"$0"', snippet: true })];
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
export function fieldAt(s: Candidates, file: FileId, cursor: Cursor): FieldOutline | undefined {
  const first = cursor.words[0];
  if (first === undefined) return undefined;
  for (const [decl, node] of s.declared(file)?.nodes ?? [])
    if (decl.kind === "field" && node.first === first && decl.parent?.synthetic !== "map-entry") return decl;
  return undefined;
}
