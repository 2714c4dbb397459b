/**
 * P3205 [enum]: `allow_alias = false` says nothing. P3206 [enum]: `allow_alias = true`, and no two values share a number.
 * F3205 (no args): remove the option.
 */
import type { EnumOutline } from "../outline/outline.ts";
import { type CheckContext, nodeOf, report, spanOf } from "./context.ts";
import { optionOf } from "./builtinOptions.ts";
import { removal } from "./edits.ts";
import { enumsOf } from "./walk.ts";

export function checkAllowAlias(ctx: CheckContext): void {
  for (const e of enumsOf(ctx.outline)) {
    const option = e.options.length ? optionOf(ctx, e, "allow_alias") : undefined;
    if (!option?.value || isBroken(ctx, e)) continue;
    const allowed = option.value.kind === "Ident" && option.value.text === "true";
    const numbers = new Set<number>();
    for (const v of e.values) numbers.add(v.number);
    if (allowed && numbers.size < e.values.length) continue;
    const fixes = [{ code: "F3205", args: [], edits: [removal(ctx, option)] }];
    report(ctx, allowed ? "P3206" : "P3205", spanOf(ctx, option), [e.name], { fixes });
  }
}

/** Of an enum that is half written nobody knows which values it will have. */
function isBroken(ctx: CheckContext, e: EnumOutline): boolean {
  const node = nodeOf(ctx, e);
  if (!node) return true;
  const { start, end } = spanOf(ctx, node);
  return ctx.tree.problems.some(p => p.severity === "error" && p.span.start >= start && p.span.start <= end);
}
