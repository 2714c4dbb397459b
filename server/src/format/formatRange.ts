/** Formats the declarations that a range touches: the innermost whole ones. */
import type { Span } from "../base/span.ts";
import type { Decl, Tree } from "../syntax/ast.ts";
import { type Formatted, type FormatOptions, formatWithin } from "./format.ts";
import { previousToken } from "./layout.ts";
import { bodyOf } from "./sound.ts";

export function formatRange(tree: Tree, options: Pick<FormatOptions, "indent">, range: Span): Formatted {
  return formatWithin(tree, options, touchedSpan(tree, range));
}

/** From what stands before the first touched declaration to the end of the last; the range itself where none is touched. */
function touchedSpan(tree: Tree, range: Span): Span {
  const { starts } = tree.tokens;
  let decls: readonly Decl[] = tree.root.decls;
  for (;;) {
    const touched = decls.filter(
      ({ first, last }) => (starts[first] as number) <= range.end && (starts[last + 1] as number) >= range.start,
    );
    const [first] = touched;
    const last = touched.at(-1);
    if (!first || !last) return range;
    const body = first === last ? bodyOf(first) : undefined;
    const isInside =
      body && range.start >= (starts[body.first + 1] as number) && range.end <= (starts[body.last] as number);
    if (!isInside)
      return { start: starts[previousToken(tree, first.first) + 1] as number, end: starts[last.last + 1] as number };
    decls = body.decls;
  }
}
