/** Whether a field has to be set: by its label, or by the feature that editions have in its place. */
import { featuresIn } from "../../editions/features.ts";
import type { DeclOutline } from "../../outline/outline.ts";
import type { ActionContext } from "./action.ts";

export function isRequired(ctx: ActionContext, decl: DeclOutline | undefined): boolean {
  if (decl?.kind !== "field" || decl.label === "repeated" || decl.oneof !== undefined) return false;
  return featuresIn(ctx.declaredHere.outline, decl).fieldPresence === "LEGACY_REQUIRED";
}
