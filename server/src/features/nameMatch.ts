/** How well a name meets what somebody typed to find it. */

/** What is typed. Behind the last dot it is about a declaration's own name, before it about where that is declared. */
export interface Query {
  /** Without blanks: names that lack a letter of it are not meant. */
  readonly text: string;
  readonly scope: string;
  readonly own: string;
  readonly lowerScope: string;
  readonly lowerOwn: string;
  readonly isDotted: boolean;
  readonly letters: readonly number[];
  readonly scopeLetters: readonly number[];
  readonly ownLetters: readonly number[];
  /** Whether a result is shown by its own name alone, as the editor looks for the first word in it. */
  readonly isByWords: boolean;
}

/** One word is one query. Several are one name, or the first is a name and the others are about where that is declared. */
export function parseQueries(text: string): readonly Query[] {
  const [first = "", ...others] = text.trim().split(/\s+/);
  const whole = parseQuery(first + others.join(""), false);
  if (others.length === 0 || first.includes(".")) return [whole];
  return [whole, parseQuery(`${others.join("")}.${first}`, true)];
}

function parseQuery(written: string, isByWords: boolean): Query {
  const text = written.replace(/^\./, "");
  const dot = text.lastIndexOf(".");
  const scope = text.slice(0, Math.max(0, dot));
  const own = text.slice(dot + 1);
  return {
    text,
    scope,
    own,
    lowerScope: scope.toLowerCase(),
    lowerOwn: own.toLowerCase(),
    isDotted: dot >= 0,
    letters: lettersOf(text),
    scopeLetters: lettersOf(scope),
    ownLetters: lettersOf(own),
    isByWords,
  };
}

/** How a name is met, from the best on; each beats all that follow whatever the lengths are. */
export const Rank = {
  whole: 9000,
  wholeInOtherCase: 8000,
  start: 7000,
  startInOtherCase: 6000,
  word: 5000,
  humps: 4000,
  inside: 3000,
  letters: 1000,
} as const;

/** Of two names that are met alike the shorter one is better; `own`: the length of the last part. */
export const lengthCost = (own: number, whole: number): number => own * 1.5 + whole * 0.01;

export const SAME_SCOPE = 500;

/** Undefined where the scope is another. */
export function scopeScore(scope: string, query: Query): number | undefined {
  if (!hasLetters(scope, 0, query.scopeLetters)) return undefined;
  return namedScope(scope, query) ?? (scope.toLowerCase().includes(query.lowerScope) ? -2500 : -3500);
}

/** Undefined unless what is written of the scope is all of it, or its last parts. */
export function namedScope(scope: string, { scope: wanted, scopeLetters }: Query): number | undefined {
  const from = scope.length - scopeLetters.length;
  if (from < 0 || (from > 0 && scope.charCodeAt(from - 1) !== 46) || !startsAt(scope, from, scopeLetters))
    return undefined;
  return scope.startsWith(wanted, from) ? SAME_SCOPE : 400;
}

/** How what of the name begins at `from` is met. Undefined where it is not, or where its rank were below `floor`. */
export function rankOf(
  name: string,
  from: number,
  query: string,
  letters: readonly number[],
  floor: number,
): number | undefined {
  if (!hasLetters(name, from, letters)) return undefined;
  if (startsAt(name, from, letters)) {
    const isWhole = name.length - from === letters.length;
    if (name.startsWith(query, from)) return isWhole ? Rank.whole : Rank.start;
    return isWhole ? Rank.wholeInOtherCase : Rank.startInOtherCase;
  }
  if (Rank.word < floor) return undefined;
  let isInside = false;
  for (let at = from + 1; at <= name.length - letters.length; at++) {
    if (!startsAt(name, at, letters)) continue;
    isInside = true;
    if (isWordStart(name, at)) return Rank.word;
  }
  if (isHumps(name, letters, from, 0)) return Rank.humps;
  return isInside ? Rank.inside : Rank.letters;
}

/** As many last parts of the name as the query has, or all where those do not hold it: editors filter by it once more. */
export function shownPart(name: string, { isDotted, isByWords, lowerScope, lowerOwn }: Query): string {
  const parts = name.split(".");
  if (!isDotted || isByWords) return parts.at(-1) as string;
  const query = `${lowerScope}.${lowerOwn}`;
  const count = query.split(".").length;
  const short = parts.slice(-count).join(".");
  return hasLetters(short, 0, lettersOf(query)) ? short : name;
}

export function hasLetters(text: string, from: number, letters: readonly number[]): boolean {
  const { length } = text;
  let at = from;
  for (const letter of letters) {
    while (at < length && (text.charCodeAt(at) | 32) !== letter) at++;
    if (at++ >= length) return false;
  }
  return true;
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
