/**
 * Moves a message, an enum or a service to another file, new or not. Every file that names it imports the new one; what it means stays
 * the same: its features are compared before and after.
 */
import { snakeCase } from "../../base/letterCase.ts";
import { baseName, folderOf, joinPath } from "../../base/path.ts";
import { featuresIn } from "../../editions/features.ts";
import type { DeclId, FileId } from "../../link/world.ts";
import { findDecl } from "../../outline/findDecl.ts";
import type { DeclOutline, MessageOutline, Outline } from "../../outline/outline.ts";
import type { EnumDecl, MessageDecl, ServiceDecl, Tree } from "../../syntax/ast.ts";
import { spanOfNode } from "../declSpan.ts";
import { copied, Draft, type Piece } from "../draft.ts";
import { mayName } from "../references.ts";
import { settle } from "../settle.ts";
import { type Action, type ActionContext, declOf, nodeAround, type Offer, refuse, say } from "./action.ts";
import { remove } from "./layout.ts";
import { indentAt, wholeStatement } from "../../syntax/statementText.ts";
import { refusalOf } from "./refusalOf.ts";

/** Files that are offered by name; others are asked for. */
const MAX_FILES = 5;

export const moveDeclaration: Action = {
  id: "moveDeclaration",
  kind: "refactor.move",
  offers(ctx) {
    const found = movable(ctx);
    if (!found) return [];
    const { outline } = ctx.declaredHere;
    const offers: Offer[] = [];
    const fresh = joinPath(folderOf(ctx.file), `${snakeCase(found.decl.name)}.proto`);
    if (ctx.text(fresh) === undefined && outline.types.size > 1)
      offers.push({ title: say("moveToNew", found.decl.name, baseName(fresh)), argument: fresh });
    for (const file of ctx.allFiles()) {
      if (offers.length > MAX_FILES) break;
      const other = file !== ctx.file && folderOf(file) === folderOf(ctx.file) ? ctx.outline(file) : undefined;
      if (other?.package !== outline.package || !ctx.isOwn(file)) continue;
      offers.push({ title: say("moveTo", found.decl.name, baseName(file)), argument: file });
    }
    return offers;
  },
  *run(ctx, to) {
    const found = movable(ctx);
    if (!found || to === undefined) return refuse("notHere");
    if (to === ctx.file) return refuse("sameFile", baseName(to));
    if (!ctx.isOwn(to)) return refuse("shippedStays", baseName(to));
    const { node, decl } = found;
    const tree = ctx.syntaxTree;
    const target = ctx.tree(to);
    const own = ctx.declaredHere.outline;
    const pkg = target ? (ctx.outline(to)?.package ?? "") : own.package;
    const name = pkg ? `${pkg}.${decl.name}` : decl.name;
    const outline = ctx.outline(to);
    const seen = name === decl.fullName ? [] : ctx.linkedHere.visible.map(v => v.outline);
    if ([outline, ...seen].some(o => o && findDecl(o, name))) return refuse("nameTaken", name);

    const draft = new Draft();
    const span = wholeStatement(tree, node);
    const indent = indentAt(ctx.source, spanOfNode(tree, node).start);
    const start = ctx.source.startsWith(indent, span.start) ? span.start + indent.length : span.start;
    const text = copied(ctx, ctx.file, { start, end: span.end }, indent, "");
    remove(draft, ctx.file, tree, node);
    if (target) append(draft, to, target, text);
    else draft.create(to, header(tree), ...text, ctx.source[span.end - 1] === "\n" ? "" : "\n");

    const moved = movedTo(ctx, decl, to, name);
    const files = ctx.whoSees(ctx.file).filter(f => names(ctx, f, decl));
    const settled = yield* settle(ctx, draft, files, moved, ctx.withTexts);
    if (!settled.ok) return refusalOf(settled);
    const after = settled.after.outline(to);
    const now = after && findDecl(after, name);
    if (!after || !now || !sameFeatures(own, decl, after, now))
      return refuse("otherFeatures", decl.name, baseName(to));
    const renamed = name !== decl.fullName;
    return { ok: true, draft, ...(renamed ? { warning: say("fullNameChanges", decl.fullName, name) } : {}) };
  },
};

