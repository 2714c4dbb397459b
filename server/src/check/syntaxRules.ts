import type { CheckContext } from "./context.ts";

export function checkSyntaxRules(_ctx: CheckContext): void {}
