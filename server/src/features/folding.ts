/** What can be folded: blocks, literals, runs of imports, comments of several lines. */
import type { Span } from "../base/span.ts";
import type { Node, Tree } from "../syntax/ast.ts";
import { childrenOf } from "../syntax/children.ts";
import { TokenKind } from "../syntax/tokenKind.ts";
import { spanOfNode, spanOfTokens } from "./declSpan.ts";

export interface Fold {
  /** The line of its start stays visible, and so does the line of its end where it is a block. */
  readonly span: Span;
  readonly kind: "block" | "imports" | "comment";
}

export function folds(tree: Tree): readonly Fold[] {
  const out: Fold[] = [];
  const walk = (node: Node): void => {
    if (
      node.kind === "Body" ||
      node.kind === "MessageLit" ||
      node.kind === "ListLit" ||
      node.kind === "CompactOptions"
    )
      out.push({ span: spanOfNode(tree, node), kind: "block" });
    for (const child of childrenOf(node)) walk(child);
  };
  walk(tree.root);
  const imports = tree.root.decls.filter(d => d.kind === "Import");
  const [first] = imports;
  const last = imports.at(-1);
  if (first && last && first !== last)
    out.push({ span: spanOfTokens(tree, first.first, last.last), kind: "imports" });
  out.push(...comments(tree));
  return out.filter(f => tree.source.slice(f.span.start, f.span.end).includes("\n"));
}

/** Block comments, and runs of line comments on lines of their own. */
function comments(tree: Tree): Fold[] {
  const { kinds, count } = tree.tokens;
  const out: Fold[] = [];
  for (let t = 0; t < count; t++) {
    if (kinds[t] === TokenKind.BlockComment) out.push({ span: spanOfTokens(tree, t, t), kind: "comment" });
    if (kinds[t] !== TokenKind.LineComment) continue;
    const first = t;
    while (kinds[t + 1] === TokenKind.Space && kinds[t + 2] === TokenKind.LineComment && !blankLine(tree, t + 1))
      t += 2;
    if (t > first) out.push({ span: spanOfTokens(tree, first, t), kind: "comment" });
  }
  return out;
}

const blankLine = (tree: Tree, token: number): boolean =>
  tree.source.slice(tree.tokens.starts[token], tree.tokens.starts[token + 1]).split("\n").length > 2;
