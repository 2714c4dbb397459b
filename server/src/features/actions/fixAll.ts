/** All fixes of a file that leave no choice and change nothing that others see. */
import type { Problem, TextEdit } from "../../base/problem.ts";
import type { FileId } from "../../link/world.ts";
import { joinRemovals } from "../../syntax/statementText.ts";
import { Draft } from "../draft.ts";
import type { Everywhere } from "../references.ts";
import type { WithTexts } from "../settle.ts";

/**
 * Codes of fixes that are safe: they add or remove imports, spell a name longer, or mend the form of what was written. None of them
 * changes a number, a name or a type.
 */
const safe = new Set([
  "F1100",
  "F1115",
  "F1116",
  "F1130",
  "F1131",
  "F1133",
  "F1187",
  "F2010",
  "F2031",
  "F2032",
  "F2034",
  "F4002",
]);

/** What does not parse hides what does not resolve, and so on: more rounds there are not. */
const ROUNDS = 6;

/** The fixes of a file, those of the problems that come to light once others are mended included. `isShown`: what the user wants to see. */
export function fixEverything(
  s: Everywhere,
  file: FileId,
  withTexts: WithTexts,
  isShown: (problem: Problem) => boolean,
): Draft {
  const draft = new Draft();
  let at = s;
  for (let round = 0; round < ROUNDS; round++) {
    const edits = fixAll(at.problems(file).filter(isShown));
    if (edits.length === 0) break;
    for (const e of joinRemovals(at.text(file) ?? "", edits).toReversed()) draft.amend(file, e.span, e.text);
    at = withTexts(draft.texts(s));
  }
  return draft;
}

/** Edits that do not touch one another, in the order of the text; of fixes that would, the first is made. */
export function fixAll(problems: readonly Problem[]): readonly TextEdit[] {
  const out: TextEdit[] = [];
  for (const { fixes } of problems) {
    const [fix, ...others] = fixes ?? [];
    if (!fix || others.length || !safe.has(fix.code)) continue;
    const isNew = fix.edits.every(e => !out.some(o => same(o, e)));
    const isFree = fix.edits.every(e => !out.some(o => touches(o, e) && !same(o, e)));
    if (isNew && isFree) out.push(...fix.edits);
  }
  return out.sort((a, b) => a.span.start - b.span.start);
}

const same = (a: TextEdit, b: TextEdit): boolean =>
  a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;

/** Two insertions at one place stand one behind the other. */
const touches = (a: TextEdit, b: TextEdit): boolean => a.span.start < b.span.end && b.span.start < a.span.end;
