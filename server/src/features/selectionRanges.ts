/** From the word under the cursor outwards: what a growing selection takes in. */
import type { Span } from "../base/span.ts";
import { nodesAt } from "../syntax/nodeAt.ts";
import type { Tree } from "../syntax/ast.ts";
import { spanOfNode, spanOfTokens } from "./declSpan.ts";
import { placeAt } from "./symbolAt.ts";

/** Innermost first; each holds the one before it and is larger. */
export function selectionRanges(tree: Tree, offset: number): readonly Span[] {
  const { token } = placeAt(tree, offset);
  if (token === tree.tokens.count) return [{ start: 0, end: tree.source.length }];
  const out: Span[] = [spanOfTokens(tree, token, token)];
  for (const node of nodesAt(tree, token).toReversed()) {
    if (node.kind === "Body" && node.closed) push(out, { start: end(tree, node.first), end: start(tree, node.last) });
    push(out, spanOfNode(tree, node));
  }
  push(out, { start: 0, end: tree.source.length });
  return out;
}

const start = (tree: Tree, token: number): number => tree.tokens.starts[token] as number;
const end = (tree: Tree, token: number): number => tree.tokens.starts[token + 1] as number;

function push(out: Span[], span: Span): void {
  const last = out.at(-1) as Span;
  const holds = span.start <= last.start && span.end >= last.end;
  if (holds && (span.start < last.start || span.end > last.end)) out.push(span);
}
