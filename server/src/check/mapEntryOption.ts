/** P3160 (no args): `map_entry` is the compiler's own and is not set by hand. F3160 (no args): remove the option. */
import { plainName } from "./builtinOptions.ts";
import { type CheckContext, nodeOf, report, spanOf } from "./context.ts";
import { removal } from "./edits.ts";
import { messagesOf } from "./walk.ts";

export function checkMapEntryOption(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) {
    if (!m.options.length || !m.options.some(o => o.name === "map_entry")) continue;
    const node = nodeOf(ctx, m);
    for (const d of (node && "body" in node ? node.body?.decls : undefined) ?? [])
      if (d.kind === "Option" && plainName(d) === "map_entry")
        report(ctx, "P3160", spanOf(ctx, d), [], { fixes: [{ code: "F3160", args: [], edits: [removal(ctx, d)] }] });
  }
}
