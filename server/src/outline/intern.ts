/**
 * One copy of each name. A part cut from a text keeps the whole text alive in memory; an outline outlives its text, so it keeps
 * copies, and equal names share one.
 */
const pool = new Map<string, string>();
const LIMIT = 400_000;

export function intern(text: string): string {
  const known = pool.get(text);
  if (known !== undefined) return known;
  if (pool.size > LIMIT) pool.clear();
  // Texts shorter than 13 units are copied by the engine when cut.
  const copy = text.length < 13 ? text : detach(text);
  pool.set(copy, copy);
  return copy;
}

/** A copy that does not point into a larger text: joining and flattening makes a new one. */
function detach(text: string): string {
  const half = text.length >> 1;
  const joined = `${text.slice(0, half)}\u0000${text.slice(half)}`.split("\u0000");
  return (joined[0] as string).concat(joined[1] as string);
}
