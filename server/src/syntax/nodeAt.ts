/** Offset → token and nodes. */
import type { Node, Tree } from "./ast.ts";
import { childrenOf } from "./children.ts";

/** Index of the token that holds the character at `offset`; the end token behind the last character. */
export function tokenAt(tree: Tree, offset: number): number {
  const { starts, count } = tree.tokens;
  let low = 0;
  let high = count;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if ((starts[mid] as number) <= offset) low = mid;
    else high = mid - 1;
  }
  return low;
}

/** The nodes around a token, from the file to the innermost. */
export function nodesAt(tree: Tree, token: number): readonly Node[] {
  const out: Node[] = [];
  let at: Node | undefined = tree.root;
  while (at) {
    out.push(at);
    at = childrenOf(at).find(c => c.first <= token && token <= c.last);
  }
  return out;
}

export const textOfToken = (tree: Tree, token: number): string =>
  tree.source.slice(tree.tokens.starts[token], tree.tokens.starts[token + 1]);
