/** What the name or the value of an option stands for. */
import type { OptionRef } from "./occurrences.ts";
import type { SymbolAt } from "./symbolAt.ts";

/** The field, extension, enum value or type that an option names at an offset. */
export function optionAt(
  refs: readonly OptionRef[],
  offset: number,
): Extract<SymbolAt, { kind: "decl" }> | undefined {
  const ref = refs.find(r => r.span.start <= offset && offset <= r.span.end);
  return ref && { kind: "decl", span: ref.span, id: ref.id, isDeclaration: false };
}
