/** What the name or the value of an option stands for. */
import type { Tree } from "../syntax/ast.ts";
import type { FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { nameParts, type OptionRef } from "./occurrences.ts";
import { placeAt, type Semantics, type SymbolAt } from "./symbolAt.ts";

/** Whether a place is in an option; elsewhere nobody need interpret the file's options to know what stands there. */
export const isInOption = (tree: Tree | undefined, offset: number): boolean =>
  tree !== undefined && placeAt(tree, offset).nodes.some(n => n.kind === "Option");

/** The field, extension, enum value or type that an option names at an offset; of a qualified name what its part there stands for. */
export function optionAt(
  s: Semantics,
  file: FileId,
  refs: readonly OptionRef[],
  offset: number,
): Extract<SymbolAt, { kind: "decl" | "package" }> | undefined {
  const ref = refs.find(r => r.span.start <= offset && offset <= r.span.end);
  const tree = ref && s.tree(file);
  if (!ref || !tree) return undefined;
  for (const { span, name } of nameParts(tree, ref.first, ref.last, ref.id)) {
    if (offset < span.start || offset > span.end) continue;
    const id = { file: ref.id.file, name };
    const outline = s.outline(id.file);
    const isDecl = name === ref.id.name || (outline && findDecl(outline, name));
    return isDecl ? { kind: "decl", span, id, isDeclaration: false } : { kind: "package", span, name };
  }
  return { kind: "decl", span: ref.span, id: ref.id, isDeclaration: false };
}
