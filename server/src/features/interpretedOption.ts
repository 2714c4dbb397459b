/** What an option sets, where its own text does not say so: under a name that is not written in full, or in a literal. */
import { spanOfNode } from "./declSpan.ts";
import { placeAt } from "./symbolAt.ts";
import type { InterpretedOptions } from "../options/interpret.ts";
import { renderOption } from "../options/renderText.ts";
import { MessageValue } from "../options/value.ts";
import type { Node, Tree } from "../syntax/ast.ts";

const MOST_LINES = 30;

/** Text format, cut where it is long; undefined where `offset` is not in such an option's name. */
export function interpretedOption(
  tree: Tree | undefined,
  offset: number,
  options: InterpretedOptions,
): string | undefined {
  const option = tree && placeAt(tree, offset).nodes.findLast(n => n.kind === "Option");
  if (!option?.name.some(part => covers(tree as Tree, part, offset))) return undefined;
  const fields = options.fieldsOf.get(option);
  const value = options.valueOf.get(option);
  if (!fields || value === undefined) return undefined;
  const isShort = option.name.some((part, i) => part.extension && part.text !== fields[i]?.outline.fullName);
  if (!isShort && !(value instanceof MessageValue)) return undefined;
  const lines = renderOption(fields, value).trimEnd().split("\n");
  return [...lines.slice(0, MOST_LINES), ...(lines.length > MOST_LINES ? ["…"] : [])].join("\n");
}

function covers(tree: Tree, node: Node, offset: number): boolean {
  const { start, end } = spanOfNode(tree, node);
  return start <= offset && offset <= end;
}
