/**
 * Names in the style of their edition. P5201 [kind, name, style]: not in that style; kind and style are the words below. P5202 [name, prefix,
 * other name], P5203 [name, suffix, other name]: generated code would have two things of one name. P5204 [name]: generated code keeps this
 * name for itself.
 * F5201 [name]: write it so. F5202 [style]: keep the style of older editions for this file.
 */
import type { Fix } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import type { DeclOutline, EnumOutline, FieldOutline, MessageOutline, OneofOutline } from "../outline/outline.ts";
import { type CheckContext, features, nameSpan, report, spanOf } from "./context.ts";
import { extendeeOf } from "./extensions.ts";
import { extensionsOf, messagesOf } from "./walk.ts";

type Kind = "package" | "message" | "oneof" | "field" | "enum" | "enumValue" | "service" | "method";
type Style = "TitleCase" | "lower_snake_case" | "UPPER_SNAKE_CASE";

export function checkStyle(ctx: CheckContext): void {
  if (ctx.outline.syntax.kind !== "editions") return;
  packageName(ctx);
  for (const m of messagesOf(ctx.outline)) if (m.synthetic !== "map-entry") inMessage(ctx, m);
  for (const e of ctx.outline.enums) enumeration(ctx, e);
  for (const x of extensionsOf(ctx.outline)) {
    const extendee = extendeeOf(ctx, x);
    member(ctx, x, "field", extendee ? memberNames(extendee) : new Set());
  }
  for (const s of ctx.outline.services) {
    named(ctx, s, "service", "TitleCase");
    for (const m of s.methods) named(ctx, m, "method", "TitleCase");
  }
}

function inMessage(ctx: CheckContext, m: MessageOutline): void {
  named(ctx, m, "message", "TitleCase");
  const names = memberNames(m);
  for (const o of m.oneofs) if (!o.synthetic) member(ctx, o, "oneof", names);
  for (const f of m.fields) member(ctx, f, "field", names);
  for (const e of m.enums) enumeration(ctx, e);
}

function memberNames(m: MessageOutline): ReadonlySet<string> {
  const names = new Set<string>();
  for (const f of m.fields) names.add(f.name);
  for (const o of m.oneofs) names.add(o.name);
  return names;
}

function enumeration(ctx: CheckContext, e: EnumOutline): void {
  named(ctx, e, "enum", "TitleCase");
  for (const v of e.values) named(ctx, v, "enumValue", "UPPER_SNAKE_CASE");
}

function packageName(ctx: CheckContext): void {
  const node = ctx.tree.root.decls.find(d => d.kind === "Package");
  if (node?.kind !== "Package" || !node.name) return;
  if (features(ctx, undefined).enforceNamingStyle === "STYLE_LEGACY") return;
  const { text } = node.name;
  if (!isInStyle(text, "lower_snake_case")) wrong(ctx, spanOf(ctx, node.name), "package", text, "lower_snake_case");
}

function named(ctx: CheckContext, decl: DeclOutline, kind: Kind, style: Style): boolean {
  if (features(ctx, decl).enforceNamingStyle === "STYLE_LEGACY" || isInStyle(decl.name, style)) return true;
  wrong(ctx, nameSpan(ctx, decl), kind, decl.name, style);
  return false;
}

function wrong(ctx: CheckContext, span: Span, kind: Kind, name: string, style: Style): void {
  const better = restyled(name, style);
  // What other declarations refer to is not renamed by an edit in one place.
  const alone = kind === "field" || kind === "oneof" || kind === "service" || kind === "method";
  const renames = alone && better !== name && isInStyle(better, style) ? [better] : [];
  const fixes: Fix[] = renames.map(text => ({ code: "F5201", args: [text], edits: [{ span, text }] }));
  report(ctx, "P5201", span, [kind, name, style], { fixes: [...fixes, ...optOut(ctx, "STYLE_LEGACY")] });
}

function isInStyle(name: string, style: Style): boolean {
  if (style === "TitleCase") return /^[A-Z][A-Za-z0-9]*$/.test(name);
  const chars = style === "lower_snake_case" ? /^[a-z][a-z0-9_.]*$/ : /^[A-Z][A-Z0-9_]*$/;
  return chars.test(name) && !/_$|_[^A-Za-z]/.test(name);
}

function restyled(name: string, style: Style): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .split("_")
    .filter(word => word !== "")
    // An underscore stands in front of letters alone.
    .reduce<string[]>((all, word) => {
      if (/^\d/.test(word) && all.length > 0) all[all.length - 1] += word;
      else all.push(word);
      return all;
    }, []);
  if (style === "TitleCase") return words.map(w => (w[0] as string).toUpperCase() + w.slice(1)).join("");
  const joined = words.join("_");
  return style === "lower_snake_case" ? joined.toLowerCase() : joined.toUpperCase();
}

const PREFIXES = ["has_", "get_", "set_", "clear_"];
const SUFFIX = "_value";

/** `siblings`: names of the fields and oneofs of the message, for an extension of the one that it extends. */
function member(
  ctx: CheckContext,
  decl: FieldOutline | OneofOutline,
  kind: "field" | "oneof",
  siblings: ReadonlySet<string>,
): void {
  if (named(ctx, decl, kind, "lower_snake_case")) collisions(ctx, decl, siblings);
}

function collisions(ctx: CheckContext, f: FieldOutline | OneofOutline, siblings: ReadonlySet<string>): void {
  if (features(ctx, f).enforceNamingStyle !== "STYLE2026") return;
  const { name } = f;
  const fixes = optOut(ctx, "STYLE2024");
  if (name === "descriptor") return report(ctx, "P5204", nameSpan(ctx, f), [name], { fixes });
  for (const prefix of PREFIXES)
    if (name.startsWith(prefix) && siblings.has(name.slice(prefix.length)))
      return report(ctx, "P5202", nameSpan(ctx, f), [name, prefix, name.slice(prefix.length)], { fixes });
  if (name.endsWith(SUFFIX) && siblings.has(name.slice(0, -SUFFIX.length)))
    report(ctx, "P5203", nameSpan(ctx, f), [name, SUFFIX, name.slice(0, -SUFFIX.length)], { fixes });
}

/** `option features.enforce_naming_style` for the whole file, where it does not set it. */
function optOut(ctx: CheckContext, style: string): Fix[] {
  const { decls } = ctx.tree.root;
  if (ctx.outline.options.some(o => o.name.startsWith("features"))) return [];
  const head = decls.findLast(d => d.kind === "Syntax" || d.kind === "Package" || d.kind === "Import");
  if (!head) return [];
  const at = spanOf(ctx, head).end;
  const text = `\n\noption features.enforce_naming_style = ${style};`;
  return [{ code: "F5202", args: [style], edits: [{ span: { start: at, end: at }, text }] }];
}
