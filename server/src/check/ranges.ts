/**
 * Ranges of extensions and of what is reserved, in messages and enums. Ranges are given as [start, end], both inclusive.
 * P3110 (no args): a reserved number is not positive. P3111 (no args): the range ends before it starts. P3112 (no args): an extension
 * number is not positive. P3102 [largest]: a number is too large. P3113 [range, other range]: two reserved ranges share a number.
 * P3114 [range, other range]: two extension ranges do. P3115 [extension range, reserved range]: these two do.
 * P3117 [name]: a name is reserved twice. P3118 [name] (warning): what is reserved is no name.
 * R3113 (no args): the other range. R3117 (no args): where the name is reserved again.
 * F3111 (no args): swap the ends. F3117 [name]: remove the second one.
 */
import { MAX_FIELD_NUMBER } from "../shared/numberLimits.ts";
import type { EnumOutline, MessageOutline, RangeOutline } from "../outline/outline.ts";
import type { Decl, Name, ReservedDecl, StringLit } from "../syntax/ast.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { type CheckContext, isTrue, nodeOf, report, spanOf } from "./context.ts";
import { removal } from "./edits.ts";
import { type Ranged, RangeIndex } from "./rangeIndex.ts";
import { enumsOf, messagesOf } from "./walk.ts";

export function checkRanges(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) if (m.synthetic !== "map-entry") inMessage(ctx, m);
  for (const e of enumsOf(ctx.outline)) inEnum(ctx, e);
}

/** The ranges of a declaration's statements of a kind, beside their nodes: both are made in the same order. */
export function rangedOf(
  ctx: CheckContext,
  decl: MessageOutline | EnumOutline,
  kind: "Extensions" | "Reserved",
): Ranged[] {
  const ranges: readonly RangeOutline[] =
    kind === "Reserved" ? decl.reservedRanges : decl.kind === "message" ? decl.extensionRanges : [];
  const out: Ranged[] = [];
  if (ranges.length === 0) return out;
  for (const d of bodyOf(ctx, decl))
    if (d.kind === kind)
      for (const node of d.ranges) {
        const range = ranges[out.length];
        if (range) out.push({ range, node });
      }
  return out;
}

function bodyOf(ctx: CheckContext, decl: MessageOutline | EnumOutline): readonly Decl[] {
  const node = nodeOf(ctx, decl);
  return (node && "body" in node ? node.body?.decls : undefined) ?? [];
}

function inMessage(ctx: CheckContext, m: MessageOutline): void {
  if (!m.extensionRanges.length && !m.reservedRanges.length && !m.reservedNames.length) return;
  const reserved = rangedOf(ctx, m, "Reserved");
  const extensions = rangedOf(ctx, m, "Extensions");
  const isSet = isTrue(m.options, "message_set_wire_format");
  for (const r of reserved) if (r.range.start <= 0) report(ctx, "P3110", spanOf(ctx, r.node));
  for (const r of extensions) {
    if (r.range.start <= 0) report(ctx, "P3112", spanOf(ctx, r.node));
    else if (r.range.end > MAX_FIELD_NUMBER && !isSet)
      report(ctx, "P3102", spanOf(ctx, r.node), [`${MAX_FIELD_NUMBER}`]);
  }
  const isPositive = (r: Ranged): boolean => r.range.start > 0;
  const soundReserved = inOrder(ctx, reserved).filter(isPositive);
  const soundExtensions = inOrder(ctx, extensions).filter(isPositive);
  const index = new RangeIndex(soundReserved);
  for (const pair of index.overlaps()) overlap(ctx, "P3113", ...pair);
  for (const pair of new RangeIndex(soundExtensions).overlaps()) overlap(ctx, "P3114", ...pair);
  for (const r of soundExtensions) {
    const other = index.touching(r.range.start, r.range.end);
    if (other) overlap(ctx, "P3115", r, other);
  }
  reservedNames(ctx, m);
}

/** The ranges that do not end before they start. */
function inOrder(ctx: CheckContext, ranges: readonly Ranged[]): Ranged[] {
  return ranges.filter(({ range, node }) => {
    if (range.end >= range.start) return true;
    const { start, end } = node;
    const { source } = ctx.tree;
    const text = (span: { start: number; end: number }): string => source.slice(span.start, span.end);
    const fixes =
      start && end && range.end > 0
        ? [
            {
              code: "F3111",
              args: [],
              edits: [
                { span: spanOf(ctx, start), text: text(spanOf(ctx, end)) },
                { span: spanOf(ctx, end), text: text(spanOf(ctx, start)) },
              ],
            },
          ]
        : [];
    report(ctx, "P3111", spanOf(ctx, node), [], { fixes });
    return false;
  });
}

function overlap(ctx: CheckContext, code: string, own: Ranged, other: Ranged): void {
  const args = [`${own.range.start}`, `${own.range.end}`, `${other.range.start}`, `${other.range.end}`];
  const related = [{ at: spanOf(ctx, other.node), code: "R3113", args: [] }];
  report(ctx, code, spanOf(ctx, own.node), args, { related });
}

function reservedNames(ctx: CheckContext, decl: MessageOutline | EnumOutline): void {
  if (decl.reservedNames.length === 0) return;
  const seen = new Map<string, StringLit | Name>();
  for (const d of bodyOf(ctx, decl)) {
    if (d.kind !== "Reserved") continue;
    d.names.forEach((n, i) => {
      const text = n.kind === "Name" ? n.text : stringValue(ctx.tree.source, ctx.tree.tokens.starts, n);
      const first = seen.get(text);
      if (first) {
        const related = [{ at: spanOf(ctx, n), code: "R3117", args: [] }];
        const fixes = [{ code: "F3117", args: [text], edits: [withoutName(ctx, d, i)] }];
        report(ctx, "P3117", spanOf(ctx, first), [text], { related, fixes });
      } else {
        seen.set(text, n);
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text))
          report(ctx, "P3118", spanOf(ctx, n), [text], { severity: "warning" });
      }
    });
  }
}

function withoutName(ctx: CheckContext, statement: ReservedDecl, i: number) {
  const own = spanOf(ctx, statement.names[i] as Name);
  const previous = statement.names[i - 1];
  const next = statement.names[i + 1];
  if (previous) return { span: { start: spanOf(ctx, previous).end, end: own.end }, text: "" };
  if (next) return { span: { start: own.start, end: spanOf(ctx, next).start }, text: "" };
  return removal(ctx, statement);
}

function inEnum(ctx: CheckContext, e: EnumOutline): void {
  const reserved = inOrder(ctx, rangedOf(ctx, e, "Reserved"));
  for (const pair of new RangeIndex(reserved).overlaps()) overlap(ctx, "P3113", ...pair);
  reservedNames(ctx, e);
}
