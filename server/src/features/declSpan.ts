/** Where a declaration stands in its own file: the table of names to positions, made of its tree when somebody asks. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import type { DeclNode, Declared } from "../outline/buildOutline.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { Tree } from "../syntax/ast.ts";

/** What navigation needs of the database: trees and declarations of any file. */
export interface Trees {
  tree(file: FileId): Tree | undefined;
  declared(file: FileId): Declared | undefined;
}

export const spanOfTokens = (tree: Tree, first: number, last: number): Span => ({
  start: tree.tokens.starts[first] as number,
  end: tree.tokens.starts[last + 1] as number,
});

/** The span of a node, from its first token to its last. */
export const spanOfNode = (tree: Tree, node: { first: number; last: number }): Span =>
  spanOfTokens(tree, node.first, node.last);

/** The name in a declaration's node; the whole node where it has none. */
export const nameSpan = (tree: Tree, node: DeclNode): Span => spanOfNode(tree, node.name ?? node);

/** The span of the name of the declaration of that full name in that file. */
export function findDeclSpan(trees: Trees, file: FileId, fullName: string): Span | undefined {
  const tree = trees.tree(file);
  const declared = trees.declared(file);
  if (!tree || !declared) return undefined;
  const decl = findDecl(declared.outline, fullName);
  const node = decl && declared.nodes.get(decl);
  return node && nameSpan(tree, node);
}
