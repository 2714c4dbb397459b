/**
 * Defaults as they are written, by the type of their field. args of all: [type].
 * P3140: no integer. P3141: negative for an unsigned type. P3142 [type, literal, least, largest]: out of the type's range.
 * P3143: no number. P3144: neither `true` nor `false`. P3145: no string. P3146: a group has no default. P3147: not a name, where only
 * the name of an enum value can be meant.
 * F3140 (no args): remove the default. F4015 [text]: put the value in quotes. F4013 [text]: take the value out of its quotes.
 * F2030 [text]: write that value.
 */
import type { Fix } from "../base/problem.ts";
import { scalarTypes } from "../base/scalarTypes.ts";
import { quoted, unquoted } from "../options/literalFixes.ts";
import { integerIn, integerRange } from "../options/scalarRules.ts";
import type { FieldOutline } from "../outline/outline.ts";
import type { FieldDecl, Option, Value } from "../syntax/ast.ts";
import { type CheckContext, nodeOf, report, spanOf } from "./context.ts";
import { optionRemoval } from "./edits.ts";
import { fieldsOf } from "./walk.ts";

export function checkDefaultLiterals(ctx: CheckContext): void {
  for (const f of fieldsOf(ctx.outline)) {
    if (!f.defaultValue) continue;
    const node = nodeOf(ctx, f);
    const option = node?.kind === "Field" ? defaultOption(node) : undefined;
    if (option?.value) literal(ctx, f, node as FieldDecl, option, option.value);
  }
}

/** The `default` of a field, which is written like an option. */
export function defaultOption(node: FieldDecl): Option | undefined {
  return node.options?.options.find(
    o => o.name.length === 1 && !o.name[0]?.extension && o.name[0]?.text === "default",
  );
}

export const removeDefault = (ctx: CheckContext, node: FieldDecl, option: Option): Fix => ({
  code: "F3140",
  args: [],
  edits: [optionRemoval(ctx, node, option)],
});

/** Whether the lexer or the parser has something to say of the value: one mistake is told once. */
function isMisspelt(ctx: CheckContext, value: Value): boolean {
  const { start, end } = spanOf(ctx, value);
  return ctx.tree.problems.some(p => p.severity === "error" && p.span.start >= start && p.span.start <= end);
}

function literal(ctx: CheckContext, f: FieldOutline, node: FieldDecl, option: Option, value: Value): void {
  const fail = (code: string, more: readonly string[] = [], fixes: readonly Fix[] = []): void =>
    report(ctx, code, spanOf(ctx, value), [f.type, ...more], {
      fixes: [...fixes, removeDefault(ctx, node, option)],
    });
  if (f.form === "map" || isMisspelt(ctx, value)) return;
  if (f.form === "group") return fail("P3146");
  const type = scalarTypes.get(f.type);
  if (type === undefined) {
    // A message or an enum: which of them is judged when names are resolved.
    if (value.kind === "MessageLit" || value.kind === "ListLit" || ("negative" in value && value.negative))
      fail("P3147");
    return;
  }
  const range = integerRange(type);
  if (range) {
    if (value.kind !== "Int")
      return fail(
        "P3140",
        [],
        unquoted(ctx.tree, value, text => /^(0[xX][0-9a-fA-F]+|\d+)$/.test(text)),
      );
    if (value.negative && range.min === 0n) return fail("P3141");
    if (integerIn(range, value.text, value.negative) === undefined)
      fail("P3142", [`${value.negative ? "-" : ""}${value.text}`, `${range.min}`, `${range.max}`]);
    return;
  }
  switch (f.type) {
    case "float":
    case "double":
      if (value.kind === "Int" || value.kind === "Float") return;
      if (value.kind !== "Ident" || (value.text !== "inf" && value.text !== "nan"))
        fail(
          "P3143",
          [],
          unquoted(ctx.tree, value, text => text !== "" && !Number.isNaN(Number(text))),
        );
      return;
    case "bool":
      if (value.kind !== "Ident" || (value.text !== "true" && value.text !== "false"))
        fail("P3144", [], asBool(ctx, value));
      return;
    default:
      if (value.kind !== "String") fail("P3145", [], quoted(ctx.tree, value));
  }
}

/** `true` or `false` for what means that elsewhere. */
function asBool(ctx: CheckContext, value: Value): Fix[] {
  const quotes = unquoted(ctx.tree, value, text => text === "true" || text === "false");
  if (quotes.length > 0 || !("text" in value)) return quotes;
  const isTrue = /^(1|yes|on|y|t|true)$/i.test(value.text);
  const isFalse = /^(0|no|off|n|f|false)$/i.test(value.text);
  return isTrue || isFalse ? [written(ctx, value, isTrue ? "true" : "false")] : [];
}

/** F2030: writes something else as the default. */
export const written = (ctx: CheckContext, value: Value, text: string): Fix => ({
  code: "F2030",
  args: [text],
  edits: [{ span: spanOf(ctx, value), text }],
});
