/** Moves fields into a message of their own, which takes their place. The bytes are others: the old numbers are reserved. */
import type { Span } from "../../base/span.ts";
import { snakeCase } from "../../base/letterCase.ts";
import { nextFieldNumber } from "../../outline/nextFieldNumber.ts";
import type { FieldOutline, MessageOutline } from "../../outline/outline.ts";
import type { FieldDecl, MessageDecl } from "../../syntax/ast.ts";
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
import { bodyIndent, indentAt, indentStep, wholeStatement } from "../../syntax/statementText.ts";
import { refusalOf } from "./refusalOf.ts";
import { reserve } from "./reserved.ts";

export const extractFields: Action = {
  id: "extractFields",
  kind: "refactor.extract",
  offers(ctx) {
    const found = target(ctx);
    if (!found) return [];
    const title = say("extractFields", found.fields.map(f => f.name).join(", "));
    const required = found.fields.find(f => f.label === "required");
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
    const pieces = nodes.flatMap((n, index): (Piece | string)[] => [
      ...renumbered(ctx, n, index + 1, inner, outer + indentStep(ctx.source)),
    ]);
    const after = wholeStatement(tree, node).end;
    const gap = ctx.source[after - 1] === "\n" ? "" : "\n";
    draft.replace(
      ctx.file,
      { start: after, end: after },
      `${gap}\n${outer}message ${name} {\n`,
      ...pieces,
      `${outer}}\n`,
    );
    const label = tree.syntax.kind === "proto2" ? "optional " : "";
    const [first, ...others] = nodes as [FieldDecl, ...FieldDecl[]];
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
    const settled = yield* settle(
      ctx,
      draft,
      files,
      id => (gone.has(id.name) && id.file === ctx.file ? { ...id, name: `${id.name} ` } : id),
      ctx.withTexts,
    );
    if (!settled.ok) return refusalOf(settled);
    const offset = draft.textAfter(ctx, ctx.file).indexOf(`message ${name} {`) + "message ".length;
    return { ok: true, draft, rename: { file: ctx.file, offset }, warning: say("wireChanges") };
  },
};

/** A field with its comments, at another indentation and with another number. */
function renumbered(
  ctx: ActionContext,
  node: FieldDecl,
  number: number,
  from: string,
  to: string,
): (Piece | string)[] {
  const tree = ctx.syntaxTree;
  const whole = wholeStatement(tree, node);
  const ownLine = isLine(ctx.source, whole);
  const start = ownLine ? whole.start + indentAt(ctx.source, whole.start).length : whole.start;
  if (!node.number) return [];
  const at = spanOfNode(tree, node.number);
  return [
    to,
    ...copied(ctx, ctx.file, { start, end: at.start }, from, to),
    `${number}`,
    ...copied(ctx, ctx.file, { start: at.end, end: whole.end }, from, to),
    ...(ownLine ? [] : ["\n"]),
  ];
}

const isLine = (source: string, { end }: Span): boolean => source[end - 1] === "\n";

interface Target {
  readonly node: MessageDecl;
  readonly owner: MessageOutline;
  readonly nodes: readonly FieldDecl[];
  readonly fields: readonly FieldOutline[];
}

function target(ctx: ActionContext): Target | undefined {
  const node = nodeAround(ctx, "Message");
  const owner = node && declOf(ctx, node);
  if (!node?.body?.closed || owner?.kind !== "message" || ctx.selection.start === ctx.selection.end) return undefined;
  const picked = selected(ctx, node.body.decls);
  const nodes = picked.filter((d): d is FieldDecl => d.kind === "Field" && !d.isGroup && d.number !== undefined);
  const fields = nodes.map(n => declOf(ctx, n, "field")).filter((d): d is FieldOutline => d?.kind === "field");
  return nodes.length && nodes.length === picked.length && fields.length === nodes.length
    ? { node, owner, nodes, fields }
    : undefined;
}
