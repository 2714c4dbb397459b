/**
 * Options that say how a field is encoded or held in memory, on fields that have no such choice.
 * P3240 [field]: only repeated numbers, bools and enums can be packed. P3241 [field, option]: only messages can be lazy. P3242 [field]:
 * an extension cannot be unverified_lazy. P3243 [field, value]: jstype is for integers of 64 bits.
 * P3244 [field, value]: ctype is gone since edition 2024.
 * F3240 [option]: remove the option. F3244 [feature]: say it by the feature string_type.
 */
import { Edition } from "../syntax/edition.ts";
import type { Fix } from "../base/problem.ts";
import type { FieldOutline } from "../outline/outline.ts";
import type { Option } from "../syntax/ast.ts";
import { inLineOf, optionOf } from "./builtinOptions.ts";
import {
  type CheckContext,
  features,
  isTrue,
  nodeOf,
  optionText,
  report,
  spanOf,
  typeOfField,
  typeSpan,
} from "./context.ts";
import { optionRemoval } from "./edits.ts";
import { importEdit } from "./importEdit.ts";
import { fieldsOf } from "./walk.ts";

const wide = new Set(["int64", "uint64", "sint64", "fixed64", "sfixed64"]);

export function checkEncodingOptions(ctx: CheckContext): void {
  for (const f of fieldsOf(ctx.outline)) {
    if (f.options.length === 0) continue;
    packed(ctx, f);
    lazy(ctx, f);
    const jstype = optionText(f.options, "jstype");
    if (jstype !== undefined && jstype !== "JS_NORMAL" && !wide.has(f.type))
      wrong(ctx, f, "jstype", "P3243", [f.name, jstype]);
    const ctype = optionText(f.options, "ctype");
    if (ctype !== undefined && ctx.outline.syntax.edition >= Edition.edition2024) stringType(ctx, f, ctype);
  }
}

function packed(ctx: CheckContext, f: FieldOutline): void {
  if (!isTrue(f.options, "packed")) return;
  const type = typeOfField(ctx, f);
  const packable = f.label === "repeated" && !type.isMessage && f.type !== "string" && f.type !== "bytes";
  // In editions the option itself is what is wrong.
  if (!packable && ctx.outline.syntax.kind !== "editions") wrong(ctx, f, "packed", "P3240", [f.name]);
}

function lazy(ctx: CheckContext, f: FieldOutline): void {
  for (const option of ["lazy", "unverified_lazy"]) {
    if (!isTrue(f.options, option)) continue;
    const isPlain = typeOfField(ctx, f).isMessage && features(ctx, f).messageEncoding !== "DELIMITED";
    if (!isPlain && f.form !== "map") wrong(ctx, f, option, "P3241", [f.name, option]);
    else if (option === "unverified_lazy" && f.extendee !== undefined) wrong(ctx, f, option, "P3242", [f.name]);
  }
}

function wrong(ctx: CheckContext, f: FieldOutline, name: string, code: string, args: readonly string[]): void {
  const option = optionOf(ctx, f, name);
  const near = typeSpan(ctx, f);
  const span = option ? inLineOf(ctx, near, spanOf(ctx, option)) : near;
  report(ctx, code, span, args, { fixes: option ? remove(ctx, f, option, name) : [] });
}

function remove(ctx: CheckContext, f: FieldOutline, option: Option, name: string): Fix[] {
  const node = nodeOf(ctx, f);
  if (node?.kind !== "Field") return [];
  return [{ code: "F3240", args: [name], edits: [optionRemoval(ctx, node, option)] }];
}

function stringType(ctx: CheckContext, f: FieldOutline, ctype: string): void {
  const option = optionOf(ctx, f, "ctype");
  const near = typeSpan(ctx, f);
  const value = ctype === "CORD" ? "CORD" : ctype === "STRING_PIECE" ? "VIEW" : "STRING";
  const text = `features.(pb.cpp).string_type = ${value}`;
  const fixes: Fix[] = option ? [...asFeature(ctx, option, text), ...remove(ctx, f, option, "ctype")] : [];
  report(ctx, "P3244", option ? inLineOf(ctx, near, spanOf(ctx, option)) : near, [f.name, ctype], { fixes });
}

/** The feature, with the import of the file that declares it. */
function asFeature(ctx: CheckContext, option: Option, text: string): Fix[] {
  const path = "google/protobuf/cpp_features.proto";
  const sees = ctx.linked.scope.find("pb.cpp", "option") !== undefined;
  if (!sees && ctx.world.resolveImport(ctx.id, path) === undefined) return [];
  const imported = sees ? [] : [importEdit(ctx.tree, path, "option ")];
  return [{ code: "F3244", args: [text], edits: [...imported, { span: spanOf(ctx, option), text }] }];
}
