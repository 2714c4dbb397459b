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
import type { Decl, EnumDecl, MessageDecl, ServiceDecl, Tree } from "../../syntax/ast.ts";
import { indentAt, indentStep, wholeStatement, withoutMember } from "../../syntax/statementText.ts";
import { spanOfNode } from "../declSpan.ts";
import { copied, Draft, type Piece } from "../draft.ts";
import { mayName } from "../references.ts";
import { settle, type Unsettled } from "../settle.ts";
import { type Action, type ActionContext, declOf, nodeAround, type Offer, refuse, say } from "./action.ts";
import { inSteps } from "./inSteps.ts";
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
    const own = ctx.declaredHere.outline;
    const pkg = ctx.tree(to) ? (ctx.outline(to)?.package ?? "") : own.package;
    const name = pkg ? `${pkg}.${decl.name}` : decl.name;
    const outline = ctx.outline(to);
    const seen = name === decl.fullName ? [] : ctx.linkedHere.visible.map(v => v.outline);
    if ([outline, ...seen].some(o => o && findDecl(o, name))) return refuse("nameTaken", name);

    const moved = movedTo(ctx, decl, to, name);
    const files = ctx.whoSees(ctx.file).filter(f => names(ctx, f, decl));
    let draft = drafted(ctx, node, to, "as it is");
    let settled = yield* settle(ctx, draft, files, moved, ctx.withTexts);
    if (!settled.ok && isHidden(settled, name)) {
      draft = drafted(ctx, node, to, "exported");
      settled = yield* settle(ctx, draft, files, moved, ctx.withTexts);
    }
    if (!settled.ok) return refusalOf(settled);
    const after = settled.after.outline(to);
    const now = after && findDecl(after, name);
    if (!after || !now || !sameFeatures(own, decl, after, now))
      return refuse("otherFeatures", decl.name, baseName(to));
    const renamed = name !== decl.fullName;
    return { ok: true, draft, ...(renamed ? { warning: say("fullNameChanges", decl.fullName, name) } : {}) };
  },
};

/** What keeps to itself in the one file has to be seen from it once it stands in another. */
const isHidden = ({ problem }: Unsettled, name: string): boolean =>
  (problem?.code === "P5401" || problem?.code === "P5402") && problem.args[0] === name;

function drafted(ctx: ActionContext, node: Movable["node"], to: FileId, visibility: "as it is" | "exported"): Draft {
  const { file, source, syntaxTree: tree } = ctx;
  const draft = new Draft();
  const span = wholeStatement(tree, node);
  const own = spanOfNode(tree, node).start;
  const indent = indentAt(source, own);
  const start = source.startsWith(indent, span.start) ? span.start + indent.length : span.start;
  const word = node.kind === "Service" || visibility === "as it is" ? undefined : node.visibility;
  const rest = word ? (tree.tokens.starts[word.last + 2] ?? own) : own;
  const copy = (from: number, end: number): Piece[] => copied(ctx, file, { start: from, end }, indent, "");
  const text = [
    ...copy(start, own),
    ...(visibility === "exported" ? [{ text: "export " }] : []),
    ...copy(rest, span.end),
  ];
  const gone = withoutMember(tree, node);
  draft.replace(file, gone.span, gone.text);
  const target = ctx.tree(to);
  if (target) append(draft, to, target, inSteps(text, indentStep(source), indentStep(target.source)));
  else draft.create(to, ...header(ctx), ...text, source[span.end - 1] === "\n" ? "" : "\n");
  return draft;
}

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

/** Options that name what is generated for one file, which another file cannot share. */
const ofOneFile = new Set(["java_outer_classname"]);

/** Licence, syntax, package and options of the file; what is imported follows from what is named. */
function header({ syntaxTree: tree, file }: ActionContext): (Piece | string)[] {
  const isCopied = (d: Decl): boolean =>
    d.kind === "Syntax" || d.kind === "Package" || (d.kind === "Option" && !ofOneFile.has(d.name[0]?.text ?? ""));
  const out: (Piece | string)[] = [];
  const licence = licenceOf(tree);
  if (licence) out.push(`${licence}\n\n`);
  const order = ["Syntax", "Package", "Option"];
  const decls = tree.root.decls.filter(isCopied).toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  decls.forEach((d, index) => {
    const span = spanOfNode(tree, d);
    const next = decls[index + 1];
    const gap = next?.kind === "Option" && d.kind === "Option" ? "\n" : "\n\n";
    out.push({ text: tree.source.slice(span.start, span.end), from: { file, ...span } }, gap);
  });
  return out;
}

/** The comment that begins a file; that of its first declaration only where a blank line sets it off. */
function licenceOf({ source, root, tokens }: Tree): string {
  const [first] = root.decls;
  const head = source.slice(0, tokens.starts[first?.first ?? tokens.count]);
  const end = head.search(/\S[^\S\n]*\n[^\S\n]*\n/);
  const isOfFile = first?.kind === "Syntax" || first?.kind === "Package";
  return (end >= 0 ? head.slice(0, end + 1) : isOfFile ? head : "").trim();
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
