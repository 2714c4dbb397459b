/** Reserves what a message or an enum had once and has no more, so that nobody gives the number or the name to something else. */
import type { EnumOutline, MessageOutline } from "../../outline/outline.ts";
import { Draft } from "../draft.ts";
import { withoutPackage } from "../fieldHistory.ts";
import { type Action, type ActionContext, bodyAround, say } from "./action.ts";
import { reserve } from "./reserved.ts";

export const reserveDeleted: Action = {
  id: "reserveDeleted",
  kind: "quickfix",
  offers(ctx) {
    const around = bodyAround(ctx);
    const lost = around && deleted(ctx, around.decl);
    if (!lost || lost.numbers.length === 0) return [];
    return [{ title: say("reserveDeleted", [...lost.numbers.map(String), ...lost.names].join(", ")) }];
  },
  run(ctx) {
    const draft = new Draft();
    const around = bodyAround(ctx);
    if (around?.node.body) {
      const { numbers, names } = deleted(ctx, around.decl);
      reserve(draft, ctx.file, ctx.syntaxTree, around.node.body, around.decl, numbers, names);
    }
    return { ok: true, draft };
  },
};

/** A name that another number took over was renamed; it is not lost. */
function deleted(ctx: ActionContext, decl: MessageOutline | EnumOutline): { numbers: number[]; names: string[] } {
  const history = ctx.history?.get(withoutPackage(decl.fullName, ctx.declaredHere.outline));
  const members = decl.kind === "message" ? decl.fields : decl.values;
  const used = new Set(members.map(m => m.number));
  const taken = new Set(members.map(m => m.name));
  const ranges = [...decl.reservedRanges, ...(decl.kind === "message" ? decl.extensionRanges : [])];
  const numbers = [...(history?.numbers ?? [])]
    .filter(n => !used.has(n) && !ranges.some(r => r.start <= n && n <= r.end))
    .sort((a, b) => a - b);
  const names = new Set(numbers.flatMap(n => [...(history?.namesOf.get(n) ?? [])]));
  return { numbers, names: [...names].filter(n => !taken.has(n) && !decl.reservedNames.includes(n)) };
}
