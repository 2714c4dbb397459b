/** Whether a declaration says that it is deprecated, by its tree alone. */
import type { Node } from "../syntax/ast.ts";

export function isDeprecated(node: Node): boolean {
  const options =
    "options" in node && node.options && "options" in node.options
      ? node.options.options
      : "body" in node
        ? (node.body?.decls ?? []).filter(d => d.kind === "Option")
        : [];
  return options.some(
    o =>
      o.name.length === 1 && o.name[0]?.text === "deprecated" && o.value?.kind === "Ident" && o.value.text === "true",
  );
}
