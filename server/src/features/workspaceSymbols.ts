/** Declarations of all files by a few letters of their names, best matches first. */
import type { DeclId, FileId } from "../link/world.ts";

export interface NamedDecl {
  readonly id: DeclId;
  readonly score: number;
}

/** The `limit` best of `names` for `query`: letters in order; better at starts of words, whole words and short names. */
export function searchNames(
  names: Iterable<readonly [string, FileId]>,
  query: string,
  limit: number,
): readonly NamedDecl[] {
  const wanted = query.replaceAll(/\s+/g, "");
  const lower = wanted.toLowerCase();
  const best: NamedDecl[] = [];
  let worst = Number.NEGATIVE_INFINITY;
  for (const [name, file] of names) {
    const score = scoreOf(name, wanted, lower);
    if (score === undefined || (best.length >= limit && score <= worst)) continue;
    best.push({ id: { file, name }, score });
    if (best.length >= limit * 2) {
      best.sort((a, b) => b.score - a.score);
      best.length = limit;
      worst = best[limit - 1]?.score ?? worst;
    }
  }
  best.sort((a, b) => b.score - a.score || (a.id.name < b.id.name ? -1 : 1));
  return best.slice(0, limit);
}

/** Undefined where the letters are not all there in order. */
function scoreOf(name: string, query: string, lower: string): number | undefined {
  if (query === "") return -name.length;
  const start = name.lastIndexOf(".") + 1;
  const dotted = query.includes(".");
  const from = dotted ? 0 : start;
  const exact = name.indexOf(query, from);
  if (exact >= 0) {
    // The whole name, its beginning, then a word of it.
    const begins = exact === start || (dotted && exact === 0);
    const whole = begins && name.length - exact === query.length;
    const place = whole ? 500 : begins ? 200 : isWordStart(name, exact) ? 100 : 0;
    return 1000 + place - (name.length - start) - name.length * 0.01;
  }
  let at = from;
  let score = 0;
  let last = -2;
  for (let i = 0; i < lower.length; i++) {
    const c = lower.charCodeAt(i);
    while (at < name.length && (name.charCodeAt(at) | 32) !== (c | 32)) at++;
    if (at >= name.length) return undefined;
    score += at === last + 1 ? 12 : isWordStart(name, at) ? 10 : 1;
    last = at++;
  }
  return score * (100 / (10 * lower.length)) - (name.length - start) * 0.5;
}

function isWordStart(name: string, at: number): boolean {
  if (at === 0) return true;
  const before = name.charCodeAt(at - 1);
  const c = name.charCodeAt(at);
  return before === 46 || before === 95 || (c >= 65 && c <= 90 && !(before >= 65 && before <= 90));
}
