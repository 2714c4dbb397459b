/**
 * P3201 [enum]: an enum without values. P3215 [value, number]: a reserved number. P3216 [value]: a reserved name.
 * R3105 (no args): where it is reserved.
 */
import type { EnumOutline } from "../outline/outline.ts";
import { type CheckContext, nameSpan, numberSpan, report, spanOf } from "./context.ts";
import { RangeIndex } from "./rangeIndex.ts";
import { rangedOf } from "./ranges.ts";
import { enumsOf } from "./walk.ts";

export function checkEnumNumbers(ctx: CheckContext): void {
  for (const e of enumsOf(ctx.outline)) {
    if (e.values.length === 0) report(ctx, "P3201", nameSpan(ctx, e), [e.name]);
    else if (e.reservedRanges.length || e.reservedNames.length) reserved(ctx, e);
  }
}

function reserved(ctx: CheckContext, e: EnumOutline): void {
  const ranges = new RangeIndex(rangedOf(ctx, e, "Reserved"));
  const names = new Set(e.reservedNames);
  for (const v of e.values) {
    const range = ranges.touching(v.number, v.number);
    if (range) {
      const related = [{ at: spanOf(ctx, range.node), code: "R3105", args: [] }];
      report(ctx, "P3215", numberSpan(ctx, v), [v.name, `${v.number}`], { related });
    }
    if (names.has(v.name)) report(ctx, "P3216", nameSpan(ctx, v), [v.name]);
  }
}
