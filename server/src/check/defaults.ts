/**
 * Defaults by what their field is. P3148 [enum, value]: the enum has no such value. P3149 (no args): a repeated field has none.
 * P3146 [type]: a message has none. P3147 [type]: for an enum it is the name of a value.
 * F3140 (no args): remove the default. F2030 [value]: write that value.
 */
import type { Fix } from "../base/problem.ts";
import { scalarTypes } from "../base/scalarTypes.ts";
import { nearest } from "../shared/nearest.ts";
import type { FieldOutline } from "../outline/outline.ts";
import type { FieldDecl, Option, Value } from "../syntax/ast.ts";
import { type CheckContext, nodeOf, report, spanOf, typeOfField } from "./context.ts";
import { defaultOption, removeDefault, written } from "./defaultLiterals.ts";
import { fieldsOf } from "./walk.ts";

export function checkDefaults(ctx: CheckContext): void {
  for (const f of fieldsOf(ctx.outline)) {
    if (!f.defaultValue) continue;
    const node = nodeOf(ctx, f);
    const option = node?.kind === "Field" ? defaultOption(node) : undefined;
    if (option?.value) ofField(ctx, f, node as FieldDecl, option, option.value);
  }
}

function ofField(ctx: CheckContext, f: FieldOutline, node: FieldDecl, option: Option, value: Value): void {
  const wrong = wrongDefault(ctx, f, value);
  if (!wrong) return;
  const [code, ...args] = wrong;
  const fixes = [...valuesMeant(ctx, f, value), removeDefault(ctx, node, option)];
  report(ctx, code, spanOf(ctx, value), args, { fixes });
}

/** More names are no help to choose from. */
const MOST_VALUES = 3;

/** The value of the enum that has such a number, or nearly such a name; the first ones where none has. */
function valuesMeant(ctx: CheckContext, f: FieldOutline, value: Value): Fix[] {
  const { decl } = typeOfField(ctx, f);
  if (f.label === "repeated" || decl?.kind !== "enum" || !("text" in value)) return [];
  const names = decl.values.map(v => v.name);
  const numbered = decl.values.find(v => `${v.number}` === `${value.negative ? "-" : ""}${value.text}`);
  const near = numbered?.name ?? nearest(value.text, names);
  return (near === undefined ? names.slice(0, MOST_VALUES) : [near]).map(name => written(ctx, value, name));
}

/** The code and the args of what is wrong with a default whatever the syntax of its file. */
export function wrongDefault(
  ctx: CheckContext,
  f: FieldOutline,
  value: Value,
): readonly [code: string, ...args: string[]] | undefined {
  if (f.label === "repeated") return ["P3149"];
  if (scalarTypes.has(f.type)) return undefined;
  const { decl } = typeOfField(ctx, f);
  if (decl?.kind === "message") return ["P3146", decl.name];
  if (decl?.kind !== "enum") return undefined;
  if (value.kind !== "Ident") return ["P3147", decl.name];
  return decl.values.some(v => v.name === value.text) ? undefined : ["P3148", decl.fullName, value.text];
}
