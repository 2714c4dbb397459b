/** What the name or the value of an option stands for. */
import type { Tree } from "../syntax/ast.ts";
import type { OptionRef } from "./occurrences.ts";
import { placeAt, type SymbolAt } from "./symbolAt.ts";

/** Whether a place is in an option; elsewhere nobody need interpret the file's options to know what stands there. */
export const isInOption = (tree: Tree | undefined, offset: number): boolean =>
  tree !== undefined && placeAt(tree, offset).nodes.some(n => n.kind === "Option");

/** The field, extension, enum value or type that an option names at an offset. */
export function optionAt(
  refs: readonly OptionRef[],
  offset: number,
): Extract<SymbolAt, { kind: "decl" }> | undefined {
  const ref = refs.find(r => r.span.start <= offset && offset <= r.span.end);
  return ref && { kind: "decl", span: ref.span, id: ref.id, isDeclaration: false };
}
