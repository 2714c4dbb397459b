/**
 * Places of a file that may be typed at together: a name's declaration and its uses. Only where no other file sees this one, since what
 * others write would stay as it is; a real rename follows those.
 */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { highlight } from "./highlight.ts";
import type { Everywhere } from "./references.ts";

/** Fewer than two places are nothing to link. */
export function linkedEditing(s: Everywhere, file: FileId, offset: number): readonly Span[] {
  const tree = s.tree(file);
  if (!tree || s.whoSees(file).length > 1) return [];
  const places = highlight(s, file, offset, s.optionRefs(file));
  const declaration = places.find(p => p.isDeclaration);
  const name = declaration && tree.source.slice(declaration.span.start, declaration.span.end);
  // A group writes its name in two ways.
  const same = places.every(p => tree.source.slice(p.span.start, p.span.end) === name);
  const isGroup = name !== undefined && isGroupName(s, file, name);
  return places.length > 1 && same && !isGroup ? places.map(p => p.span) : [];
}

const isGroupName = (s: Everywhere, file: FileId, name: string): boolean =>
  [...(s.outline(file)?.types.values() ?? [])].some(
    d => d.kind === "message" && d.name === name && d.synthetic === "group",
  );
