/** P3119 [number]: the largest number of 32 bits cannot end a range of a message, since ranges are kept with their end exclusive. */
import { integerValue } from "../syntax/grammar/path.ts";
import { type CheckContext, nodeOf, report, spanOf } from "./context.ts";
import { messagesOf } from "./walk.ts";
import { INT32_MAX } from "../shared/numberLimits.ts";

export function checkRangeBounds(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) {
    if (!m.reservedRanges.length && !m.extensionRanges.length) continue;
    const node = nodeOf(ctx, m);
    for (const d of (node && "body" in node ? node.body?.decls : undefined) ?? []) {
      if (d.kind !== "Reserved" && d.kind !== "Extensions") continue;
      for (const { start, end, max } of d.ranges) {
        const last = end ?? (max ? undefined : start);
        if (last && integerValue(last.text) === BigInt(INT32_MAX))
          report(ctx, "P3119", spanOf(ctx, last), [last.text]);
      }
    }
  }
}
