/**
 * Messages of an rpc of its own: one that wraps what the rpc takes or gives now, or a copy of one that it shares with others. Messages
 * that belong to one rpc can grow without a thought for the others.
 */
import { snakeCase } from "../../base/letterCase.ts";
import type { DeclId } from "../../link/world.ts";
import type { MessageOutline, MethodOutline } from "../../outline/outline.ts";
import type { MessageDecl, MethodDecl, MethodType } from "../../syntax/ast.ts";
import { spanOfNode } from "../declSpan.ts";
import { copied, Draft, type Piece } from "../draft.ts";
import { settle } from "../settle.ts";
import { type Action, type ActionContext, declOf, freeName, nodeAround, type Offer, refuse, say } from "./action.ts";
import { indentStep, isSetOff, wholeStatement } from "../../syntax/statementText.ts";
import { inSteps } from "./inSteps.ts";
import { refusalOf } from "./refusalOf.ts";
import { usesOf } from "./uses.ts";

type Role = "input" | "output";

export const extractRpcMessage: Action = {
  id: "extractRpcMessage",
  kind: "refactor.extract",
  offers(ctx) {
    return roles(ctx).map((role): Offer => {
      const found = target(ctx, role) as Target;
      return { title: say("extractRpcMessage", found.wanted, found.method.name), argument: role };
    });
  },
  *run(ctx, role) {
    const found = target(ctx, role === "output" ? "output" : "input");
    if (!found) return refuse("notHere");
    const { id, message, wanted } = found;
    const isEmpty = message.fields.length === 0;
    const step = indentStep(ctx.source);
    const label = ctx.syntaxTree.syntax.kind === "proto2" ? "optional " : "";
    const field = (type: Piece | string): (Piece | string)[] => [
      `{\n${step}${label}`,
      type,
      ` ${snakeCase(message.name)} = 1;\n}`,
    ];
    const draft = new Draft();
    const span = spanOfNode(ctx.syntaxTree, found.node.type as NonNullable<MethodType["type"]>);
    draft.replace(ctx.file, span, wanted);
    const type: Piece = { text: ctx.source.slice(span.start, span.end), from: { file: ctx.file, ...span } };
    insertMessage(ctx, draft, wanted, isEmpty ? ["{}"] : field(type));
    return yield* finished(ctx, draft, id, isEmpty ? undefined : "wireChanges");
  },
};

export const splitSharedMessage: Action = {
  id: "splitSharedMessage",
  kind: "refactor.extract",
  offers(ctx) {
    return roles(ctx).flatMap((role): Offer[] => {
      const found = target(ctx, role) as Target;
      const node = ctx.declared(found.id.file)?.nodes.get(found.message);
      const isPlain = found.message.extensionRanges.length === 0 && found.message.extensions.length === 0;
      if (node?.kind !== "Message" || !isPlain || found.message.fields.length === 0) return [];
      const title = say("splitSharedMessage", found.message.name, found.method.name);
      // What the copy means depends on the file that it stands in.
      const isSame = ctx.tree(found.id.file)?.syntax.edition === ctx.syntaxTree.syntax.edition;
      if (!isSame) return [{ title, refused: say("otherSyntax", found.message.name), argument: role }];
      return isShared(ctx, found) ? [{ title, argument: role }] : [];
    });
  },
  *run(ctx, role) {
    const found = target(ctx, role === "output" ? "output" : "input");
    const tree = found && ctx.tree(found.id.file);
    const node = found && ctx.declared(found.id.file)?.nodes.get(found.message);
    if (!tree || node?.kind !== "Message" || !node.body) return refuse("notHere");
    const draft = new Draft();
    draft.replace(
      ctx.file,
      spanOfNode(ctx.syntaxTree, found.node.type as NonNullable<MethodType["type"]>),
      found.wanted,
    );
    const body = membersOf(ctx, found.id, node);
    insertMessage(ctx, draft, found.wanted, ["{\n", ...body, "}"]);
    return yield* finished(ctx, draft, found.id, undefined);
  },
};

