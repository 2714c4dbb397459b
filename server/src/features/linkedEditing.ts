/**
 * Places of a file that may be typed at together: a declared name, and with it the uses of it. Not the other way: who types at a use means
 * another type. Only where no other file sees this one, since what others write would stay as it is; a real rename follows those.
 */
import type { Span } from "../base/span.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { occurrencesIn, sameDecl } from "./occurrences.ts";
import type { Everywhere } from "./references.ts";
import { symbolAt } from "./symbolAt.ts";
import { namedInOptions } from "./textNames/namedInOptions.ts";

/** Fewer than two places are nothing to link. */
export function linkedEditing(s: Everywhere, file: FileId, offset: number): readonly Span[] {
  const tree = s.tree(file);
  // Asked wherever the cursor goes: most places are no declared name, which the tree alone tells.
  const symbol = symbolAt(s, file, offset);
  if (!tree || symbol?.kind !== "decl" || !symbol.isDeclaration || s.whoSees(file).length > 1) return [];
  const { id } = symbol;
  const places = occurrencesIn(s, file, s.optionRefs(file)).filter(o => sameDecl(o.id, id));
  // A copy that is about to get a name of its own must not rename what it was copied from, nor the uses of that.
  if (places.filter(p => p.isDeclaration).length > 1) return [];
  const spans = [...places.map(p => p.span), ...[...namedInOptions(s, file, id)].map(o => o.span)];
  const text = ({ start, end }: Span): string => tree.source.slice(start, end);
  const [first] = spans;
  // A group writes its name in two ways.
  const same = first !== undefined && spans.every(span => text(span) === text(first));
  return spans.length > 1 && same && !isGroup(s, id) ? spans : [];
}

function isGroup(s: Everywhere, { file, name }: DeclId): boolean {
  const outline = s.outline(file);
  const decl = outline && findDecl(outline, name);
  return (
    (decl?.kind === "message" && decl.synthetic === "group") || (decl?.kind === "field" && decl.form === "group")
  );
}
