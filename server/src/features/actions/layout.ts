/** Statements taken out of a draft's file, and put into it. */
import type { Body, NodeBase, Tree } from "../../syntax/ast.ts";
import { atStart, withoutStatement } from "../../syntax/statementText.ts";
import type { Draft } from "../draft.ts";
import type { FileId } from "../../link/world.ts";

/** Deletes a statement; a blank line that would be doubled goes with it. */
export function remove(draft: Draft, file: FileId, tree: Tree, node: NodeBase): void {
  const { span, text } = withoutStatement(tree, node);
  draft.replace(file, span, text);
}

/** Puts lines at the beginning of a body. */
export function insertFirst(draft: Draft, file: FileId, tree: Tree, body: Body, lines: readonly string[]): void {
  const { span, text } = atStart(tree, body, lines);
  draft.replace(file, span, text);
}
