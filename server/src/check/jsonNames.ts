import type { CheckContext } from "./context.ts";

export function checkJsonNames(_ctx: CheckContext): void {}
