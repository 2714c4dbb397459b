/** What a stage of judging works on: the file's own stages, the world for what others declare, and a place for what it finds. */
import type { Fix, Problem, Related, Severity } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import { type Features, featuresOf } from "../editions/features.ts";
import type { Found, Lookup } from "../link/lookup.ts";
import type { FileId } from "../link/world.ts";
import type { OptionContext } from "../options/context.ts";
import type { DeclNode } from "../outline/buildOutline.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { DeclOutline, FieldOutline, OptionOutline } from "../outline/outline.ts";
import { scalarTypes } from "../base/scalarTypes.ts";

export type CheckContext = OptionContext;

/** A span of a node by its tokens. */
export function spanOf(ctx: CheckContext, node: { first: number; last: number }): Span {
  const { starts } = ctx.tree.tokens;
  return { start: starts[node.first] as number, end: starts[node.last + 1] as number };
}

export interface More {
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly tag?: Problem["tag"];
}

/** Reports a problem at a span; an error unless `more` says otherwise. */
export function report(
  ctx: CheckContext,
  code: string,
  span: Span,
  args: readonly string[] = [],
  more: More = {},
): void {
  const { severity = "error", related, fixes, tag } = more;
  ctx.report({
    code,
    severity,
    span,
    args,
    ...(related?.length ? { related } : {}),
    ...(fixes?.length ? { fixes } : {}),
    ...(tag ? { tag } : {}),
  });
}

export const nodeOf = (ctx: CheckContext, decl: DeclOutline): DeclNode | undefined => ctx.declared.nodes.get(decl);

/** The name in the declaration; the first token of its node where it has none of its own. */
export function nameSpan(ctx: CheckContext, decl: DeclOutline): Span {
  const node = nodeOf(ctx, decl);
  if (!node) return { start: 0, end: 0 };
  return node.name ? spanOf(ctx, node.name) : spanOf(ctx, { first: node.first, last: node.first });
}

/** The number in the declaration of a field or an enum value. */
export function numberSpan(ctx: CheckContext, decl: DeclOutline): Span {
  const node = nodeOf(ctx, decl);
  const number = node && (node.kind === "Field" || node.kind === "EnumValue") ? node.number : undefined;
  return number ? spanOf(ctx, number) : nameSpan(ctx, decl);
}

/** The type as written in the declaration of a field. */
export function typeSpan(ctx: CheckContext, field: FieldOutline): Span {
  const node = nodeOf(ctx, field);
  if (node?.kind !== "Field") return nameSpan(ctx, field);
  const type = node.map ?? node.type;
  return type ? spanOf(ctx, type) : nameSpan(ctx, field);
}

/** The current declaration that a lookup found, in its own file. */
export function declOf(ctx: CheckContext, found: Found | undefined): DeclOutline | undefined {
  if (!found || found.kind === "package") return undefined;
  const outline = ctx.world.outline(found.id.file);
  return outline && findDecl(outline, found.id.name);
}

export interface TypeOfField {
  readonly decl: DeclOutline | undefined;
  readonly file: FileId | undefined;
  readonly isMessage: boolean;
  readonly isEnum: boolean;
  /** The scalar's name; undefined for messages, enums and what is not resolved. */
  readonly scalar: string | undefined;
}

export function typeOfField(ctx: CheckContext, field: FieldOutline): TypeOfField {
  if (field.form === "plain" && scalarTypes.has(field.type))
    return { decl: undefined, file: undefined, isMessage: false, isEnum: false, scalar: field.type };
  const result: Lookup | undefined = ctx.linked.typeOf.get(field);
  const found = result?.ok ? result.found : undefined;
  const decl = declOf(ctx, found);
  return {
    decl,
    file: found && found.kind !== "package" ? found.id.file : undefined,
    isMessage: decl?.kind === "message",
    isEnum: decl?.kind === "enum",
    scalar: undefined,
  };
}

export const features = (ctx: CheckContext, decl: DeclOutline | undefined): Features =>
  featuresOf(ctx.world, ctx.id, decl);

/** The text of a built-in option: an identifier, a number or a string. */
export function optionText(options: readonly OptionOutline[], name: string): string | undefined {
  const value = options.find(o => o.name === name)?.value;
  return value && value.kind !== "message" && value.kind !== "list" ? value.text : undefined;
}
export const isTrue = (options: readonly OptionOutline[], name: string): boolean =>
  optionText(options, name) === "true";
