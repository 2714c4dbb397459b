/** `default` of a field as descriptors hold it: numbers in decimal, text as it is, bytes with C's escapes. */
import { cEscaped } from "../base/cEscape.ts";
import { doubleText, floatText } from "../base/floatText.ts";
import { FieldType } from "../options/schema.ts";
import { floatOf, toFloat32 } from "../options/scalarRules.ts";
import type { FieldDecl, StringLit, Tree, Value } from "../syntax/ast.ts";
import { integerValue } from "../syntax/grammar/path.ts";
import { stringBytes } from "../syntax/stringValue.ts";

/** The written default of a field. */
export function defaultNode(node: FieldDecl): Value | undefined {
  for (const o of node.options?.options ?? [])
    if (o.name.length === 1 && !o.name[0]?.extension && o.name[0]?.text === "default") return o.value;
  return undefined;
}

/** The text, or its bytes where a string's default is no UTF-8; `type` as in `FieldType`. */
export function defaultText(tree: Tree, node: Value, type: number): string | Uint8Array {
  switch (node.kind) {
    case "String":
      return type === FieldType.bytes ? cEscaped(bytesOf(tree, node)) : bytesOf(tree, node);
    case "Ident":
      return type === FieldType.double || type === FieldType.float ? numberText(node, type) : node.text;
    case "Int":
    case "Float":
      if (type === FieldType.double || type === FieldType.float) return numberText(node, type);
      return integerText(node.text, node.negative);
    default:
      return "";
  }
}

function numberText(node: Extract<Value, { kind: "Ident" | "Int" | "Float" }>, type: number): string {
  let value: number;
  if (node.kind === "Ident") {
    const size = node.text === "inf" ? Number.POSITIVE_INFINITY : Number.NaN;
    value = node.negative ? -size : size;
  } else value = floatOf(node.text, node.kind === "Int", node.negative);
  return type === FieldType.float ? floatText(toFloat32(value)) : doubleText(value);
}

function integerText(text: string, negative: boolean): string {
  const value = integerValue(text) ?? 0n;
  return `${negative ? -value : value}`;
}

const bytesOf = (tree: Tree, node: StringLit): Uint8Array => stringBytes(tree.source, tree.tokens.starts, node);
