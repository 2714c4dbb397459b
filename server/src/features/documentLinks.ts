/** Imports that lead to their file. */
import type { Span } from "../base/span.ts";
import type { FileId, World } from "../link/world.ts";
import type { Tree } from "../syntax/ast.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { spanOfNode } from "./declSpan.ts";

export interface DocumentLink {
  readonly span: Span;
  readonly target: FileId;
}

export function documentLinks(world: World, file: FileId, tree: Tree): readonly DocumentLink[] {
  return tree.root.decls.flatMap(d => {
    if (d.kind !== "Import" || !d.path) return [];
    const target = world.resolveImport(file, stringValue(tree.source, tree.tokens.starts, d.path));
    const { start, end } = spanOfNode(tree, d.path);
    return target === undefined ? [] : [{ span: { start: start + 1, end: end - 1 }, target }];
  });
}
