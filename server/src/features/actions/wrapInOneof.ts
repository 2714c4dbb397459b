/** Puts fields of which one at most is set into a oneof. */
import type { Body, FieldDecl } from "../../syntax/ast.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { type Action, type ActionContext, freeName, nodeAround, declOf, refuse, say, selected } from "./action.ts";
import { bodyIndent, indentStep, wholeStatement } from "../../syntax/statementText.ts";
import { isRequired } from "./isRequired.ts";
import { optionNamed, removeCompactOption } from "./optionEdits.ts";

export const wrapInOneof: Action = {
  id: "wrapInOneof",
  kind: "refactor.rewrite",
  offers(ctx) {
    const found = target(ctx);
    if (!found) return [];
    const title = say("wrapInOneof", found.fields.map(f => f.name?.text ?? "").join(", "));
    const wrong = found.fields.find(
      f => f.map || f.label?.text === "repeated" || isRequired(ctx, declOf(ctx, f, "field")),
    );
    return [wrong ? { title, refused: say("noneInOneof", wrong.name?.text ?? "") } : { title }];
  },
  run(ctx) {
    const found = target(ctx);
    if (!found) return refuse("notHere");
    const { fields, body, scope } = found;
    const { file, source, syntaxTree: tree } = ctx;
    const wanted = fields.length === 1 ? `${fields[0]?.name?.text}_kind` : "kind";
    const name = freeName(ctx.declaredHere.outline, scope, wanted);
    const start = wholeStatement(tree, fields[0] as FieldDecl).start;
    const end = wholeStatement(tree, fields.at(-1) as FieldDecl).end;
    const isLines = source[end - 1] === "\n";
    const indent = isLines ? bodyIndent(tree, body) : "";
    const draft = new Draft();
    const head = isLines ? `${indent}oneof ${name} {\n` : `oneof ${name} { `;
    draft.replace(file, { start, end: start }, head);
    if (isLines) indentLines(draft, ctx, start, end);
    for (const f of fields) withoutPresence(draft, ctx, f);
    draft.replace(file, { start: end, end }, isLines ? `${indent}}\n` : " }");
    const offset = start + head.indexOf(name);
    const warning = fields.length > 1 ? say("onlyOneIsKept") : undefined;
    return { ok: true, draft, rename: { file, offset }, ...(warning ? { warning } : {}) };
  },
};

function indentLines(draft: Draft, { file, source }: ActionContext, start: number, end: number): void {
  const step = indentStep(source);
  for (let at = start; at < end; at = source.indexOf("\n", at) + 1)
    if (source.slice(at, source.indexOf("\n", at)).trim()) draft.replace(file, { start: at, end: at }, step);
}

/** A member of a oneof has no label, and always knows whether it is set. */
function withoutPresence(draft: Draft, { file, syntaxTree: tree }: ActionContext, field: FieldDecl): void {
  if (field.label) {
    const { start, end } = spanOfNode(tree, field.label);
    const blanks = /^\s*/.exec(tree.source.slice(end))?.[0].length ?? 0;
    draft.replace(file, { start, end: end + blanks }, "");
  }
  const { options } = field;
  const presence = optionNamed(options?.options, "features.field_presence");
  if (presence && options) removeCompactOption(draft, file, tree, options, presence);
  const all = optionNamed(options?.options, "features");
  if (!options || all?.value?.kind !== "MessageLit") return;
  const { fields } = all.value;
  const others = fields.filter(f => f.name !== "field_presence");
  if (others.length === fields.length) return;
  if (others.length === 0) removeCompactOption(draft, file, tree, options, all);
  else {
    const kept = others.map(f => {
      const { start, end } = spanOfNode(tree, f);
      return tree.source.slice(start, end);
    });
    draft.replace(file, spanOfNode(tree, all.value), `{${kept.join(", ")}}`);
  }
}

interface Target {
  readonly fields: readonly FieldDecl[];
  readonly body: Body;
  readonly scope: string;
}

function target(ctx: ActionContext): Target | undefined {
  const message = nodeAround(ctx, "Message");
  const decl = message && declOf(ctx, message);
  if (!message?.body || decl?.kind !== "message" || !message.body.closed) return undefined;
  const picked = selected(ctx, message.body.decls);
  const fields = picked.filter((d): d is FieldDecl => d.kind === "Field" && d.name !== undefined);
  // What stands between the first and the last goes along, so there may be nothing else.
  return fields.length && fields.length === picked.length
    ? { fields, body: message.body, scope: decl.fullName }
    : undefined;
}
