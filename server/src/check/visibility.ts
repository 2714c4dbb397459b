import type { InterpretedOptions } from "../options/interpret.ts";
import type { CheckContext } from "./context.ts";

export function checkVisibility(_ctx: CheckContext, _options: InterpretedOptions): void {}
