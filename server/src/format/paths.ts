/** Names with dots: no blanks inside, and one before the dot that begins an absolute name. */
import type { Path } from "../syntax/ast.ts";
import { Sym } from "../syntax/tokenKind.ts";
import { Break, type Layout, previousToken } from "./layout.ts";

export function layOutPath(layout: Layout, path: Path): void {
  // What begins a line has its break already.
  if (!path.absolute || layout.breaks[path.first] !== Break.auto) return;
  const before = layout.tree.tokens.kinds[previousToken(layout.tree, path.first)];
  if (before !== Sym.openParen && before !== Sym.less) layout.set(path.first, Break.space);
}
