/** The value of a string literal in an option. */
import { hasBytes } from "../base/anyBytes.ts";
import type { StringLit, Tree } from "../syntax/ast.ts";
import { stringBytes } from "../syntax/stringValue.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text where the literal's bytes are UTF-8, else the bytes. */
export function stringOf(tree: Tree, node: StringLit): string | Uint8Array {
  const { source } = tree;
  const { starts } = tree.tokens;
  let plain = "";
  for (const token of node.tokens) {
    const start = starts[token] as number;
    const end = starts[token + 1] as number;
    const text = source.slice(start + 1, end - 1);
    if (text.includes("\\")) {
      const bytes = stringBytes(source, starts, node);
      try {
        return strict.decode(bytes);
      } catch {
        return bytes;
      }
    }
    plain = plain === "" ? text : plain + text;
  }
  return plain;
}

/** Whether a value of `stringOf` is what readers take for a string. */
export const isUtf8 = (value: string | Uint8Array): boolean => typeof value === "string" && !hasBytes(value);
