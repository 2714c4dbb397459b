/** How well a name meets what somebody typed to find it. Names are parts of arrays of codes: from `from` on, to before `to`. */
import { codesOf } from "../base/codes.ts";

/** What is typed. Behind the last dot it is about a declaration's own name, before it about where that is declared. */
export interface Query {
  /** Without blanks: names that lack a letter of it are not meant. */
  readonly text: string;
  readonly scope: Wanted;
  readonly own: Wanted;
  readonly whole: Wanted;
  readonly isDotted: boolean;
  /** Whether a result is shown by its own name alone, as the editor looks for the first word in it. */
  readonly isByWords: boolean;
}

export interface Wanted {
  readonly text: string;
  readonly codes: Uint8Array;
  /** Without their case, which for what stands in names is one bit. */
  readonly letters: Uint8Array;
}

function wantedOf(text: string): Wanted {
  const { codes } = codesOf([text]);
  return { text, codes, letters: codes.map(c => c | 32) };
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
  return {
    text,
    scope: wantedOf(text.slice(0, Math.max(0, dot))),
    own: wantedOf(text.slice(dot + 1)),
    whole: wantedOf(text),
    isDotted: dot >= 0,
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

const SAME_SCOPE = 500;

/** Undefined where the scope is another. */
export function scopeScore(codes: Uint8Array, from: number, to: number, { scope }: Query): number | undefined {
  if (!hasLetters(codes, from, to, scope.letters)) return undefined;
  return namedScope(codes, from, to, scope) ?? (isWithin(codes, from, to, scope.letters) ? -2500 : -3500);
}

/** Undefined unless what is written of the scope is all of it, or its last parts. */
export function namedScope(codes: Uint8Array, from: number, to: number, scope: Wanted): number | undefined {
  const at = to - scope.letters.length;
  if (at < from || (at > from && codes[at - 1] !== DOT) || !startsAt(codes, at, scope.letters)) return undefined;
  return isAt(codes, at, scope.codes) ? SAME_SCOPE : 400;
}

/** How a name is met; 0 where nothing is asked of it. Undefined where it is not, or where its rank were below `floor`. */
export function rankOf(
  codes: Uint8Array,
  from: number,
  to: number,
  wanted: Wanted,
  floor: number,
): number | undefined {
  const { letters } = wanted;
  const last = to - letters.length;
  if (last < from) return undefined;
  if (letters.length === 0) return 0;
  if (startsAt(codes, from, letters)) {
    const isWhole = last === from;
    if (isAt(codes, from, wanted.codes)) return isWhole ? Rank.whole : Rank.start;
    return isWhole ? Rank.wholeInOtherCase : Rank.startInOtherCase;
  }
  if (Rank.word < floor || !hasLetters(codes, from, to, letters)) return undefined;
  let isInside = false;
  for (let at = from + 1; at <= last; at++) {
    if (!startsAt(codes, at, letters)) continue;
    isInside = true;
    if (isWordStart(codes, at, from)) return Rank.word;
  }
  if (isHumps({ codes, from, to }, letters, from, 0)) return Rank.humps;
  return isInside ? Rank.inside : Rank.letters;
}

/** As many last parts of the name as the query has, or all where those do not hold it: editors filter by it once more. */
export function shownPart(name: string, { isDotted, isByWords, whole }: Query): string {
  const parts = name.split(".");
  if (!isDotted || isByWords) return parts.at(-1) as string;
  const short = parts.slice(-whole.text.split(".").length).join(".");
  const { codes } = codesOf([short]);
  return hasLetters(codes, 0, codes.length, whole.letters) ? short : name;
}

export function hasLetters(codes: Uint8Array, from: number, to: number, letters: Uint8Array): boolean {
  let at = from;
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] as number;
    while (at < to && ((codes[at] as number) | 32) !== letter) at++;
    if (at++ >= to) return false;
  }
  return true;
}

/** Whether the letters stand side by side somewhere. */
export function isWithin(codes: Uint8Array, from: number, to: number, letters: Uint8Array): boolean {
  for (let at = from; at <= to - letters.length; at++) if (startsAt(codes, at, letters)) return true;
  return false;
}

/** The same from the beginning of a part of the name on. */
export function beginsPart(codes: Uint8Array, from: number, to: number, { letters }: Wanted): boolean {
  for (let at = from; at <= to - letters.length; at++)
    if ((at === from || codes[at - 1] === DOT) && startsAt(codes, at, letters)) return true;
  return false;
}

function startsAt(codes: Uint8Array, at: number, letters: Uint8Array): boolean {
  for (let i = 0; i < letters.length; i++) if (((codes[at + i] as number) | 32) !== letters[i]) return false;
  return true;
}

function isAt(codes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (codes[at + i] !== wanted[i]) return false;
  return true;
}

interface Part {
  readonly codes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** Whether the letters from `done` on are beginnings of words of the name, in order: `usrv` of `UserService` is not, `userv` is. */
function isHumps(name: Part, letters: Uint8Array, start: number, done: number): boolean {
  if (done === letters.length) return true;
  const { codes, from, to } = name;
  for (let at = start; at < to; at++) {
    if (((codes[at] as number) | 32) !== letters[done] || !isWordStart(codes, at, from)) continue;
    for (let taken = 1; ; taken++) {
      if (isHumps(name, letters, at + taken, done + taken)) return true;
      const next = at + taken < to ? (codes[at + taken] as number) | 32 : -1;
      if (done + taken >= letters.length || next !== letters[done + taken]) break;
    }
  }
  return false;
}

const DOT = 46;
const UNDERSCORE = 95;

function isWordStart(codes: Uint8Array, at: number, from: number): boolean {
  if (at === from) return true;
  const before = codes[at - 1] as number;
  const c = codes[at] as number;
  if (before === DOT) return true;
  if (before === UNDERSCORE) return c !== UNDERSCORE;
  if (isUpper(c)) return !isUpper(before) || isLower(codes[at + 1] ?? 0);
  return isDigit(c) && !isDigit(before);
}

const isUpper = (c: number): boolean => c >= 65 && c <= 90;
const isLower = (c: number): boolean => c >= 97 && c <= 122;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
