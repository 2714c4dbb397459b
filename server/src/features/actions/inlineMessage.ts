/** Puts the fields of a message in place of the field that holds it. The bytes are others: the old number is reserved. */
import { nextFieldNumber } from "../../outline/nextFieldNumber.ts";
import type { FieldOutline, MessageOutline } from "../../outline/outline.ts";
import type { FieldDecl, MessageDecl, Tree } from "../../syntax/ast.ts";
import type { DeclId } from "../../link/world.ts";
import { spanOfNode } from "../declSpan.ts";
import { copied, Draft, type Piece } from "../draft.ts";
import { withoutPackage } from "../fieldHistory.ts";
import { mayName } from "../references.ts";
import { settle } from "../settle.ts";
import { type Action, type ActionContext, declOf, nodeAround, refuse, say, type Wording } from "./action.ts";
import { remove } from "./layout.ts";
import { bodyIndent, indentAt, wholeStatement } from "../../syntax/statementText.ts";
import { refusalOf } from "./refusalOf.ts";
import { reserve } from "./reserved.ts";
import { usesOf } from "./uses.ts";

export const inlineMessage: Action = {
  id: "inlineMessage",
  kind: "refactor.inline",
  offers(ctx) {
    const found = target(ctx);
    if (!found) return [];
    const title = say("inlineMessage", found.message.name);
    const reason = obstacle(ctx, found);
    return [reason ? { title, refused: reason } : { title }];
  },
  *run(ctx) {
    const found = target(ctx);
    if (!found) return refuse("notHere");
    const reason = obstacle(ctx, found);
    if (reason) return { ok: false, reason };
    const { node, field, owner, holder, message, id, messageNode, messageTree } = found;
    if (!holder.body) return refuse("notHere");
    const tree = ctx.syntaxTree;
    const draft = new Draft();
    const to = bodyIndent(tree, holder.body);
    const used = new Set(ctx.history?.get(withoutPackage(owner.fullName, ctx.declaredHere.outline))?.numbers);
    const pieces: (Piece | string)[] = [];
    for (const f of message.fields) {
      const number = nextFieldNumber(owner, used);
      const from = ctx.declared(id.file)?.nodes.get(f);
      if (number === undefined) return refuse("noNumberLeft");
      if (from?.kind !== "Field" || !from.number) return refuse("notHere");
      used.add(number);
      const taken = owner.fields.some(o => o !== field && o.name === f.name);
      pieces.push(...fieldText(ctx, id, messageTree, from, number, to, taken ? `${field.name}_` : ""));
    }
    draft.replace(ctx.file, wholeStatement(tree, node), ...pieces);
    reserve(draft, ctx.file, tree, holder.body, owner, [field.number], [field.name]);
    const uses = [...usesOf(ctx, id)];
    if (uses.length === 1 && ctx.isOwn(id.file)) remove(draft, id.file, messageTree, messageNode);

    const files = ctx.whoSees(ctx.file).filter(f => mayName(ctx, f, field, field.name, "texts"));
    const settled = yield* settle(ctx, draft, files, other => other, ctx.withTexts);
    return settled.ok ? { ok: true, draft, warning: say("wireChanges") } : refusalOf(settled);
  },
};

/** A field with its comments as a line of another message. */
function fieldText(
  ctx: ActionContext,
  { file }: DeclId,
  tree: Tree,
  node: FieldDecl,
  number: number,
  to: string,
  prefix: string,
): (Piece | string)[] {
  const { source } = tree;
  const whole = wholeStatement(tree, node);
  const isLine = source[whole.end - 1] === "\n";
  const from = indentAt(source, whole.start);
  const start = isLine ? whole.start + from.length : whole.start;
  const at = spanOfNode(tree, node.number as NonNullable<FieldDecl["number"]>);
  const name = spanOfNode(tree, node.name as NonNullable<FieldDecl["name"]>).start;
  return [
    to,
    ...copied(ctx, file, { start, end: name }, from, to),
    ...(prefix ? [prefix] : []),
    ...copied(ctx, file, { start: name, end: at.start }, from, to),
    `${number}`,
    ...copied(ctx, file, { start: at.end, end: whole.end }, from, to),
    ...(isLine ? [] : ["\n"]),
  ];
}

interface Target {
  readonly node: FieldDecl;
  readonly field: FieldOutline;
  readonly owner: MessageOutline;
  readonly holder: MessageDecl;
  readonly id: DeclId;
  readonly message: MessageOutline;
  readonly messageNode: MessageDecl;
  readonly messageTree: Tree;
}

function target(ctx: ActionContext): Target | undefined {
  const node = nodeAround(ctx, "Field");
  const holder = nodeAround(ctx, "Message");
  const field = node && declOf(ctx, node, "field");
  if (!node || !holder?.body?.decls.includes(node) || field?.kind !== "field" || field.form !== "plain")
    return undefined;
  const type = ctx.linkedHere.typeOf.get(field);
  if (!type?.ok || type.found.kind !== "message" || !field.parent) return undefined;
  const { id } = type.found;
  const declared = ctx.declared(id.file);
  const message = declared?.outline.types.get(id.name);
  const messageNode = message && declared?.nodes.get(message);
  const messageTree = ctx.tree(id.file);
  if (message?.kind !== "message" || messageNode?.kind !== "Message" || !messageTree) return undefined;
  return { node, field, owner: field.parent, holder, id, message, messageNode, messageTree };
}

function obstacle(ctx: ActionContext, { field, owner, message, id, messageTree }: Target): Wording | undefined {
  if (field.label === "repeated") return say("repeatedStays", field.name);
  if (!ctx.isOwn(id.file)) return say("shippedStays", message.name);
  if (message.fullName === owner.fullName || owner.fullName.startsWith(`${message.fullName}.`))
    return say("recursive", message.name);
  const parts = [message.messages, message.enums, message.extensions, message.extensionRanges];
  if (parts.some(p => p.length) || message.oneofs.some(o => !o.synthetic) || message.options.length)
    return say("hasMoreThanFields", message.name);
  if (message.fields.length === 0) return say("hasNoFields", message.name);
  if (messageTree.syntax.edition !== ctx.syntaxTree.syntax.edition) return say("otherSyntax", message.name);
  return undefined;
}
