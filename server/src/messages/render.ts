/** Problems, related places and fixes in the words of a language. */
import type { Fix, Problem, Related } from "../base/problem.ts";

export type Language = "en" | "ko";

const say = (code: string, args: readonly string[], _language: Language): string => [code, ...args].join(" ");

export const renderProblem = (p: Problem, language: Language): string => say(p.code, p.args, language);
export const renderRelated = (r: Related, language: Language): string => say(r.code, r.args, language);
export const renderFix = (f: Fix, language: Language): string => say(f.code, f.args, language);
