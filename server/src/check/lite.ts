import type { CheckContext } from "./context.ts";

export function checkLite(_ctx: CheckContext): void {}
