/** The number that a new field of a message should have. */
import type { MessageOutline } from "./outline.ts";
import { IMPLEMENTATION_NUMBERS, MAX_FIELD_NUMBER } from "../shared/numberLimits.ts";

/**
 * One above the largest number in use, jumping over what is reserved, kept for extensions or for the implementation. `used`: numbers that
 * this message had at other times, which bytes on somebody's disk may still carry. Undefined where no number is left.
 */
export function nextFieldNumber(message: MessageOutline, used: ReadonlySet<number> = new Set()): number | undefined {
  const ranges = [...message.reservedRanges, ...message.extensionRanges, IMPLEMENTATION_NUMBERS].sort(
    (a, b) => a.start - b.start,
  );
  const taken = new Set(used);
  // A number beyond the bounds is a mistake, nothing to count on from.
  for (const f of message.fields) if (f.number > 0 && f.number <= MAX_FIELD_NUMBER) taken.add(f.number);
  let next = 1;
  for (const n of taken) if (n >= next) next = n + 1;
  for (const r of ranges) if (r.start <= next && next <= r.end) next = r.end + 1;
  if (next <= MAX_FIELD_NUMBER) return next;
  // Nothing is free above: the first gap from below.
  let gap = 1;
  for (const r of [...ranges, { start: MAX_FIELD_NUMBER + 1, end: MAX_FIELD_NUMBER }]) {
    for (; gap < r.start; gap++) if (!taken.has(gap)) return gap;
    gap = Math.max(gap, r.end + 1);
  }
  return undefined;
}
