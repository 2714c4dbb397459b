/** Puts the enum's name before those of its values, which share one scope with the values of its neighbours. */
import { enumPrefix } from "../../base/letterCase.ts";
import type { EnumOutline } from "../../outline/outline.ts";
import { renameAll } from "../renameAll.ts";
import { type Action, type ActionContext, declOf, nodeAround, refuse, say } from "./action.ts";

export const prefixEnumValues: Action = {
  id: "prefixEnumValues",
  kind: "refactor.rewrite",
  offers(ctx) {
    const decl = target(ctx);
    return decl && changes(ctx, decl).length ? [{ title: say("prefixEnumValues", enumPrefix(decl.name)) }] : [];
  },
  *run(ctx) {
    const decl = target(ctx);
    if (!decl) return refuse("notHere");
    const result = yield* renameAll(ctx, changes(ctx, decl), ctx.withTexts);
    if (!result.ok)
      return result.reason === "taken" ? refuse("nameTaken", result.detail) : refuse("stillNamed", result.detail, "");
    return { ok: true, draft: result.draft, warning: say("jsonChanges") };
  },
};

function target(ctx: ActionContext): EnumOutline | undefined {
  const node = nodeAround(ctx, "Enum");
  const decl = node && declOf(ctx, node);
  return decl?.kind === "enum" ? decl : undefined;
}

function changes(ctx: ActionContext, decl: EnumOutline) {
  const prefix = enumPrefix(decl.name);
  return decl.values
    .filter(v => !v.name.toUpperCase().startsWith(prefix))
    .map(v => ({ id: { file: ctx.file, name: v.fullName }, decl: v, newName: prefix + v.name.toUpperCase() }));
}
