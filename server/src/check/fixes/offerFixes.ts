/** How problems are mended whose rules offer nothing themselves: a table by code, asked once everything is judged. */
import { withLineEnds } from "../../base/lineEnds.ts";
import type { Fix, Problem } from "../../base/problem.ts";
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
const MOST = 200;

export function offerFixes(ctx: CheckContext, options: InterpretedOptions, problems: Problem[]): void {
  let left = MOST;
  problems.forEach((problem, i) => {
    const mend = problem.fixes ? undefined : mends[problem.code];
    if (!mend || left-- <= 0) return;
    const fixes = mend(new Mending(ctx, options, problem));
    if (fixes.length > 0) problems[i] = { ...problem, fixes };
  });
  problems.forEach((p, i) => {
    if (p.fixes?.some(hasLineEnd)) problems[i] = { ...p, fixes: p.fixes.map(f => asWritten(f, ctx.tree.source)) };
  });
}

const hasLineEnd = (fix: Fix): boolean => fix.edits.some(e => e.text.includes("\n"));

/** Rules write line ends of one character; a file may have others. */
const asWritten = (fix: Fix, source: string): Fix => ({
  ...fix,
  edits: fix.edits.map(e => ({ ...e, text: withLineEnds(e.text, source) })),
});
