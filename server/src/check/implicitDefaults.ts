/** P3151 [field]: a field without presence always is the zero of its type and has no other default. F3140 (no args): remove the default. */
import { type CheckContext, features, nameSpan, nodeOf, report, spanOf } from "./context.ts";
import { inLineOf } from "./builtinOptions.ts";
import { defaultOption, removeDefault } from "./defaultLiterals.ts";
import { messagesOf } from "./walk.ts";

export function checkImplicitDefaults(ctx: CheckContext): void {
  if (ctx.outline.syntax.kind !== "editions") return;
  for (const m of messagesOf(ctx.outline))
    for (const f of m.fields) {
      if (!f.defaultValue || f.label === "repeated" || features(ctx, f).fieldPresence !== "IMPLICIT") continue;
      const node = nodeOf(ctx, f);
      const option = node?.kind === "Field" ? defaultOption(node) : undefined;
      if (node?.kind !== "Field" || !option || f.oneof !== undefined) continue;
      const fixes = [removeDefault(ctx, node, option)];
      report(ctx, "P3151", inLineOf(ctx, nameSpan(ctx, f), spanOf(ctx, option)), [f.name], { fixes });
    }
}
