/** All places of one file that name the thing under the cursor. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { occurrencesIn, type OptionRef, sameDecl } from "./occurrences.ts";
import { findDecl } from "../outline/findDecl.ts";
import { templateOccurrences } from "./pathTemplates.ts";
import { declarationAt } from "./references.ts";
import type { Semantics } from "./symbolAt.ts";

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
  const inTemplates = decl?.kind === "field" ? [...templateOccurrences(s, file, id, decl.name)] : [];
  return [...all, ...inTemplates].filter(o => sameDecl(o.id, id)).sort((a, b) => a.span.start - b.span.start);
}
