/** Turns a bool into an enum of two values, so that a third can come. On the wire both are a varint: 0 and 1. */
import { enumPrefix, pascalCase } from "../../base/letterCase.ts";
import type { FieldOutline, MessageOutline } from "../../outline/outline.ts";
import type { Body, FieldDecl } from "../../syntax/ast.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { type Action, type ActionContext, declOf, freeName, nodeAround, refuse, say } from "./action.ts";
import { insertFirst } from "./layout.ts";
import { bodyIndent, indentStep } from "../../syntax/statementText.ts";
import { optionNamed } from "./optionEdits.ts";

export const boolToEnum: Action = {
  id: "boolToEnum",
  kind: "refactor.rewrite",
  offers(ctx) {
    const found = target(ctx);
    return found ? [{ title: say("boolToEnum", found.decl.name) }] : [];
  },
  run(ctx) {
    const found = target(ctx);
    if (!found?.node.type) return refuse("notHere");
    const { node, decl, owner, body } = found;
    const tree = ctx.syntaxTree;
    const name = freeName(ctx.declaredHere.outline, owner.fullName, pascalCase(decl.name));
    const prefix = enumPrefix(name);
    const draft = new Draft();
    draft.replace(ctx.file, spanOfNode(tree, node.type as NonNullable<FieldDecl["type"]>), name);
    const value = optionNamed(node.options?.options, "default")?.value;
    if (value?.kind === "Ident")
      draft.replace(ctx.file, spanOfNode(tree, value), prefix + (value.text === "true" ? "TRUE" : "FALSE"));
    const inner = bodyIndent(tree, body) + indentStep(ctx.source);
    const lines = [`${prefix}FALSE = 0;`, `${prefix}TRUE = 1;`].map(line => `\n${inner}${line}`).join("");
    insertFirst(draft, ctx.file, tree, body, [`enum ${name} {${lines}\n${bodyIndent(tree, body)}}`]);
    return { ok: true, draft, warning: say("boolJson") };
  },
};

interface Target {
  readonly node: FieldDecl;
  readonly decl: FieldOutline;
  readonly owner: MessageOutline;
  readonly body: Body;
}

function target(ctx: ActionContext): Target | undefined {
  const node = nodeAround(ctx, "Field");
  const decl = node && declOf(ctx, node, "field");
  const message = nodeAround(ctx, "Message");
  const isBool = node?.type?.text === "bool" && !node.map && !node.isGroup;
  if (!isBool || decl?.kind !== "field" || decl.extendee !== undefined || !decl.parent || !message?.body)
    return undefined;
  return { node, decl, owner: decl.parent, body: message.body };
}
