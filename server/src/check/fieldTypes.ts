import type { CheckContext } from "./context.ts";

export function checkFieldTypes(_ctx: CheckContext): void {}
