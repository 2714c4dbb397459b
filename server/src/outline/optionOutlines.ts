/** Options as outlines hold them: those of `descriptor.proto` by name, without positions. */
import type { CompactOptions, Option, Tree } from "../syntax/ast.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { none } from "./declOutlines.ts";
import { intern } from "./intern.ts";
import { type Literal, literalOf } from "./literal.ts";
import type { OptionOutline } from "./outline.ts";

export function compactOptions(tree: Tree, list: CompactOptions | undefined): readonly OptionOutline[] {
  if (!list) return none;
  const out: OptionOutline[] = [];
  for (const o of list.options) addOption(tree, o, out);
  return out;
}

/** Adds an option to `out`. Custom options concern their own file alone and are left out. */
export function addOption(tree: Tree, node: Option, out: OptionOutline[]): void {
  if (!node.value || node.name.length === 0 || node.name[0]?.extension) return;
  const name = node.name.map(part => (part.extension ? `(${part.text})` : part.text)).join(".");
  out.push({ name: intern(name), value: literalOf(tree, node.value) });
}

/** The options of a field; its JSON name and its default are written like options and are none. */
export function fieldOptions(
  tree: Tree,
  list: CompactOptions | undefined,
): {
  options: OptionOutline[];
  jsonName: string | undefined;
  defaultValue: Literal | undefined;
} {
  const options: OptionOutline[] = [];
  let jsonName: string | undefined;
  let defaultValue: Literal | undefined;
  for (const o of list?.options ?? []) {
    const single = o.name.length === 1 && !o.name[0]?.extension ? o.name[0]?.text : undefined;
    if (single === "json_name" && o.value?.kind === "String")
      jsonName = intern(stringValue(tree.source, tree.tokens.starts, o.value));
    else if (single === "default" && o.value) defaultValue = literalOf(tree, o.value);
    else addOption(tree, o, options);
  }
  return { options, jsonName, defaultValue };
}
