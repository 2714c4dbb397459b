/** Moves fields into a message of their own, which takes their place. The bytes are others: the old numbers are reserved. */
import type { Span } from "../../base/span.ts";
import { snakeCase } from "../../base/letterCase.ts";
import { nextFieldNumber } from "../../outline/nextFieldNumber.ts";
import type { FieldOutline, MessageOutline } from "../../outline/outline.ts";
import type { DeclId } from "../../link/world.ts";
import type { FieldDecl, MessageDecl, OneofDecl } from "../../syntax/ast.ts";
import { spanOfNode } from "../declSpan.ts";
import { copied, Draft, type Piece } from "../draft.ts";
import { withoutPackage } from "../fieldHistory.ts";
import { mayName } from "../references.ts";
import { settle } from "../settle.ts";
import {
  type Action,
  type ActionContext,
  declOf,
  freeName,
  nodeAround,
  refuse,
  say,
  scopeOf,
  selected,
} from "./action.ts";
import { remove } from "./layout.ts";
import { bodyIndent, indentAt, indentStep, isSetOff, wholeStatement } from "../../syntax/statementText.ts";
import { isRequired } from "./isRequired.ts";
import { refusalOf } from "./refusalOf.ts";
import { reserve } from "./reserved.ts";

export const extractFields: Action = {
  id: "extractFields",
  kind: "refactor.extract",
  offers(ctx) {
    const found = target(ctx);
    if (!found) return [];
    const title = say("extractFields", found.fields.map(f => f.name).join(", "));
    const required = found.fields.find(f => isRequired(ctx, f));
    return [required ? { title, refused: say("requiredStays", required.name) } : { title }];
  },
  *run(ctx) {
    const found = target(ctx);
    if (!found?.node.body) return refuse("notHere");
    const { node, owner, nodes, fields } = found;
    const { body } = found.node;
    const tree = ctx.syntaxTree;
    const { outline } = ctx.declaredHere;
    const history = ctx.history?.get(withoutPackage(owner.fullName, outline));
    const number = nextFieldNumber(owner, history?.numbers);
    if (number === undefined) return refuse("noNumberLeft");
    const name = freeName(outline, scopeOf(owner.fullName), `${owner.name}Details`);
    const fieldName = freeName(outline, owner.fullName, snakeCase(name.slice(owner.name.length)) || snakeCase(name));

    const draft = new Draft();
    const outer = indentAt(ctx.source, spanOfNode(tree, node).start);
    const inner = bodyIndent(tree, body);
    const numbers = new Map(found.fieldNodes.map((n, index) => [n, index + 1]));
    const pieces = nodes.flatMap((n, index): (Piece | string)[] => [
      ...(index > 0 && isSetOff(tree, n) ? ["\n"] : []),
      ...renumbered(ctx, n, numbers, inner, outer + indentStep(ctx.source)),
    ]);
    const after = wholeStatement(tree, node).end;
    const gap = ctx.source[after - 1] === "\n" ? "" : "\n";
    const isFollowed = /^[ \t]*[^\s}]/.test(ctx.source.slice(after));
    draft.replace(
      ctx.file,
      { start: after, end: after },
      `${gap}\n${outer}message ${name} {\n`,
      ...pieces,
      `${outer}}\n${isFollowed ? "\n" : ""}`,
    );
    const label = tree.syntax.kind === "proto2" ? "optional " : "";
    const [first, ...others] = nodes as [Member, ...Member[]];
    const place = wholeStatement(tree, first);
    const field = `${label}${name} ${fieldName} = ${number};`;
    draft.replace(ctx.file, place, isLine(ctx.source, place) ? `${inner}${field}\n` : field);
    for (const n of others) remove(draft, ctx.file, tree, n);
    reserve(
      draft,
      ctx.file,
      tree,
      body,
      owner,
      fields.map(f => f.number),
      fields.map(f => f.name),
    );

    const files = ctx.whoSees(ctx.file).filter(f => fields.some(d => mayName(ctx, f, d, d.name, "texts")));
    const gone = new Set(fields.map(f => f.fullName));
    const groups = found.fieldNodes.filter(n => n.isGroup).map(n => `${owner.fullName}.${n.name?.text}`);
    const scope = scopeOf(owner.fullName);
    const moved = (id: DeclId): DeclId => {
      if (id.file !== ctx.file) return id;
      if (gone.has(id.name)) return { ...id, name: `${id.name} ` };
      const isOfGroup = groups.some(g => id.name === g || id.name.startsWith(`${g}.`));
      return isOfGroup
        ? { ...id, name: `${scope ? `${scope}.` : ""}${name}${id.name.slice(owner.fullName.length)}` }
        : id;
    };
    const settled = yield* settle(ctx, draft, files, moved, ctx.withTexts);
    if (!settled.ok) return refusalOf(settled);
    const offset = draft.textAfter(ctx, ctx.file).indexOf(`message ${name} {`) + "message ".length;
    return { ok: true, draft, rename: { file: ctx.file, offset }, warning: say("wireChanges") };
  },
};

/** A field or a oneof with its comments, at another indentation and with other numbers. */
function renumbered(
  ctx: ActionContext,
  node: Member,
  numbers: ReadonlyMap<FieldDecl, number>,
  from: string,
  to: string,
): (Piece | string)[] {
  const tree = ctx.syntaxTree;
  const whole = wholeStatement(tree, node);
  const ownLine = isLine(ctx.source, whole);
  let at = ownLine ? whole.start + indentAt(ctx.source, whole.start).length : whole.start;
  const out: (Piece | string)[] = [to];
  for (const field of fieldsOf(node)) {
    const span = spanOfNode(tree, field.number ?? field);
    out.push(...copied(ctx, ctx.file, { start: at, end: span.start }, from, to), `${numbers.get(field)}`);
    at = span.end;
  }
  out.push(...copied(ctx, ctx.file, { start: at, end: whole.end }, from, to));
  return ownLine ? out : [...out, "\n"];
}

const isLine = (source: string, { end }: Span): boolean => source[end - 1] === "\n";

type Member = FieldDecl | OneofDecl;

interface Target {
  readonly node: MessageDecl;
  readonly owner: MessageOutline;
  readonly nodes: readonly Member[];
  /** Those of oneofs too. */
  readonly fieldNodes: readonly FieldDecl[];
  readonly fields: readonly FieldOutline[];
}

const fieldsOf = (node: Member): readonly FieldDecl[] =>
  node.kind === "Field" ? [node] : (node.body?.decls ?? []).filter(d => d.kind === "Field");

function target(ctx: ActionContext): Target | undefined {
  const node = nodeAround(ctx, "Message");
  const owner = node && declOf(ctx, node);
  if (!node?.body?.closed || owner?.kind !== "message" || ctx.selection.start === ctx.selection.end) return undefined;
  // A part of a oneof is no part of the message: its members exclude one another.
  if (ctx.nodes.some(n => n.kind === "Oneof" && ctx.selection.end < spanOfNode(ctx.syntaxTree, n).end))
    return undefined;
  const picked = selected(ctx, node.body.decls);
  const nodes = picked.filter(
    (d): d is Member => d.kind === "Field" || (d.kind === "Oneof" && d.body?.closed === true),
  );
  const fieldNodes = nodes.flatMap(fieldsOf);
  const fields = fieldNodes.map(n => declOf(ctx, n, "field")).filter((d): d is FieldOutline => d?.kind === "field");
  const isWhole = nodes.length === picked.length && fields.length === fieldNodes.length;
  return fields.length > 0 && isWhole && fieldNodes.every(n => n.number)
    ? { node, owner, nodes, fieldNodes, fields }
    : undefined;
}
