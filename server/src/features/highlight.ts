/** All places of one file that name the thing under the cursor. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { occurrencesIn, type OptionRef, sameDecl } from "./occurrences.ts";
import { declarationAt } from "./references.ts";
import type { Semantics } from "./symbolAt.ts";
import { namedInOptions } from "./textNames/namedInOptions.ts";

export interface Highlight {
  readonly span: Span;
  readonly isDeclaration: boolean;
}

export function highlight(
  s: Semantics,
  file: FileId,
  offset: number,
  optionRefs: readonly OptionRef[],
): readonly Highlight[] {
  const all = occurrencesIn(s, file, optionRefs);
  const id = all.find(o => o.span.start <= offset && offset <= o.span.end)?.id ?? declarationAt(s, file, offset);
  if (!id) return [];
  return [...all, ...namedInOptions(s, file, id)]
    .filter(o => sameDecl(o.id, id))
    .sort((a, b) => a.span.start - b.span.start);
}
