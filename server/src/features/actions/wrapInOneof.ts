/** Puts fields of which one at most is set into a oneof. */
import type { Body, FieldDecl } from "../../syntax/ast.ts";
import { spanOfNode } from "../declSpan.ts";
import { copied, Draft } from "../draft.ts";
import { type Action, type ActionContext, freeName, nodeAround, declOf, refuse, say, selected } from "./action.ts";
import { bodyIndent, indentStep, wholeStatement } from "./layout.ts";

export const wrapInOneof: Action = {
  id: "wrapInOneof",
  kind: "refactor.rewrite",
  offers(ctx) {
    const found = target(ctx);
    if (!found) return [];
    const title = say("wrapInOneof", found.fields.map(f => f.name?.text ?? "").join(", "));
    const wrong = found.fields.find(f => f.map || f.label?.text === "repeated" || f.label?.text === "required");
    return [wrong ? { title, refused: say("noneInOneof", wrong.name?.text ?? "") } : { title }];
  },
  run(ctx) {
    const found = target(ctx);
    if (!found) return refuse("notHere");
    const { fields, body, scope } = found;
    const tree = ctx.syntaxTree;
    const name = freeName(
      ctx.declaredHere.outline,
      scope,
      fields.length === 1 ? `${fields[0]?.name?.text}_kind` : "kind",
    );
    const indent = bodyIndent(tree, body);
    const step = indentStep(ctx.source);
    const start = wholeStatement(tree, fields[0] as FieldDecl).start;
    const end = wholeStatement(tree, fields.at(-1) as FieldDecl).end;
    const isLines = ctx.source[end - 1] === "\n";
    const draft = new Draft();
    const head = isLines ? `${indent}oneof ${name} {\n${indent}${step}` : `oneof ${name} { `;
    const skipped = isLines ? indent.length : 0;
    const text = withoutLabels(ctx, fields, { start: start + skipped, end });
    const inner = isLines ? text.replaceAll(/\n(?=.)/g, `\n${step}`) : text;
    draft.replace(ctx.file, { start, end }, head, inner, isLines ? `${indent}}\n` : " }");
    const offset = start + head.indexOf(name);
    const warning = fields.length > 1 ? say("onlyOneIsKept") : undefined;
    return { ok: true, draft, rename: { file: ctx.file, offset }, ...(warning ? { warning } : {}) };
  },
};

/** A member of a oneof has no label. */
function withoutLabels(
  ctx: ActionContext,
  fields: readonly FieldDecl[],
  span: { start: number; end: number },
): string {
  let text = copied(ctx, ctx.file, span, "", "")
    .map(p => p.text)
    .join("");
  for (const f of fields.toReversed()) {
    if (!f.label) continue;
    const from = spanOfNode(ctx.syntaxTree, f.label).start - span.start;
    const to = spanOfNode(ctx.syntaxTree, f.type ?? f).start - span.start;
    text = text.slice(0, from) + text.slice(to);
  }
  return text;
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
  const fields = picked.filter((d): d is FieldDecl => d.kind === "Field" && !d.isGroup && d.name !== undefined);
  // What stands between the first and the last goes along, so there may be nothing else.
  return fields.length && fields.length === picked.length
    ? { fields, body: message.body, scope: decl.fullName }
    : undefined;
}
