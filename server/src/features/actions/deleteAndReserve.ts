/** Deletes a field or an enum value and reserves its number and name. */
import { findDecl } from "../../outline/findDecl.ts";
import type { EnumOutline, EnumValueOutline, FieldOutline, MessageOutline } from "../../outline/outline.ts";
import type { Body, EnumValueDecl, FieldDecl, OneofDecl } from "../../syntax/ast.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { mayName } from "../references.ts";
import { settle } from "../settle.ts";
import { type Action, type ActionContext, declOf, nodeAround, refuse, say } from "./action.ts";
import { remove } from "./layout.ts";
import { reserve } from "./reserved.ts";
import { refusalOf } from "./refusalOf.ts";

export const deleteAndReserve: Action = {
  id: "deleteAndReserve",
  kind: "refactor.rewrite",
  offers(ctx) {
    const found = target(ctx);
    if (!found) return [];
    const title = say("deleteAndReserve", found.member.name, `${found.member.number}`);
    const { owner, member } = found;
    if (owner.kind === "enum" && owner.values.length === 1) return [{ title, refused: say("lastEnumValue") }];
    if (member.kind === "enumValue" && owner.kind === "enum" && owner.values[0] === member && member.number === 0)
      return [{ title, refused: say("zeroValueStays", member.name) }];
    return [{ title }];
  },
  *run(ctx) {
    const found = target(ctx);
    if (!found) return refuse("notHere");
    const draft = new Draft();
    remove(draft, ctx.file, ctx.syntaxTree, found.oneof ?? found.node);
    // An alias may still have the number.
    const others = found.owner.kind === "message" ? found.owner.fields : found.owner.values;
    const isShared = others.some(
      o => (o as FieldOutline | EnumValueOutline) !== found.member && o.number === found.member.number,
    );
    const numbers = isShared ? [] : [found.member.number];
    reserve(draft, ctx.file, ctx.syntaxTree, found.body, found.owner, numbers, [found.member.name]);
    const files = ctx.whoSees(ctx.file).filter(f => mayName(ctx, f, found.member, found.member.name, "texts"));
    const settled = yield* settle(ctx, draft, files, id => id, ctx.withTexts);
    return settled.ok ? { ok: true, draft } : refusalOf(settled);
  },
};

interface Target {
  readonly node: FieldDecl | EnumValueDecl;
  readonly member: FieldOutline | EnumValueOutline;
  readonly owner: MessageOutline | EnumOutline;
  readonly body: Body;
  /** Goes with its last member. */
  readonly oneof: OneofDecl | undefined;
}

function target(ctx: ActionContext): Target | undefined {
  const node = nodeAround(ctx, "Field", "EnumValue");
  if (!node || ctx.nodes.some(n => n.kind === "Extend") || !isOnHead(ctx, node)) return undefined;
  const member = declOf(ctx, node, node.kind === "Field" ? "field" : "enumValue");
  if (member?.kind !== "field" && member?.kind !== "enumValue") return undefined;
  const holder = nodeAroundOf(ctx, node);
  const owner = findDecl(ctx.declaredHere.outline, member.parent?.fullName ?? "");
  if (!holder || (owner?.kind !== "message" && owner?.kind !== "enum") || !node.number) return undefined;
  const oneof = ctx.nodes.find((n): n is OneofDecl => n.kind === "Oneof" && n.body?.decls.includes(node) === true);
  const isLast = oneof?.body?.decls.filter(d => d.kind === "Field").length === 1;
  return { node, member, owner, body: holder, oneof: isLast ? oneof : undefined };
}

function isOnHead(ctx: ActionContext, node: FieldDecl | EnumValueDecl): boolean {
  if (node.kind === "EnumValue" || !node.body) return true;
  return ctx.selection.start <= spanOfNode(ctx.syntaxTree, node.body).start;
}

/** The body in which `reserved` of the member's owner stands. */
function nodeAroundOf(ctx: ActionContext, node: FieldDecl | EnumValueDecl): Body | undefined {
  const at = ctx.nodes.lastIndexOf(node);
  const owner = ctx.nodes
    .slice(0, at)
    .findLast(n => n.kind === "Message" || n.kind === "Enum" || (n.kind === "Field" && n.isGroup));
  return owner && "body" in owner ? owner.body : undefined;
}
