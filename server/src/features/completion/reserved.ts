/** Behind `reserved`: numbers that are free between those in use, numbers and names that are in use no more. */
import type { FileId } from "../../link/world.ts";
import type { EnumOutline, MessageOutline, RangeOutline } from "../../outline/outline.ts";
import { gone } from "../fieldHistory.ts";
import { textOfToken } from "../../syntax/nodeAt.ts";
import { TokenKind } from "../../syntax/tokenKind.ts";
import type { Cursor } from "./cursor.ts";
import { ownerAt } from "./owner.ts";
import { type Candidates, type Proposal, value } from "./proposal.ts";

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
  for (const name of namesGone(s, file, cursor)) out.push(value(quoted ? `"${name}"` : name, span, 1));
  const unique = [...new Map(out.map(p => [p.text, p])).values()];
  // A statement reserves either numbers or names.
  const before = cursor.words.length > 2 ? cursor.words.at(-2) : undefined;
  if (before === undefined) return unique;
  const isNumber = cursor.tree.tokens.kinds[before] === TokenKind.Int || textOfToken(cursor.tree, before) === "max";
  return unique.filter(p => /^\d/.test(p.text) === isNumber);
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

/** Names that the message or enum had at other times and that are neither in use nor reserved. */
export function namesGone(s: Candidates, file: FileId, cursor: Cursor): string[] {
  const owner = ownerAt(cursor);
  if (!owner) return [];
  return [...gone(s.history(file, owner.fullName), owner).names].filter(name => !owner.reservedNames.includes(name));
}
