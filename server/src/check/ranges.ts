/** P3110 to P3118. Ranges of extensions and of what is reserved, in messages and enums. */
import { MAX_FIELD_NUMBER } from "../outline/buildOutline.ts";
import type { EnumOutline, MessageOutline, RangeOutline } from "../outline/outline.ts";
import type { Decl, RangeNode, StringLit } from "../syntax/ast.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { type CheckContext, isTrue, nodeOf, report, spanOf } from "./context.ts";
import { enumsOf, messagesOf } from "./walk.ts";

export function checkRanges(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) if (m.synthetic !== "map-entry") inMessage(ctx, m);
  for (const e of enumsOf(ctx.outline)) inEnum(ctx, e);
}

interface Ranged {
  readonly range: RangeOutline;
  readonly node: RangeNode;
}

/** The ranges of a body's statements of a kind, beside their nodes: both are made in the same order. */
function ranged(decls: readonly Decl[], kind: "Extensions" | "Reserved", ranges: readonly RangeOutline[]): Ranged[] {
  const nodes = decls.flatMap(d => (d.kind === kind ? d.ranges : []));
  return nodes.flatMap((node, i) => {
    const range = ranges[i];
    return range ? [{ range, node }] : [];
  });
}

function bodyOf(ctx: CheckContext, decl: MessageOutline | EnumOutline): readonly Decl[] {
  const node = nodeOf(ctx, decl);
  return (node && "body" in node ? node.body?.decls : undefined) ?? [];
}

function inMessage(ctx: CheckContext, m: MessageOutline): void {
  if (!m.extensionRanges.length && !m.reservedRanges.length && !m.reservedNames.length) return;
  const decls = bodyOf(ctx, m);
  const reserved = ranged(decls, "Reserved", m.reservedRanges);
  const extensions = ranged(decls, "Extensions", m.extensionRanges);
  for (const { range, node } of reserved) {
    if (range.start <= 0) report(ctx, "P3110", spanOf(ctx, node));
    else if (range.end < range.start) report(ctx, "P3111", spanOf(ctx, node));
  }
  overlaps(ctx, reserved, reserved, "P3113");
  const isSet = isTrue(m.options, "message_set_wire_format");
  for (const { range, node } of extensions) {
    if (range.start <= 0) report(ctx, "P3112", spanOf(ctx, node));
    else if (range.end < range.start) report(ctx, "P3111", spanOf(ctx, node));
    else if (range.end > MAX_FIELD_NUMBER && !isSet) report(ctx, "P3102", spanOf(ctx, node), [`${MAX_FIELD_NUMBER}`]);
  }
  overlaps(ctx, extensions, reserved, "P3115");
  overlaps(ctx, extensions, extensions, "P3114");
  if (extensions.length && ctx.outline.syntax.kind === "proto3")
    for (const { node } of extensions) report(ctx, "P3116", spanOf(ctx, node));
  reservedNames(ctx, decls);
}

/** Each pair once; where both lists are the same, the later range is the one that is wrong. */
function overlaps(ctx: CheckContext, list: readonly Ranged[], others: readonly Ranged[], code: string): void {
  const same = list === others;
  list.forEach(({ range, node }, i) => {
    for (const other of same ? list.slice(0, i) : others) {
      if (range.start > other.range.end || range.end < other.range.start) continue;
      const args = [`${range.start}`, `${range.end}`, `${other.range.start}`, `${other.range.end}`];
      const related = [{ at: spanOf(ctx, other.node), code: "R3113", args: [] }];
      report(ctx, code, spanOf(ctx, node), args, { related });
    }
  });
}

function reservedNames(ctx: CheckContext, decls: readonly Decl[]): void {
  const seen = new Set<string>();
  for (const d of decls) {
    if (d.kind !== "Reserved") continue;
    for (const n of d.names) {
      const text = n.kind === "Name" ? n.text : stringValue(ctx.tree.source, ctx.tree.tokens.starts, n as StringLit);
      if (seen.has(text)) report(ctx, "P3117", spanOf(ctx, n), [text]);
      else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text))
        report(ctx, "P3118", spanOf(ctx, n), [text], { severity: "warning" });
      seen.add(text);
    }
  }
}

function inEnum(ctx: CheckContext, e: EnumOutline): void {
  if (!e.reservedRanges.length && !e.reservedNames.length) return;
  const decls = bodyOf(ctx, e);
  const reserved = ranged(decls, "Reserved", e.reservedRanges);
  for (const { range, node } of reserved) if (range.end < range.start) report(ctx, "P3111", spanOf(ctx, node));
  overlaps(ctx, reserved, reserved, "P3113");
  reservedNames(ctx, decls);
}
