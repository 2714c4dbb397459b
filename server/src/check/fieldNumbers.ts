/**
 * Numbers of fields. P3101 (no args): not positive. P3102 [largest]: too large. P3103 (no args): kept for the implementation.
 * P3104 [number, message, other field]: used twice. P3105 [field, number]: reserved. P3106 [field]: its name is reserved.
 * P3107 [field, number, start, end]: inside of an extension range, at the range as the compiler has it.
 * R3104 [field]: who has the number. R3105 (no args): where it is reserved.
 * F3104 [number]: take the next free number.
 */
import type { Fix } from "../base/problem.ts";
import { IMPLEMENTATION_NUMBERS, MAX_FIELD_NUMBER } from "../shared/numberLimits.ts";
import { nextFieldNumber } from "../outline/nextFieldNumber.ts";
import type { FieldOutline, MessageOutline } from "../outline/outline.ts";
import { type CheckContext, nameSpan, numberSpan, report, spanOf } from "./context.ts";
import { RangeIndex } from "./rangeIndex.ts";
import { rangedOf } from "./ranges.ts";
import { extensionsOf, messagesOf } from "./walk.ts";

export function checkFieldNumbers(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline))
    if (m.synthetic !== "map-entry" && m.fields.length) new Numbers(ctx, m).check();
  for (const x of extensionsOf(ctx.outline)) {
    if (x.number <= 0) report(ctx, "P3101", numberSpan(ctx, x));
    else if (isForImplementation(x.number)) report(ctx, "P3103", numberSpan(ctx, x));
  }
}

const isForImplementation = (number: number): boolean =>
  number >= IMPLEMENTATION_NUMBERS.start && number <= IMPLEMENTATION_NUMBERS.end;

/** The numbers of one message. */
class Numbers {
  private readonly ctx: CheckContext;
  private readonly message: MessageOutline;
  private next: { readonly number: number | undefined } | undefined;

  constructor(ctx: CheckContext, message: MessageOutline) {
    this.ctx = ctx;
    this.message = message;
  }

  check(): void {
    const { ctx, message } = this;
    const first = new Map<number, FieldOutline>();
    const reserved = message.reservedRanges.length ? new RangeIndex(rangedOf(ctx, message, "Reserved")) : undefined;
    const extensions = message.extensionRanges.length
      ? new RangeIndex(rangedOf(ctx, message, "Extensions"))
      : undefined;
    const names = message.reservedNames.length ? new Set(message.reservedNames) : undefined;
    for (const f of message.fields) {
      if (names?.has(f.name)) report(ctx, "P3106", nameSpan(ctx, f), [f.name]);
      if (!this.inBounds(f)) continue;
      const other = first.get(f.number);
      if (!other) first.set(f.number, f);
      else {
        const related = [{ at: numberSpan(ctx, other), code: "R3104", args: [other.name] }];
        const args = [`${f.number}`, message.fullName, other.name];
        report(ctx, "P3104", numberSpan(ctx, f), args, { related, fixes: this.renumber(f) });
      }
      const where = reserved?.touching(f.number, f.number);
      if (where) {
        const related = [{ at: spanOf(ctx, where.node), code: "R3105", args: [] }];
        report(ctx, "P3105", numberSpan(ctx, f), [f.name, `${f.number}`], { related, fixes: this.renumber(f) });
      }
      const range = extensions?.touching(f.number, f.number);
      if (range) {
        const related = [{ at: numberSpan(ctx, f), code: "R3104", args: [f.name] }];
        const args = [f.name, `${f.number}`, `${range.range.start}`, `${range.range.end}`];
        report(ctx, "P3107", spanOf(ctx, range.node), args, { related, fixes: this.renumber(f) });
      }
    }
  }

  private inBounds(f: FieldOutline): boolean {
    const { ctx } = this;
    if (f.number <= 0) report(ctx, "P3101", numberSpan(ctx, f), [], { fixes: this.renumber(f) });
    else if (f.number > MAX_FIELD_NUMBER)
      report(ctx, "P3102", numberSpan(ctx, f), [`${MAX_FIELD_NUMBER}`], { fixes: this.renumber(f) });
    else if (isForImplementation(f.number)) report(ctx, "P3103", numberSpan(ctx, f), [], { fixes: this.renumber(f) });
    else return true;
    return false;
  }

  private renumber(f: FieldOutline): Fix[] {
    this.next ??= { number: nextFieldNumber(this.message) };
    const text = `${this.next.number}`;
    if (this.next.number === undefined) return [];
    return [{ code: "F3104", args: [text], edits: [{ span: numberSpan(this.ctx, f), text }] }];
  }
}
