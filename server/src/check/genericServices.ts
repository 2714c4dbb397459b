/**
 * P5310 [option] (warning): generic services are deprecated in favour of plugins for the RPC system in use.
 * F3240 [option]: remove the option.
 */
import { statementOf } from "./builtinOptions.ts";
import { type CheckContext, isTrue, report, spanOf } from "./context.ts";
import { removal } from "./edits.ts";

const genericServices = ["cc_generic_services", "java_generic_services", "py_generic_services"];

export function checkGenericServices(ctx: CheckContext): void {
  for (const name of genericServices) {
    const option = isTrue(ctx.outline.options, name) ? statementOf(ctx.tree.root.decls, name) : undefined;
    if (!option) continue;
    const fixes = [{ code: "F3240", args: [name], edits: [removal(ctx, option)] }];
    report(ctx, "P5310", spanOf(ctx, option), [name], { severity: "warning", tag: "deprecated", fixes });
  }
}
