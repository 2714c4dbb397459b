/** The number that a new value of an enum should have. */
import type { EnumOutline } from "./outline.ts";
import { INT32_MAX } from "../shared/numberLimits.ts";

/** One above the largest in use, beyond what is reserved; `used`: numbers that the enum had at other times. 0 for the first value. */
export function nextEnumNumber(e: EnumOutline, used: ReadonlySet<number> = new Set()): number | undefined {
  // A value that is being typed has no number yet, which reads as -1.
  let next = Math.max(-1, ...e.values.map(v => v.number), ...used) + 1;
  for (let jumped = true; jumped; ) {
    jumped = false;
    for (const r of e.reservedRanges)
      if (r.start <= next && next <= r.end) {
        next = r.end + 1;
        jumped = true;
      }
  }
  return next <= INT32_MAX ? next : undefined;
}
