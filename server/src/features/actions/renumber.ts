/** Numbers fields in their order. Only for messages that no commit has: bytes out there would be read as other fields. */
import type { FieldOutline, MessageOutline } from "../../outline/outline.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { withoutPackage } from "../fieldHistory.ts";
import { type Action, type ActionContext, declOf, nodeAround, refuse, say } from "./action.ts";
import { IMPLEMENTATION_NUMBERS } from "../../shared/numberLimits.ts";

export const renumber: Action = {
  id: "renumber",
  kind: "refactor.rewrite",
  offers(ctx) {
    const message = renumbered(ctx);
    if (!message || numbering(message).every(([f, n]) => f.number === n)) return [];
    const title = say("renumber", message.name);
    if (!ctx.history) return [{ title, refused: say("historyUnknown") }];
    const key = withoutPackage(message.fullName, ctx.declaredHere.outline);
    return [ctx.history.has(key) ? { title, refused: say("committed", message.name) } : { title }];
  },
  run(ctx) {
    const message = renumbered(ctx);
    if (!message) return refuse("notHere");
    // What was offered may have been committed meanwhile.
    const key = withoutPackage(message.fullName, ctx.declaredHere.outline);
    if (!ctx.history) return refuse("historyUnknown");
    if (ctx.history.has(key)) return refuse("committed", message.name);
    const draft = new Draft();
    for (const [field, number] of numbering(message)) {
      const node = ctx.declaredHere.nodes.get(field);
      if (node?.kind === "Field" && node.number && field.number !== number)
        draft.replace(ctx.file, spanOfNode(ctx.syntaxTree, node.number), `${number}`);
    }
    return { ok: true, draft, warning: say("numbersChange") };
  },
};

/** The message whose fields would be numbered. */
export function renumbered(ctx: ActionContext): MessageOutline | undefined {
  const node = nodeAround(ctx, "Message");
  const decl = node && declOf(ctx, node);
  return decl?.kind === "message" ? decl : undefined;
}

/** From 1 on, around what is reserved, kept for extensions, or the implementation's. */
function numbering(message: MessageOutline): (readonly [FieldOutline, number])[] {
  const ranges = [...message.reservedRanges, ...message.extensionRanges, IMPLEMENTATION_NUMBERS];
  let next = 0;
  return message.fields.map(field => {
    next++;
    for (let r = ranges.find(x => x.start <= next && next <= x.end); r; ) {
      next = r.end + 1;
      r = ranges.find(x => x.start <= next && next <= x.end);
    }
    return [field, next] as const;
  });
}
