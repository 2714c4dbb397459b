/** All places of one file that name the thing under the cursor. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { occurrencesIn, type OptionRef } from "./occurrences.ts";
import { declarationAt, namedTogether } from "./references.ts";
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
  const outline = s.outline(id.file);
  const decl = outline && findDecl(outline, id.name);
  const names = decl ? namedTogether(s, id, decl).map(d => d.fullName) : [id.name];
  return [...all, ...namedInOptions(s, file, id)]
    .filter(o => o.id.file === id.file && names.includes(o.id.name))
    .sort((a, b) => a.span.start - b.span.start)
    .filter((o, i, list) => o.span.start !== list[i - 1]?.span.start);
}
