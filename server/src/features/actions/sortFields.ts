/** Puts the fields of a message in the order of their numbers, each with its comments. Bytes and JSON stay as they are. */
import type { FieldDecl, MessageDecl, OneofDecl } from "../../syntax/ast.ts";
import { integerValue } from "../../syntax/grammar/path.ts";
import { wholeStatement } from "../../syntax/statementText.ts";
import type { Span } from "../../base/span.ts";
import { copied, Draft } from "../draft.ts";
import { type Action, type ActionContext, nodeAround, refuse, say } from "./action.ts";

type Member = FieldDecl | OneofDecl;

interface Placed {
  readonly span: Span;
  /** Of a oneof the lowest of its fields. */
  readonly number: number;
}

export const sortFields: Action = {
  id: "sortFields",
  kind: "refactor.rewrite",
  offers(ctx) {
    const found = target(ctx);
    return found ? [{ title: say("sortFields", found.name) }] : [];
  },
  run(ctx) {
    const found = target(ctx);
    if (!found) return refuse("notHere");
    const draft = new Draft();
    const sorted = inOrder(found.members);
    found.members.forEach(({ span }, index) => {
      const other = sorted[index] as Placed;
      if (other.span !== span) draft.replace(ctx.file, span, ...copied(ctx, ctx.file, other.span, "", ""));
    });
    return { ok: true, draft };
  },
};

const inOrder = (members: readonly Placed[]): Placed[] => members.toSorted((a, b) => a.number - b.number);

/** What is around the cursor and can be put in order: a oneof, or else a message. */
function target(ctx: ActionContext): { readonly name: string; readonly members: readonly Placed[] } | undefined {
  const node = nodeAround(ctx, "Message", "Oneof");
  if (!node?.name || !node.body?.closed) return undefined;
  const members = placed(ctx, node);
  if (!members || inOrder(members).every((m, i) => m === members[i])) return undefined;
  return { name: node.name.text, members };
}

/** Nothing where a number is missing, or where some have lines of their own and others have not. */
function placed(ctx: ActionContext, { body }: MessageDecl | OneofDecl): readonly Placed[] | undefined {
  const members = (body?.decls ?? []).filter((d): d is Member => d.kind === "Field" || d.kind === "Oneof");
  const out = members.map(m => ({ span: wholeStatement(ctx.syntaxTree, m), number: lowest(m) }));
  const ends = new Set(out.map(({ span }) => ctx.source[span.end - 1] === "\n"));
  return ends.size === 1 && out.every(m => Number.isFinite(m.number)) ? out : undefined;
}

function lowest(member: Member): number {
  const fields = member.kind === "Field" ? [member] : (member.body?.decls ?? []).filter(d => d.kind === "Field");
  let least = Number.POSITIVE_INFINITY;
  for (const { number } of fields)
    least = Math.min(least, Number((number && integerValue(number.text)) ?? Number.NaN));
  return least;
}
