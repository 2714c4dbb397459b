import type { CheckContext } from "./context.ts";

export function checkExtensionDeclarations(_ctx: CheckContext): void {}
