/** Gives an enum a zero value that stands for "not set", which open enums must and all enums should begin with. */
import { enumPrefix } from "../../base/letterCase.ts";
import type { EnumDecl } from "../../syntax/ast.ts";
import { Draft } from "../draft.ts";
import { type Action, type ActionContext, declOf, nodeAround, say } from "./action.ts";
import { insertFirst } from "./layout.ts";

export const addUnspecified: Action = {
  id: "addUnspecified",
  kind: "refactor.rewrite",
  offers(ctx) {
    const found = target(ctx);
    return found ? [{ title: say("addUnspecified", found.value) }] : [];
  },
  run(ctx) {
    const draft = new Draft();
    const found = target(ctx);
    if (found?.node.body) insertFirst(draft, ctx.file, ctx.syntaxTree, found.node.body, [`${found.value} = 0;`]);
    const isClosed = ctx.syntaxTree.syntax.kind === "proto2";
    return { ok: true, draft, ...(isClosed ? { warning: say("defaultChanges") } : {}) };
  },
};

function target(ctx: ActionContext): { readonly node: EnumDecl; readonly value: string } | undefined {
  const node = nodeAround(ctx, "Enum");
  const decl = node && declOf(ctx, node);
  if (!node?.body || decl?.kind !== "enum") return undefined;
  const value = `${enumPrefix(decl.name)}UNSPECIFIED`;
  const isTaken = decl.values.some(v => v.number === 0 || v.name === value);
  const isReserved = decl.reservedRanges.some(r => r.start <= 0 && 0 <= r.end) || decl.reservedNames.includes(value);
  return isTaken || isReserved ? undefined : { node, value };
}
