/** How ranges of P31… are mended that begin too low, end too high or overlap, and names that are reserved. */
import type { Fix, TextEdit } from "../../base/problem.ts";
import type { ExtensionsDecl, Name, RangeNode, ReservedDecl } from "../../syntax/ast.ts";
import { integerValue } from "../../syntax/grammar/path.ts";
import { stringValue } from "../../syntax/stringValue.ts";
import { removal } from "../edits.ts";
import { nextEnumNumber } from "../../outline/nextEnumNumber.ts";
import type { Mending, Mends } from "./mending.ts";

type Ranges = ReservedDecl | ExtensionsDecl;

/** The range of the problem and its statement. */
function rangeOf(m: Mending): { statement: Ranges; range: RangeNode } | undefined {
  const statement = m.around("Reserved", "Extensions");
  const range = statement?.ranges.find(r => r.first <= m.token && m.token <= r.last);
  return statement && range ? { statement, range } : undefined;
}

/** Takes one of several out of a list, or the statement with the last. */
function without(
  m: Mending,
  statement: Ranges,
  list: readonly { first: number; last: number }[],
  i: number,
): TextEdit {
  const own = m.span(list[i] as RangeNode);
  const previous = list[i - 1];
  const next = list[i + 1];
  if (previous) return { span: { start: m.span(previous).end, end: own.end }, text: "" };
  if (next) return { span: { start: own.start, end: m.span(next).start }, text: "" };
  return removal(m.ctx, statement);
}

function removeRange(m: Mending): Fix[] {
  const found = rangeOf(m);
  if (!found) return [];
  const { statement, range } = found;
  const edits = [without(m, statement, statement.ranges, statement.ranges.indexOf(range))];
  return [{ code: "F3117", args: [m.textOfNode(range)], edits }];
}

/** A range that begins below 1 begins at 1, where something of it is left. */
function fromOne(m: Mending): Fix[] {
  const found = rangeOf(m);
  const { start, end, max } = found?.range ?? {};
  if (!start) return [];
  const last = end ? Number(integerValue(end.text) ?? 0n) : 0;
  return max || last > 0 ? m.number(1, m.span(start)) : removeRange(m);
}

/** What is left of a range once what it shares with another is taken out. Args: own start and end, the other's. */
function withoutOverlap(m: Mending): Fix[] {
  const found = rangeOf(m);
  const [start = 0, end = 0, otherStart = 0, otherEnd = 0] = m.args.map(Number);
  if (!found) return [];
  const isMax = found.range.max;
  const shown = (from: number, to: number): string =>
    from === to ? `${from}` : `${from} to ${isMax && to === end ? "max" : to}`;
  const parts: string[] = [];
  if (start < otherStart) parts.push(shown(start, otherStart - 1));
  if (otherEnd < end) parts.push(shown(otherEnd + 1, end));
  if (parts.length === 0) return removeRange(m);
  return [
    { code: "F2030", args: [parts.join(", ")], edits: [{ span: m.span(found.range), text: parts.join(", ") }] },
  ];
}

function upToMax(m: Mending): Fix[] {
  const found = rangeOf(m);
  return found?.range.end ? m.write("max", m.span(found.range.end)) : removeRange(m);
}

/** No longer reserves the name that is declared. */
function unreserve(m: Mending): Fix[] {
  const body = m.around("Body");
  const [name = ""] = m.args;
  for (const d of body?.decls ?? []) {
    if (d.kind !== "Reserved") continue;
    const i = d.names.findIndex(n => nameText(m, n) === name);
    if (i >= 0) return [{ code: "F3106", args: [name], edits: [without(m, d, d.names, i)] }];
  }
  return [];
}

const nameText = (m: Mending, n: ReservedDecl["names"][number]): string =>
  n.kind === "Name" ? n.text : stringValue(m.source, m.ctx.tree.tokens.starts, n);

/** Several names in one pair of quotes, or what can be no name at all. */
function noName(m: Mending): Fix[] {
  const statement = m.around("Reserved");
  const i = statement?.names.findIndex(n => n.first <= m.token && m.token <= n.last) ?? -1;
  if (!statement || i < 0) return [];
  const names = (m.args[0] ?? "").split(/[\s,;]+/).filter(Boolean);
  const text = names.map(n => `"${n}"`).join(", ");
  const isList = names.length > 1 && names.every(n => /^[A-Za-z_]\w*$/.test(n));
  if (isList) return m.write(text, m.span(statement.names[i] as Name));
  const edits = [without(m, statement, statement.names, i)];
  return [{ code: "F3117", args: [m.args[0] ?? ""], edits }];
}

export const rangeFixes: Mends = {
  P3106: unreserve,
  P3110: fromOne,
  P3112: fromOne,
  P3113: withoutOverlap,
  P3114: withoutOverlap,
  P3115: withoutOverlap,
  P3116: m => {
    const node = m.around("Extensions");
    return node ? m.remove(node, m.textOfNode(node)) : [];
  },
  P3118: noName,
  P3119: upToMax,
  P3215: m => {
    const e = m.declOf(m.around("Enum"), "enum");
    return e ? m.number(nextEnumNumber(e)) : [];
  },
  P3216: unreserve,
};
