/**
 * Interpreted options → text format, in the compiler's layout: a field a line, by number, two blanks per level. Other than the compiler
 * does, the message in an `Any` is shown where the source says which it is.
 */
import { hasMessageSetFormat } from "./messageSet.ts";
import { FieldType, type MessageRef, type OptionField } from "./schema.ts";
import { isGroupLike } from "./groupLike.ts";
import { type FieldScalar, isPresent, MessageValue } from "./value.ts";
import { cEscaped } from "../base/cEscape.ts";
import { doubleText, floatText } from "../base/floatText.ts";

const utf8 = new TextEncoder();

/** The fields of a message, each line ended; "" where none is set. */
export function renderText(message: MessageValue, indent = ""): string {
  if (message.packed) {
    const url = message.get(1);
    return `${indent}[${typeof url === "string" ? url : ""}] ${braced(message.packed, indent)}`;
  }
  let out = "";
  for (const { field, values } of message.sorted())
    for (const value of field.message?.message.synthetic === "map-entry" ? byKey(values) : values)
      out += fieldText(field, value, message.type, indent);
  return out;
}

/** What one option statement sets, under full names; `fields` as the parts of its name resolve. */
export function renderOption(fields: readonly OptionField[], value: FieldScalar): string {
  const part = (i: number, of: MessageRef | undefined, indent: string): string => {
    const field = fields[i] as OptionField;
    if (i === fields.length - 1) return fieldText(field, value, of, indent);
    return `${indent}${nameOf(field, of)} {\n${part(i + 1, field.message, `${indent}  `)}${indent}}\n`;
  };
  return fields.length ? part(0, undefined, "") : "";
}

function fieldText(field: OptionField, value: FieldScalar, of: MessageRef | undefined, indent: string): string {
  if (value instanceof MessageValue) return `${indent}${nameOf(field, of)} ${braced(value, indent)}`;
  return isPresent(field, value) ? `${indent}${nameOf(field, of)}: ${scalarText(field, value)}\n` : "";
}

const braced = (message: MessageValue, indent: string): string =>
  `{\n${renderText(message, `${indent}  `)}${indent}}\n`;

function nameOf(field: OptionField, of: MessageRef | undefined): string {
  const { outline, message } = field;
  if (outline.extendee === undefined) return message && isGroupLike(field) ? message.message.name : outline.name;
  // An item of a message set that is declared inside of its message is known by the message.
  const type = message?.message.fullName;
  const isItem = type !== undefined && of && !field.repeated && hasMessageSetFormat(of.message);
  return isItem && outline.fullName === `${type}.${outline.name}` ? `[${type}]` : `[${outline.fullName}]`;
}

/** The entries of a map by their keys. */
const byKey = (entries: readonly FieldScalar[]): FieldScalar[] =>
  [...entries].sort((a, b) => compareKeys(keyOf(a), keyOf(b)));

const keyOf = (entry: FieldScalar): FieldScalar | undefined =>
  entry instanceof MessageValue ? entry.get(1) : undefined;

function compareKeys(a: FieldScalar | undefined, b: FieldScalar | undefined): number {
  if (typeof a === "string" && typeof b === "string") return Buffer.compare(utf8.encode(a), utf8.encode(b));
  return (a as number) < (b as number) ? -1 : a === b ? 0 : 1;
}

function scalarText(field: OptionField, value: FieldScalar): string {
  if (typeof value === "string") return `"${cEscaped(utf8.encode(value))}"`;
  if (value instanceof Uint8Array) return `"${cEscaped(value)}"`;
  if (typeof value !== "number") return `${value as bigint | boolean}`;
  if (field.type === FieldType.float) return floatText(value);
  if (field.type === FieldType.double) return doubleText(value);
  const named = field.enum?.enum.values.find(v => v.number === value);
  return named?.name ?? `${value}`;
}
