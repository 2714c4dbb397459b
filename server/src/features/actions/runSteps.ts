/** Does the work of an action, and sees to it that nothing is broken by it. */
import { settle } from "../settle.ts";
import type { Action, ActionContext, Outcome } from "./action.ts";
import { refusalOf } from "./refusalOf.ts";

/** In steps, however few. What an action does at once is compiled here; one that takes steps does so itself. */
export function* runSteps(
  action: Action,
  ctx: ActionContext,
  argument: string | undefined,
): Generator<number, Outcome> {
  const result = action.run(ctx, argument);
  if (!("ok" in result)) return yield* result;
  if (!result.ok) return result;
  const settled = yield* settle(ctx, result.draft, [], id => id, ctx.withTexts);
  return settled.ok ? result : refusalOf(settled);
}
