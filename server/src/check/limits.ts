/**
 * Sizes that edition 2026 bounds. P5301 [message, limit]: fields of a message. P5302 [message, limit]: its oneofs. P5303 [oneof, limit]:
 * fields of a oneof. P5304 [enum, limit]: values of an enum.
 */
import type { MessageOutline } from "../outline/outline.ts";
import { type CheckContext, features, nameSpan, report } from "./context.ts";
import { enumsOf, messagesOf } from "./walk.ts";
import type { DeclOutline } from "../outline/outline.ts";

const MAX_FIELDS = 1500;
const MAX_ONEOFS = 1000;
const MAX_ONEOF_FIELDS = 1200;
const MAX_ENUM_VALUES = 1700;

export function checkLimits(ctx: CheckContext): void {
  if (ctx.outline.syntax.kind !== "editions") return;
  for (const m of messagesOf(ctx.outline)) {
    limit(ctx, m, "P5301", m.fields.length, MAX_FIELDS);
    limit(ctx, m, "P5302", m.oneofs.length, MAX_ONEOFS);
    if (m.oneofs.length > 0) oneofs(ctx, m);
  }
  for (const e of enumsOf(ctx.outline)) limit(ctx, e, "P5304", e.values.length, MAX_ENUM_VALUES);
}

function oneofs(ctx: CheckContext, m: MessageOutline): void {
  const counts = new Array<number>(m.oneofs.length).fill(0);
  for (const f of m.fields) if (f.oneof !== undefined) counts[f.oneof] = (counts[f.oneof] ?? 0) + 1;
  m.oneofs.forEach((o, i) => {
    limit(ctx, o, "P5303", counts[i] as number, MAX_ONEOF_FIELDS);
  });
}

function limit(ctx: CheckContext, decl: DeclOutline, code: string, count: number, most: number): void {
  if (count <= most || features(ctx, decl).enforceProtoLimits !== "PROTO_LIMITS2026") return;
  report(ctx, code, nameSpan(ctx, decl), [decl.name, `${most}`]);
}
