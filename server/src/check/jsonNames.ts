/**
 * Names of fields in JSON. "Kind" is `custom` (written as json_name) or `default` (made of the field's name).
 * P3210 [kind, field, JSON name, other kind, other field] (error; warning where JSON support is a best effort): two fields have one name.
 * P3211 [field, JSON name]: brackets are kept for extensions. P3212 [field]: a NUL character. P3213 [extension]: the JSON name of an
 * extension is made of its full name.
 * R3210 [field]: who has the name. F3210 (no args): remove json_name.
 */
import type { Fix } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { FieldOutline, MessageOutline } from "../outline/outline.ts";
import { inLineOf, optionOf } from "./builtinOptions.ts";
import { type CheckContext, features, isTrue, nameSpan, nodeOf, report, spanOf } from "./context.ts";
import { optionRemoval } from "./edits.ts";
import { extensionsOf, messagesOf } from "./walk.ts";

export function checkJsonNames(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) if (m.synthetic !== "map-entry" && m.fields.length) inMessage(ctx, m);
  for (const x of extensionsOf(ctx.outline)) {
    if (x.jsonName === undefined) continue;
    if (x.jsonName !== defaultJsonName(x.name))
      report(ctx, "P3213", written(ctx, x), [x.name], { fixes: remove(ctx, x) });
    if (x.jsonName.includes("\0")) report(ctx, "P3212", place(ctx, x), [x.name], { fixes: remove(ctx, x) });
  }
}

function inMessage(ctx: CheckContext, m: MessageOutline): void {
  for (const f of m.fields)
    if (f.jsonName?.includes("\0")) report(ctx, "P3212", place(ctx, f), [f.name], { fixes: remove(ctx, f) });
  if (isTrue(m.options, "deprecated_legacy_json_field_conflicts")) return;
  unique(ctx, m, "default");
  // Field masks use the default names, so both kinds are judged.
  if (m.fields.some(f => f.jsonName !== undefined)) unique(ctx, m, "custom");
}

/** `custom`: those that are given, and the default ones of the rest. */
type Names = "default" | "custom";

interface JsonName {
  readonly field: FieldOutline;
  readonly text: string;
  readonly custom: boolean;
}

function nameOf(field: FieldOutline, names: Names): JsonName {
  const made = defaultJsonName(field.name);
  const custom = names === "custom" && field.jsonName !== undefined && field.jsonName !== made;
  return { field, custom, text: custom ? (field.jsonName as string) : made };
}

function unique(ctx: CheckContext, m: MessageOutline, names: Names): void {
  const seen = new Map<string, JsonName>();
  for (const f of m.fields) {
    const own = nameOf(f, names);
    if (own.custom && own.text.startsWith("[") && own.text.endsWith("]")) {
      report(ctx, "P3211", place(ctx, f), [f.name, own.text], { fixes: remove(ctx, f) });
      continue;
    }
    const other = seen.get(own.text);
    if (!other) seen.set(own.text, own);
    else if (names === "default" || own.custom || other.custom) conflict(ctx, m, own, other);
  }
}

function conflict(ctx: CheckContext, m: MessageOutline, own: JsonName, other: JsonName): void {
  const lenient = features(ctx, m).jsonFormat === "LEGACY_BEST_EFFORT" && !(own.custom && other.custom);
  const kind = (name: JsonName): string => (name.custom ? "custom" : "default");
  const custom = own.custom ? own.field : other.custom ? other.field : undefined;
  report(
    ctx,
    "P3210",
    own.custom ? place(ctx, own.field) : nameSpan(ctx, own.field),
    [kind(own), own.field.name, own.text, kind(other), other.field.name],
    {
      severity: lenient ? "warning" : "error",
      related: [{ at: nameSpan(ctx, other.field), code: "R3210", args: [other.field.name] }],
      fixes: custom ? remove(ctx, custom) : [],
    },
  );
}

/** The JSON name as it is written. */
function written(ctx: CheckContext, f: FieldOutline): Span {
  const option = optionOf(ctx, f, "json_name");
  return option ? spanOf(ctx, option) : nameSpan(ctx, f);
}

/** The JSON name where it stands in the line of the field's name, else that name. */
function place(ctx: CheckContext, f: FieldOutline): Span {
  return inLineOf(ctx, nameSpan(ctx, f), written(ctx, f));
}

function remove(ctx: CheckContext, f: FieldOutline): Fix[] {
  const node = nodeOf(ctx, f);
  const option = optionOf(ctx, f, "json_name");
  if (node?.kind !== "Field" || !option) return [];
  return [{ code: "F3210", args: [], edits: [optionRemoval(ctx, node, option)] }];
}
