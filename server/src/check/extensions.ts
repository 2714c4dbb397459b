import type { CheckContext } from "./context.ts";

export function checkExtensions(_ctx: CheckContext): void {}
