/**
 * Custom JSON strings of enum values, `(pb.enumvalue.json).string`. "Kind" is `custom` or `default` (the value's name).
 * P3207 [kind, JSON string, other kind, other value]: two values have one string. P3208 [value, own string or empty, first value,
 * its string or empty]: values of one number have one string. P3209 [JSON string, value, number]: reads as another number.
 * P3214 [value]: a NUL character. R3210 [value]: who has the string.
 */
import type { InterpretedOptions } from "../options/interpret.ts";
import { MessageValue } from "../options/value.ts";
import type { EnumOutline, EnumValueOutline } from "../outline/outline.ts";
import { inLineOf } from "./builtinOptions.ts";
import { type CheckContext, nameSpan, nodeOf, report, spanOf } from "./context.ts";
import { enumsOf } from "./walk.ts";

const EXTENSION = "pb.enumvalue.json";

export function checkEnumJson(ctx: CheckContext, options: InterpretedOptions): void {
  if (ctx.linked.scope.find(EXTENSION, "option")?.kind !== "field") return;
  for (const e of enumsOf(ctx.outline)) if (e.values.some(v => v.options !== undefined)) inEnum(ctx, e, options);
}

function customString(options: InterpretedOptions, v: EnumValueOutline): string | undefined {
  const set = options.of.get(v);
  for (const { field, values } of set?.fields.values() ?? []) {
    if (field.outline.fullName !== EXTENSION) continue;
    const [message] = values;
    if (!(message instanceof MessageValue)) continue;
    for (const inner of message.fields.values()) {
      const [text] = inner.values;
      if (inner.field.outline.name === "string" && typeof text === "string") return text;
    }
  }
  return undefined;
}

interface JsonString {
  readonly value: EnumValueOutline;
  readonly text: string;
  readonly custom: boolean;
}

function inEnum(ctx: CheckContext, e: EnumOutline, options: InterpretedOptions): void {
  const primary = new Map<number, JsonString>();
  const seen = new Map<string, JsonString>();
  const kind = (s: JsonString): string => (s.custom ? "custom" : "default");
  const strings = e.values.map((value): JsonString => {
    const text = customString(options, value);
    return { value, text: text ?? value.name, custom: text !== undefined };
  });
  if (!strings.some(s => s.custom)) return;
  for (const s of strings) {
    const { value, text, custom } = s;
    const at = place(ctx, value);
    if (custom && text.includes("\0")) report(ctx, "P3214", at, [value.name]);
    const number = custom ? integerOf(text) : undefined;
    if (number !== undefined && number !== value.number)
      report(ctx, "P3209", at, [text, value.name, `${value.number}`]);
    const first = primary.get(value.number);
    if (!first) primary.set(value.number, s);
    else if (first.custom !== custom || (custom && first.text !== text)) {
      const shown = (x: JsonString): string => (x.custom ? x.text : "");
      report(ctx, "P3208", at, [value.name, shown(s), first.value.name, shown(first)]);
      continue;
    }
    const other = seen.get(text);
    if (!other) seen.set(text, s);
    else if (other.value.number !== value.number) {
      const related = [{ at: nameSpan(ctx, other.value), code: "R3210", args: [other.value.name] }];
      report(ctx, "P3207", at, [kind(s), text, kind(other), other.value.name], { related });
    }
  }
}

/** What the runtimes read as a number of 32 bits instead of a name: digits with a sign, blanks around. */
function integerOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return number >= -2147483648 && number <= 2147483647 ? number : undefined;
}

function place(ctx: CheckContext, v: EnumValueOutline) {
  const name = nameSpan(ctx, v);
  const node = nodeOf(ctx, v);
  const option = node?.kind === "EnumValue" ? node.options?.options.find(o => o.name[0]?.extension) : undefined;
  return option ? inLineOf(ctx, name, spanOf(ctx, option)) : name;
}
