/** `name = value` for a value that is no message: what a type takes, judged as the compiler does for options. */
import { FieldType, type OptionField } from "./schema.ts";
import { floatOf, integerIn, integerRange, toFloat32 } from "./scalarRules.ts";
import { quoted, unquoted } from "./literalFixes.ts";
import { isUtf8, stringOf } from "./stringOf.ts";
import type { FieldScalar } from "./value.ts";
import type { Fix } from "../base/problem.ts";
import type { Tree, Value } from "../syntax/ast.ts";

export type ScalarResult =
  | { readonly ok: true; readonly value: FieldScalar; readonly enumValue?: string }
  | { readonly ok: false; readonly code: string; readonly args: readonly string[]; readonly fixes?: readonly Fix[] };

const bad = (code: string, args: readonly string[], fixes?: readonly Fix[]): ScalarResult => ({
  ok: false,
  code,
  args,
  ...(fixes ? { fixes } : {}),
});

/** The value that `node` writes for `field`; `name` is the option as it is called in a problem. */
export function optionScalar(tree: Tree, node: Value, field: OptionField, name: string): ScalarResult {
  const range = integerRange(field.type);
  if (range) {
    if (node.kind !== "Int" || (node.negative && range.min === 0n))
      return bad("P4010", [`${range.min}`, `${range.max}`, range.name, name]);
    const value = integerIn(range, node.text, node.negative);
    return value === undefined
      ? bad("P4011", [`${range.min}`, `${range.max}`, range.name, name])
      : { ok: true, value };
  }
  switch (field.type) {
    case FieldType.float:
    case FieldType.double: {
      const value = numberOf(node);
      if (value === undefined) return bad("P4012", [field.type === FieldType.float ? "float" : "double", name]);
      return { ok: true, value: field.type === FieldType.float ? toFloat32(value) : value };
    }
    case FieldType.bool:
      if (node.kind !== "Ident")
        return bad(
          "P4013",
          [name],
          unquoted(tree, node, text => text === "true" || text === "false"),
        );
      if (node.text !== "true" && node.text !== "false") return bad("P4014", [name, node.text]);
      return { ok: true, value: node.text === "true" };
    case FieldType.string:
    case FieldType.bytes: {
      if (node.kind !== "String") return bad("P4015", [name], quoted(tree, node));
      const value = stringOf(tree, node);
      return field.verified && !isUtf8(value) ? bad("P4037", [field.outline.name]) : { ok: true, value };
    }
    case FieldType.enum: {
      const values = field.enum?.enum.values ?? [];
      if (node.kind !== "Ident")
        return bad(
          "P4016",
          [name],
          unquoted(tree, node, text => values.some(v => v.name === text)),
        );
      const value = values.find(v => v.name === node.text);
      if (!value) return bad("P4017", [field.enum?.enum.fullName ?? "", node.text, name]);
      return { ok: true, value: value.number, enumValue: value.fullName };
    }
  }
  return bad("P4018", [name]);
}

function numberOf(node: Value): number | undefined {
  // An integer has no zero with a sign.
  if (node.kind === "Int") return floatOf(node.text, true, node.negative) || 0;
  if (node.kind === "Float") return floatOf(node.text, false, node.negative);
  if (node.kind !== "Ident") return undefined;
  if (node.text === "inf") return node.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return node.text === "nan" ? Number.NaN : undefined;
}
