/**
 * P3120 [oneof]: a oneof without members. P3122 [message, fields, limit]: more fields than a message can have.
 * F3120 (no args): remove the oneof.
 */
import { type CheckContext, nameSpan, nodeOf, report } from "./context.ts";
import { removal } from "./edits.ts";
import { messagesOf } from "./walk.ts";

const MAX_FIELDS = 65535;

export function checkOneofs(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) {
    if (m.fields.length > MAX_FIELDS)
      report(ctx, "P3122", nameSpan(ctx, m), [m.fullName, `${m.fields.length}`, `${MAX_FIELDS}`]);
    if (m.oneofs.length === 0) continue;
    const used = new Set<number | undefined>();
    for (const f of m.fields) used.add(f.oneof);
    m.oneofs.forEach((o, i) => {
      if (used.has(i)) return;
      const node = nodeOf(ctx, o);
      const fixes = node ? [{ code: "F3120", args: [], edits: [removal(ctx, node)] }] : [];
      report(ctx, "P3120", nameSpan(ctx, o), [o.name], { fixes });
    });
  }
}
