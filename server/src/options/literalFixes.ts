/** What mends a value that is written with quotes and should not be, or without. F4013, F4015 [text]: write that. */
import type { Fix, TextEdit } from "../base/problem.ts";
import type { Tree, Value } from "../syntax/ast.ts";
import { stringOf } from "./stringOf.ts";

const replace = (tree: Tree, node: Value, text: string): TextEdit => ({
  span: { start: tree.tokens.starts[node.first] as number, end: tree.tokens.starts[node.last + 1] as number },
  text,
});

/** Nothing where the value is not a bare word or number. */
export function quoted(tree: Tree, node: Value): Fix[] {
  if (node.kind !== "Ident" && node.kind !== "Int" && node.kind !== "Float") return [];
  const text = `"${node.negative ? "-" : ""}${node.text}"`;
  return [{ code: "F4015", args: [text], edits: [replace(tree, node, text)] }];
}

/** Nothing where the value is no string, or its text would not do without the quotes. */
export function unquoted(tree: Tree, node: Value, accepts: (text: string) => boolean): Fix[] {
  const text = node.kind === "String" ? stringOf(tree, node) : undefined;
  if (typeof text !== "string" || !accepts(text)) return [];
  return [{ code: "F4013", args: [text], edits: [replace(tree, node, text)] }];
}

/** Whether a text is a decimal number as values of options are. */
export const isScalarText = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));
