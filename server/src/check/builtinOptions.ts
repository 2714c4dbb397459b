/** Where the options that the language itself defines are written. */
import type { Span } from "../base/span.ts";
import type { DeclOutline } from "../outline/outline.ts";
import type { Decl, Option } from "../syntax/ast.ts";
import { type CheckContext, nodeOf } from "./context.ts";

/** `a.b.c` of an option's name; undefined where a part of it is an extension. */
export function plainName(option: Option): string | undefined {
  let name = "";
  for (const part of option.name) {
    if (part.extension) return undefined;
    name += name ? `.${part.text}` : part.text;
  }
  return name;
}

/** The first option of that name among the statements of a body. */
export function statementOf(decls: readonly Decl[], name: string): Option | undefined {
  for (const d of decls) if (d.kind === "Option" && plainName(d) === name) return d;
  return undefined;
}

/** The option of that name at a declaration: among its statements, or in its brackets. */
export function optionOf(ctx: CheckContext, decl: DeclOutline, name: string): Option | undefined {
  const node = nodeOf(ctx, decl);
  if (!node) return undefined;
  if ("options" in node && node.options) for (const o of node.options.options) if (plainName(o) === name) return o;
  return "body" in node && node.body ? statementOf(node.body.decls, name) : undefined;
}

/** `exact` where no line ends between the two spans, else `near`. */
export function inLineOf(ctx: CheckContext, near: Span, exact: Span): Span {
  const start = Math.min(near.start, exact.start);
  const end = Math.max(near.start, exact.start);
  return ctx.tree.source.slice(start, end).includes("\n") ? near : exact;
}
