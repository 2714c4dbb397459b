import { type Node, parseTree } from "jsonc-parser";

const secretNames = /token|secret|password|passwd|credential|private_?key|api_?key|session_?id|otp\b/i;

/** A JSON text with the values of members that are named like secrets replaced; everything else stays as it was written. */
export function redactJson(json: string): string {
  const root = parseTree(json);
  if (!root) return json;
  const spans: { readonly start: number; readonly end: number }[] = [];
  const visit = (node: Node): void => {
    const [name, value] = node.children ?? [];
    if (node.type === "property" && value && secretNames.test(String(name?.value))) {
      // Whether something was there is worth knowing; true, false and null are no secrets.
      if (value.type !== "null" && value.type !== "boolean" && value.value !== "") {
        spans.push({ start: value.offset, end: value.offset + value.length });
      }
      return;
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(root);
  return spans.reduceRight((text, { start, end }) => `${text.slice(0, start)}"(not kept)"${text.slice(end)}`, json);
}
