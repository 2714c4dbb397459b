/** P3120, P3121. Oneofs have members, and their members stand together. */
import { type CheckContext, nameSpan, report } from "./context.ts";
import { messagesOf } from "./walk.ts";

export function checkOneofs(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) {
    m.oneofs.forEach((o, i) => {
      if (!m.fields.some(f => f.oneof === i)) report(ctx, "P3120", nameSpan(ctx, o), [o.name]);
    });
    const limit = 65535;
    if (m.fields.length > limit)
      report(ctx, "P3122", nameSpan(ctx, m), [m.fullName, `${m.fields.length}`, `${limit}`]);
  }
}
