import type { CheckContext } from "./context.ts";

export function checkStyle(_ctx: CheckContext): void {}
