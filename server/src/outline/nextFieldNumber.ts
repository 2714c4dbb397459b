/** The number that a new field of a message should have. */
import type { MessageOutline, RangeOutline } from "./outline.ts";
import { MAX_FIELD_NUMBER } from "./buildOutline.ts";

/** Numbers that the implementation of the protocol keeps for itself. */
const IMPLEMENTATION: RangeOutline = { start: 19000, end: 19999, options: [] };

/**
 * One above the largest number in use, jumping over what is reserved, kept for extensions or for the implementation. `used`: numbers that
 * this message had at other times, which bytes on somebody's disk may still carry. Undefined where no number is left.
 */
export function nextFieldNumber(message: MessageOutline, used: ReadonlySet<number> = new Set()): number | undefined {
  const ranges = [...message.reservedRanges, ...message.extensionRanges, IMPLEMENTATION];
  const taken = new Set([...message.fields.map(f => f.number), ...used]);
  let next = Math.max(0, ...taken) + 1;
  for (let jumped = true; jumped; ) {
    jumped = false;
    for (const r of ranges)
      if (r.start <= next && next <= r.end) {
        next = r.end + 1;
        jumped = true;
      }
  }
  if (next <= MAX_FIELD_NUMBER) return next;
  // Nothing is free above: the first gap from below.
  for (let n = 1; n <= MAX_FIELD_NUMBER; n++) {
    const range = ranges.find(r => r.start <= n && n <= r.end);
    if (range) n = range.end;
    else if (!taken.has(n)) return n;
  }
  return undefined;
}
