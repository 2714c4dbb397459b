/** P3101 to P3107. Numbers of fields: in bounds, each once, not reserved, not kept for extensions. */
import { nextFieldNumber as nextNumber } from "../outline/nextFieldNumber.ts";
import { MAX_FIELD_NUMBER } from "../outline/buildOutline.ts";
import type { FieldOutline, MessageOutline } from "../outline/outline.ts";
import { type CheckContext, isTrue, nameSpan, numberSpan, report } from "./context.ts";
import { messagesOf } from "./walk.ts";

export function checkFieldNumbers(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) if (m.synthetic !== "map-entry" && m.fields.length) inMessage(ctx, m);
  for (const m of messagesOf(ctx.outline)) for (const x of m.extensions) bounds(ctx, x, undefined);
  for (const x of ctx.outline.extensions) bounds(ctx, x, undefined);
}

function inMessage(ctx: CheckContext, m: MessageOutline): void {
  const first = new Map<number, FieldOutline>();
  for (const f of m.fields) {
    bounds(ctx, f, m);
    const other = first.get(f.number);
    if (!other) first.set(f.number, f);
    else {
      const next = nextNumber(m);
      const span = numberSpan(ctx, f);
      const related = [{ at: numberSpan(ctx, other), code: "R3104", args: [other.name] }];
      const fixes =
        next === undefined ? [] : [{ code: "F3104", args: [`${next}`], edits: [{ span, text: `${next}` }] }];
      report(ctx, "P3104", span, [`${f.number}`, m.fullName, other.name], { related, fixes });
    }
    for (const r of m.reservedRanges)
      if (r.start <= f.number && f.number <= r.end) {
        report(ctx, "P3105", numberSpan(ctx, f), [f.name, `${f.number}`], { fixes: renumber(ctx, f, m) });
        break;
      }
    if (m.reservedNames.length && m.reservedNames.includes(f.name)) report(ctx, "P3106", nameSpan(ctx, f), [f.name]);
    for (const r of m.extensionRanges)
      if (r.start <= f.number && f.number <= r.end) {
        report(ctx, "P3107", numberSpan(ctx, f), [f.name, `${f.number}`, `${r.start}`, `${r.end}`], {
          fixes: renumber(ctx, f, m),
        });
        break;
      }
  }
}

function renumber(ctx: CheckContext, f: FieldOutline, m: MessageOutline) {
  const next = nextNumber(m);
  const span = numberSpan(ctx, f);
  return next === undefined ? [] : [{ code: "F3104", args: [`${next}`], edits: [{ span, text: `${next}` }] }];
}

function bounds(ctx: CheckContext, f: FieldOutline, m: MessageOutline | undefined): void {
  const fixes = m ? renumber(ctx, f, m) : [];
  if (f.number <= 0) return report(ctx, "P3101", numberSpan(ctx, f), [], { fixes });
  if (f.number > MAX_FIELD_NUMBER && !extendsMessageSet(ctx, f))
    return report(ctx, "P3102", numberSpan(ctx, f), [`${MAX_FIELD_NUMBER}`], { fixes });
  if (f.number >= 19000 && f.number <= 19999) report(ctx, "P3103", numberSpan(ctx, f), [], { fixes });
}

/** Extensions of a message set may use all numbers of 31 bits. */
function extendsMessageSet(ctx: CheckContext, f: FieldOutline): boolean {
  const result = ctx.linked.extendeeOf.get(f);
  if (!result?.ok || result.found.kind !== "message") return false;
  const decl = ctx.world.outline(result.found.id.file)?.types.get(result.found.id.name);
  return decl?.kind === "message" && isTrue(decl.options, "message_set_wire_format");
}
