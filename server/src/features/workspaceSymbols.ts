/** Declarations of all files by a few letters of their names, best matches first. */
import type { DeclId, FileId } from "../link/world.ts";

export interface NamedDecl {
  readonly id: DeclId;
  readonly score: number;
  /** The part of the name that the query is about; editors filter by it once more. */
  readonly shown: string;
}

/**
 * The `limit` best of `names` for `query`. What stands behind the last dot of the query is about a declaration's own name, what stands before
 * it about where it is declared.
 */
export function searchNames(
  names: Iterable<readonly [string, FileId]>,
  query: string,
  limit: number,
): readonly NamedDecl[] {
  const wanted = parseQuery(query);
  const best: { name: string; file: FileId; score: number }[] = [];
  const order = (a: { name: string; score: number }, b: { name: string; score: number }): number =>
    b.score - a.score || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  let worst = Number.NEGATIVE_INFINITY;
  for (const [name, file] of names) {
    const score = scoreOf(name, wanted, worst);
    if (score === undefined || score < worst) continue;
    best.push({ name, file, score });
    if (best.length >= limit * 2) {
      best.sort(order);
      best.length = limit;
      worst = best[limit - 1]?.score ?? worst;
    }
  }
  best.sort(order);
  return best
    .slice(0, limit)
    .map(({ name, file, score }) => ({ id: { file, name }, score, shown: shownPart(name, wanted) }));
}

interface Query {
  readonly scope: string;
  readonly own: string;
  readonly lowerScope: string;
  readonly lowerOwn: string;
  readonly isDotted: boolean;
  readonly letters: readonly number[];
  readonly scopeLetters: readonly number[];
  readonly ownLetters: readonly number[];
}

function parseQuery(text: string): Query {
  const query = text.replaceAll(/\s+/g, "").replace(/^\./, "");
  const dot = query.lastIndexOf(".");
  const scope = query.slice(0, Math.max(0, dot));
  const own = query.slice(dot + 1);
  return {
    scope,
    own,
    lowerScope: scope.toLowerCase(),
    lowerOwn: own.toLowerCase(),
    isDotted: dot >= 0,
    letters: lettersOf(query),
    scopeLetters: lettersOf(scope),
    ownLetters: lettersOf(own),
  };
}

/** How a name is met, from the best on; each beats all that follow whatever the lengths are. */
const Rank = {
  whole: 9000,
  wholeInOtherCase: 8000,
  start: 7000,
  startInOtherCase: 6000,
  word: 5000,
  humps: 4000,
  inside: 3000,
  letters: 1000,
} as const;

/** Undefined where the letters are not all there in order, or the score were below `floor` whatever the scope is. */
function scoreOf(name: string, query: Query, floor: number): number | undefined {
  const start = name.lastIndexOf(".") + 1;
  // Most names are not it, and this is the quickest way to tell.
  if (!hasLetters(name, query.isDotted ? 0 : start, query.letters)) return undefined;
  const length = (name.length - start) * 1.5 + name.length * 0.01;
  if (!query.isDotted) {
    const rank = query.own === "" ? 0 : rankOf(name, start, query.own, query.letters);
    return rank === undefined ? undefined : rank - length;
  }
  const own = query.own === "" ? 0 : rankOf(name, start, query.own, query.ownLetters);
  if (own !== undefined && own + SAME_SCOPE < floor) return undefined;
  const scope = own === undefined ? undefined : scopeScore(name.slice(0, Math.max(0, start - 1)), query);
  if (scope !== undefined && own !== undefined) return own + scope - length;
  // A package and what begins with it, whose names have nothing of the query.
  const whole = `.${name.toLowerCase()}`.includes(`.${query.lowerScope}.${query.lowerOwn}`);
  return whole ? Rank.letters - length : undefined;
}

const SAME_SCOPE = 500;

/** Undefined where the scope is another. */
function scopeScore(scope: string, { scope: wanted, lowerScope, scopeLetters }: Query): number | undefined {
  if (scope === wanted || scope.endsWith(`.${wanted}`)) return SAME_SCOPE;
  const lower = scope.toLowerCase();
  if (lower === lowerScope || lower.endsWith(`.${lowerScope}`)) return 400;
  if (lower.includes(lowerScope)) return -2500;
  return hasLetters(lower, 0, scopeLetters) ? -3500 : undefined;
}

/** What of the name begins at `from`. */
function rankOf(name: string, from: number, query: string, letters: readonly number[]): number | undefined {
  if (!hasLetters(name, from, letters)) return undefined;
  if (startsAt(name, from, letters)) {
    const isWhole = name.length - from === letters.length;
    if (name.startsWith(query, from)) return isWhole ? Rank.whole : Rank.start;
    return isWhole ? Rank.wholeInOtherCase : Rank.startInOtherCase;
  }
  let isInside = false;
  for (let at = from + 1; at <= name.length - letters.length; at++) {
    if (!startsAt(name, at, letters)) continue;
    isInside = true;
    if (isWordStart(name, at)) return Rank.word;
  }
  if (isHumps(name, letters, from, 0)) return Rank.humps;
  return isInside ? Rank.inside : Rank.letters;
}

function startsAt(name: string, at: number, letters: readonly number[]): boolean {
  for (let i = 0; i < letters.length; i++) if ((name.charCodeAt(at + i) | 32) !== letters[i]) return false;
  return true;
}

/** Whether the letters are beginnings of words of the name, in order: `usrv` of `UserService` is not, `userv` is. */
function isHumps(name: string, letters: readonly number[], from: number, done: number): boolean {
  if (done === letters.length) return true;
  for (let at = from; at < name.length; at++) {
    if ((name.charCodeAt(at) | 32) !== letters[done] || !isWordStart(name, at)) continue;
    for (let taken = 1; ; taken++) {
      if (isHumps(name, letters, at + taken, done + taken)) return true;
      if (done + taken >= letters.length || (name.charCodeAt(at + taken) | 32) !== letters[done + taken]) break;
    }
  }
  return false;
}

/** Without their case, which for what stands in names is one bit. */
const lettersOf = (text: string): readonly number[] => [...text].map(c => c.charCodeAt(0) | 32);

function hasLetters(text: string, from: number, letters: readonly number[]): boolean {
  const { length } = text;
  let at = from;
  for (const letter of letters) {
    while (at < length && (text.charCodeAt(at) | 32) !== letter) at++;
    if (at++ >= length) return false;
  }
  return true;
}

/** As many last parts of the name as the query has, or all where those do not hold it. */
function shownPart(name: string, { isDotted, lowerScope, lowerOwn }: Query): string {
  const parts = name.split(".");
  if (!isDotted) return parts.at(-1) as string;
  const query = `${lowerScope}.${lowerOwn}`;
  const count = query.split(".").length;
  const short = parts.slice(-count).join(".");
  return hasLetters(short, 0, lettersOf(query)) ? short : name;
}

function isWordStart(name: string, at: number): boolean {
  if (at === 0) return true;
  const before = name.charCodeAt(at - 1);
  const c = name.charCodeAt(at);
  if (before === 46) return true;
  if (before === 95) return c !== 95;
  if (isUpper(c)) return !isUpper(before) || isLower(name.charCodeAt(at + 1));
  return isDigit(c) && !isDigit(before);
}

const isUpper = (c: number): boolean => c >= 65 && c <= 90;
const isLower = (c: number): boolean => c >= 97 && c <= 122;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
