/** Numbers of fields, values and ranges: those that are free, and how far a range may go. */
import { nextEnumNumber } from "../../outline/nextEnumNumber.ts";
import { nextFieldNumber } from "../../outline/nextFieldNumber.ts";
import type { FileId } from "../../link/world.ts";
import type { EnumOutline, MessageOutline } from "../../outline/outline.ts";
import { IMPLEMENTATION_NUMBERS } from "../../shared/numberLimits.ts";
import { extendeeAt, scopeAt, type Cursor } from "./cursor.ts";
import { ownerAt } from "./owner.ts";
import { type Candidates, keyword, type Proposal, value } from "./proposal.ts";

const FIRST_TWO_BYTE_NUMBER = 16;

/** The next number, and where that takes two bytes on the wire the lowest free one that takes one. */
function freeNumbers(s: Candidates, file: FileId, message: MessageOutline): number[] {
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

/** Numbers that the field or value at the cursor may have, the best one first. */
export function numbersAt(s: Candidates, file: FileId, cursor: Cursor): number[] {
  if (cursor.block === "extend") return [nextExtensionNumber(s, file, cursor)].filter(n => n !== undefined);
  const owner = ownerAt(cursor);
  if (owner?.kind === "message") return freeNumbers(s, file, owner);
  if (owner?.kind !== "enum") return [];
  return [nextEnumNumber(owner, s.history(file, owner.fullName)?.numbers)].filter(n => n !== undefined);
}

/** Numbers behind `=`; what ends the statement comes along where the line ends. */
export function numbers(s: Candidates, file: FileId, cursor: Cursor, ending: Ending): Proposal[] {
  const more = followed(cursor, ending);
  return numbersAt(s, file, cursor).map((n, rank) =>
    value(`${n}`, cursor.name, rank, { text: `${n}${more.text}`, ...more.form }),
  );
}

/** Behind a name: the equals sign with the number. */
export function assignments(s: Candidates, file: FileId, cursor: Cursor, ending: Ending): Proposal[] {
  const more = followed(cursor, ending);
  return numbersAt(s, file, cursor).map((n, rank) =>
    value(`= ${n}`, cursor.name, rank, { text: `= ${n}${more.text}`, ...more.form }),
  );
}

/** What ends a statement that declares something with a number. */
export type Ending = "semicolon" | "braces";

function followed(cursor: Cursor, ending: Ending): { readonly text: string; readonly form: Partial<Proposal> } {
  if (ending === "semicolon" || behind(cursor) !== "nothing") return { text: lineEnd(cursor), form: {} };
  return { text: " {\n  $0\n}", form: { snippet: true } };
}

/**
 * What stands behind the cursor on its line: nothing, so that a statement can be finished; the end of the statement or its options, so
 * that what is missing before them can be put in; or more of the statement. Its options may stand on the next line.
 */
export function behind({ tree, offset }: Cursor): "nothing" | "end" | "more" {
  const text = tree.source.slice(offset, offset + 200);
  if (/^\s*[;[]/.test(text)) return "end";
  return /^[ \t]*(?:\r?\n|$|\}|\/\/)/.test(text) ? "nothing" : "more";
}

/** `;` where nothing else stands on the line behind the cursor. */
export const lineEnd = (cursor: Cursor): string => (behind(cursor) === "nothing" ? ";" : "");

/** The lowest number of the extended message's ranges that no extension in sight has. */
function nextExtensionNumber(s: Candidates, file: FileId, cursor: Cursor): number | undefined {
  const linked = s.linked(file);
  const extendee = extendeeAt(cursor);
  if (!linked || extendee === undefined) return undefined;
  const at = scopeAt(cursor, linked.outline.package);
  const target = linked.scope.lookup(extendee, at, { typesOnly: true, forOption: false });
  if (!target.ok || target.found.kind !== "message") return undefined;
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
  const { start, end } = IMPLEMENTATION_NUMBERS;
  for (const r of message.extensionRanges)
    for (let n = r.start; n <= r.end; n++)
      if (n >= start && n <= end) n = end;
      else if (!taken.has(n)) return n;
  return undefined;
}

/** Where a range of a message or an enum may end that begins with a number: before the next one that is taken, or nowhere. */
export function rangeEnds(cursor: Cursor, start: number): Proposal[] {
  const owner = ownerAt(cursor);
  if (!owner) return [];
  const next = Math.min(...takenIn(owner).filter(n => n > start));
  if (next === Number.POSITIVE_INFINITY) return [keyword("max", cursor.name)];
  return next - 1 > start ? [value(`${next - 1}`, cursor.name)] : [];
}

function takenIn(owner: MessageOutline | EnumOutline): number[] {
  const own = owner.kind === "message" ? owner.fields : owner.values;
  const ranges =
    owner.kind === "message" ? [...owner.reservedRanges, ...owner.extensionRanges] : owner.reservedRanges;
  return [...own.map(m => m.number), ...ranges.map(r => r.start)];
}