interface Movable {
  readonly node: MessageDecl | EnumDecl | ServiceDecl;
  readonly decl: DeclOutline;
}

/** The declaration whose head the cursor is on. A nested one moves to the top of the other file. */
export function movable(ctx: ActionContext): Movable | undefined {
  const node = nodeAround(ctx, "Message", "Enum", "Service");
  const decl = node && declOf(ctx, node);
  if (!node?.body?.closed || !decl) return undefined;
  return ctx.selection.start <= spanOfNode(ctx.syntaxTree, node.body).start ? { node, decl } : undefined;
}

/** Whether a file may name the declaration or what is in it. */
function names(ctx: ActionContext, file: FileId, decl: DeclOutline): boolean {
  if (mayName(ctx, file, decl, decl.name, "texts")) return true;
  return decl.kind === "enum" && decl.values.some(v => mayName(ctx, file, v, v.name, "texts"));
}

function movedTo(ctx: ActionContext, decl: DeclOutline, to: FileId, name: string): (id: DeclId) => DeclId {
  const values = new Map(decl.kind === "enum" ? decl.values.map(v => [v.fullName, v.name]) : []);
  const scope = name.slice(0, Math.max(0, name.lastIndexOf(".") + 1));
  return id => {
    if (id.file !== ctx.file) return id;
    const value = values.get(id.name);
    if (value !== undefined) return { file: to, name: scope + value };
    const isIt = id.name === decl.fullName || id.name.startsWith(`${decl.fullName}.`);
    return isIt ? { file: to, name: name + id.name.slice(decl.fullName.length) } : id;
  };
}

/** Syntax, package and options of the file; what is imported follows from what is named. */
function header(tree: Tree): string {
  const text = (d: { first: number; last: number }): string => {
    const { start, end } = spanOfNode(tree, d);
    return tree.source.slice(start, end);
  };
  const of = (kind: string): string[] => tree.root.decls.filter(d => d.kind === kind).map(text);
  const licence = /^(?:\s*\/\/[^\n]*\n)+(?=\s*\n)/.exec(tree.source)?.[0] ?? "";
  const blocks = [of("Syntax"), of("Package"), of("Option")].filter(b => b.length);
  return `${licence ? `${licence.trim()}\n\n` : ""}${blocks.map(b => b.join("\n")).join("\n\n")}\n\n`;
}

function append(draft: Draft, file: FileId, tree: Tree, text: readonly Piece[]): void {
  const { source } = tree;
  const end = source.length;
  const gap = source === "" ? "" : source.endsWith("\n\n") ? "" : source.endsWith("\n") ? "\n" : "\n\n";
  const last = text.at(-1)?.text.endsWith("\n") ? "" : "\n";
  draft.replace(file, { start: end, end }, gap, ...text, last);
}

/** Of a declaration and all that is in it. */
function sameFeatures(own: Outline, decl: DeclOutline, other: Outline, now: DeclOutline): boolean {
  const was = membersOf(decl);
  const is = membersOf(now);
  return (
    was.length === is.length &&
    was.every((d, i) => {
      const n = is[i] as DeclOutline;
      return JSON.stringify(featuresIn(own, d)) === JSON.stringify(featuresIn(other, n));
    })
  );
}

function membersOf(decl: DeclOutline): DeclOutline[] {
  if (decl.kind === "enum") return [decl, ...decl.values];
  if (decl.kind === "service") return [decl, ...decl.methods];
  if (decl.kind !== "message") return [decl];
  const m: MessageOutline = decl;
  return [m, ...m.fields, ...m.oneofs, ...m.extensions, ...[...m.messages, ...m.enums].flatMap(membersOf)];
}
