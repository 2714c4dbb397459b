/** A node and all below it, in no particular order, without recursion: nodes may lie in each other deeper than calls can. */
import type { Node } from "./ast.ts";
import { childrenOf } from "./children.ts";

export function* eachNode(root: Node): Generator<Node> {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    waiting.push(...childrenOf(node));
  }
}