/** Fields, oneofs and what is reserved; nested types stay where they are, and the copy names them there. */
function membersOf(ctx: ActionContext, id: DeclId, node: MessageDecl): Piece[] {
  const tree = ctx.tree(id.file);
  if (!tree) return [];
  const step = indentStep(ctx.source);
  const left = new Set(["Message", "Enum", "Extend", "Empty"]);
  const decls = (node.body?.decls ?? []).filter(d => !left.has(d.kind));
  return decls.flatMap((d, index): Piece[] => {
    const span = wholeStatement(tree, d);
    const isLine = tree.source[span.end - 1] === "\n";
    const indent = /^[ \t]*/.exec(tree.source.slice(span.start))?.[0] ?? "";
    const start = span.start + (isLine ? indent.length : 0);
    const text = copied(ctx, id.file, { start, end: span.end }, isLine ? indent : "", isLine ? step : "");
    return [
      ...(index > 0 && isSetOff(tree, d) ? [{ text: "\n" }] : []),
      { text: step },
      ...inSteps(text, indentStep(tree.source), step),
      ...(isLine ? [] : [{ text: "\n" }]),
    ];
  });
}

interface Target {
  readonly method: MethodOutline;
  readonly node: MethodType;
  readonly id: DeclId;
  readonly message: MessageOutline;
  /** The name that the rpc's own message would have. */
  readonly wanted: string;
}

/** The types of the rpc that could have a message of their own; the one under the cursor alone where it is on one. */
function roles(ctx: ActionContext): Role[] {
  const method = nodeAround(ctx, "Method");
  const on = nodeAround(ctx, "MethodType");
  return (["input", "output"] as const).filter(role => {
    const node = method?.[role];
    return node !== undefined && (on === undefined || on === node) && target(ctx, role) !== undefined;
  });
}

function target(ctx: ActionContext, role: Role): Target | undefined {
  const methodNode = nodeAround(ctx, "Method") as MethodDecl | undefined;
  const method = methodNode && declOf(ctx, methodNode);
  const node = methodNode?.[role];
  if (method?.kind !== "method" || !node?.type) return undefined;
  const type = (role === "input" ? ctx.linkedHere.inputOf : ctx.linkedHere.outputOf).get(method);
  if (!type?.ok || type.found.kind !== "message") return undefined;
  const { id } = type.found;
  const message = ctx.outline(id.file)?.types.get(id.name);
  const standard = method.name + (role === "input" ? "Request" : "Response");
  if (message?.kind !== "message" || message.name === standard) return undefined;
  const { outline } = ctx.declaredHere;
  return { method, node, id, message, wanted: freeName(outline, outline.package, standard) };
}

/** Whether other rpcs, or fields, name the message too. */
function isShared(ctx: ActionContext, { id }: Target): boolean {
  const uses = usesOf(ctx, id);
  uses.next();
  return !uses.next().done;
}

/** Behind the service. */
function insertMessage(ctx: ActionContext, draft: Draft, name: string, body: readonly (Piece | string)[]): void {
  const service = nodeAround(ctx, "Service");
  if (!service) return;
  const { end } = wholeStatement(ctx.syntaxTree, service);
  const gap = ctx.source[end - 1] === "\n" ? "\n" : "\n\n";
  const isFollowed = /^[ \t]*\S/.test(ctx.source.slice(end));
  draft.replace(ctx.file, { start: end, end }, `${gap}message ${name} `, ...body, isFollowed ? "\n\n" : "\n");
}

function* finished(ctx: ActionContext, draft: Draft, id: DeclId, warning: "wireChanges" | undefined) {
  const settled = yield* settle(ctx, draft, [ctx.file], other => other, ctx.withTexts);
  if (!settled.ok) return refusalOf(settled);
  return { ok: true as const, draft, ...(warning ? { warning: say(warning, id.name) } : {}) };
}
