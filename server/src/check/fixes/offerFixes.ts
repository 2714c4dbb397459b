/** How problems are mended whose rules offer nothing themselves: a table by code, asked once everything is judged. */
import type { Problem } from "../../base/problem.ts";
import type { InterpretedOptions } from "../../options/interpret.ts";
import type { CheckContext } from "../context.ts";
import { Mending, type Mends } from "./mending.ts";
import { declarationFixes } from "./declarationFixes.ts";
import { declaredExtensionFixes } from "./declaredExtensionFixes.ts";
import { featureFixes } from "./featureFixes.ts";
import { nameFixes } from "./nameFixes.ts";
import { optionFixes } from "./optionFixes.ts";
import { rangeFixes } from "./rangeFixes.ts";
import { statementFixes } from "./statementFixes.ts";
import { tokenFixes } from "./tokenFixes.ts";

const mends: Mends = {
  ...tokenFixes,
  ...statementFixes,
  ...nameFixes,
  ...rangeFixes,
  ...declarationFixes,
  ...declaredExtensionFixes,
  ...optionFixes,
  ...featureFixes,
};

/** In a text with more mistakes it is not the statement that is wrong. */
const MOST = 500;

/** Codes that are mended here. */
export const mendedCodes: readonly string[] = Object.keys(mends);

export function offerFixes(ctx: CheckContext, options: InterpretedOptions, problems: Problem[]): void {
  let left = MOST;
  problems.forEach((problem, i) => {
    const mend = problem.fixes ? undefined : mends[problem.code];
    if (!mend || left-- <= 0) return;
    const fixes = mend(new Mending(ctx, options, problem));
    if (fixes.length > 0) problems[i] = { ...problem, fixes };
  });
  if (ctx.tree.source.includes("\r\n")) problems.splice(0, problems.length, ...problems.map(withLineEnds));
}

/** Rules write line ends of one character; a file that has others gets its own. */
function withLineEnds(problem: Problem): Problem {
  if (!problem.fixes?.some(f => f.edits.some(e => e.text.includes("\n")))) return problem;
  const fixes = problem.fixes.map(f => ({
    ...f,
    edits: f.edits.map(e => ({ ...e, text: e.text.replaceAll(/\r?\n/g, "\r\n") })),
  }));
  return { ...problem, fixes };
}
