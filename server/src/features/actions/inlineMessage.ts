/** Puts the fields of a message in place of the field that holds it. The bytes are others: the old number is reserved. */
import type { Span } from "../../base/span.ts";
import { nextFieldNumber } from "../../outline/nextFieldNumber.ts";
import type { FieldOutline, MessageOutline } from "../../outline/outline.ts";
import type { FieldDecl, MessageDecl, OneofDecl, Tree } from "../../syntax/ast.ts";
import type { DeclId } from "../../link/world.ts";
import { spanOfNode } from "../declSpan.ts";
import { copied, Draft, type Piece } from "../draft.ts";
import { withoutPackage } from "../fieldHistory.ts";
import { mayName } from "../references.ts";
import { settle } from "../settle.ts";
import { type Action, type ActionContext, declOf, nodeAround, refuse, say, type Wording } from "./action.ts";
import { remove } from "./layout.ts";
import { bodyIndent, indentAt, indentStep, isSetOff, wholeStatement } from "../../syntax/statementText.ts";
import { inSteps } from "./inSteps.ts";
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
    const { node, field, owner, holder, id, messageNode, messageTree } = found;
    if (!holder.body) return refuse("notHere");
    const tree = ctx.syntaxTree;
    const draft = new Draft();
    const to = bodyIndent(tree, holder.body);
    const used = new Set(ctx.history?.get(withoutPackage(owner.fullName, ctx.declaredHere.outline))?.numbers);
    const pieces: (Piece | string)[] = [];
    const names = new Set([...owner.fields.filter(f => f !== field), ...owner.oneofs].map(d => d.name));
    for (const member of membersOf(messageNode)) {
      const changes: Change[] = [];
      for (const f of member.kind === "Oneof" ? [member, ...fieldsIn(member)] : [member]) {
        const number = f.kind === "Field" ? nextFieldNumber(owner, used) : 0;
        if (number === undefined) return refuse("noNumberLeft");
        if (!f.name || (f.kind === "Field" && !f.number)) return refuse("notHere");
        used.add(number);
        const at = spanOfNode(messageTree, f.name).start;
        if (names.has(f.name.text)) changes.push({ span: { start: at, end: at }, text: `${field.name}_` });
        if (f.kind === "Field" && f.number)
          changes.push({ span: spanOfNode(messageTree, f.number), text: `${number}` });
      }
      if (pieces.length > 0 && isSetOff(messageTree, member)) pieces.push("\n");
      pieces.push(...memberText(ctx, id, messageTree, member, changes, to));
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

type Member = FieldDecl | OneofDecl;
type Change = { readonly span: Span; readonly text: string };

/** Fields and oneofs, in the order of the text. */
const membersOf = ({ body }: MessageDecl): Member[] =>
  (body?.decls ?? []).filter(d => d.kind === "Field" || d.kind === "Oneof");

const fieldsIn = ({ body }: OneofDecl): FieldDecl[] => (body?.decls ?? []).filter(d => d.kind === "Field");

/** A member with its comments, with other numbers and names, as lines of another message. */
function memberText(
  ctx: ActionContext,
  { file }: DeclId,
  tree: Tree,
  node: Member,
  changes: readonly Change[],
  to: string,
): (Piece | string)[] {
  const { source } = tree;
  const whole = wholeStatement(tree, node);
  const isLine = source[whole.end - 1] === "\n";
  const from = indentAt(source, whole.start);
  let at = isLine ? whole.start + from.length : whole.start;
  const steps = (start: number, end: number): Piece[] =>
    inSteps(copied(ctx, file, { start, end }, from, to), indentStep(source), indentStep(ctx.source));
  const out: (Piece | string)[] = [to];
  for (const { span, text } of changes) {
    out.push(...steps(at, span.start), text);
    at = span.end;
  }
  out.push(...steps(at, whole.end));
  return isLine ? out : [...out, "\n"];
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
  const nested = message.messages.filter(m => m.synthetic !== "map-entry");
  const parts = [nested, message.enums, message.extensions, message.extensionRanges, message.options];
  if (parts.some(p => p.length)) return say("hasMoreThanFields", message.name);
  if (message.fields.length === 0) return say("hasNoFields", message.name);
  if (messageTree.syntax.edition !== ctx.syntaxTree.syntax.edition) return say("otherSyntax", message.name);
  return undefined;
}
