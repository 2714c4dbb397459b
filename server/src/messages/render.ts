/** Problems, related places and fixes in the words of a language. */
import type { Fix, Problem, Related } from "../base/problem.ts";
import type { Wording } from "./wording.ts";
import type { Language } from "../shared/language.ts";
import { wordingsIn } from "./wordings.ts";
import { wordIn } from "./words.ts";

const place = /\{(\d+)(?::(words?))?\}/g;

/** Fills the places of a wording; a code without a wording is said by itself, so that nobody meets an empty message. */
export function say(code: string, args: readonly string[], language: Language): string {
  const wording = wordingsIn(language)[code];
  if (wording === undefined) return [code, ...args].join(" ");
  return templateFor(wording, args).replace(place, (_, index: string, form: string | undefined) => {
    const arg = args[Number(index)] ?? "";
    return form ? wordsIn(arg, language) : arg;
  });
}

function templateFor(wording: Wording, args: readonly string[]): string {
  if (typeof wording === "string") return wording;
  const filled = wording.find(t => [...t.matchAll(place)].every(([, index]) => args[Number(index)]));
  return filled ?? wording.at(-1) ?? "";
}

const wordsIn = (list: string, language: Language): string =>
  list
    .split(", ")
    .map(word => wordIn(word, language))
    .join(", ");

export const renderProblem = (p: Problem, language: Language): string => say(p.code, p.args, language);
export const renderRelated = (r: Related, language: Language): string => say(r.code, r.args, language);
/** A title in a menu, where each begins with a capital. */
export function renderFix(f: Fix, language: Language): string {
  const title = say(f.code, f.args, language);
  return title.charAt(0).toUpperCase() + title.slice(1);
}
