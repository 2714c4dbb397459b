/** Options as data: a message's fields by number, each with its values in the order they were written. */
import type { MessageRef, OptionField } from "./schema.ts";

/**
 * One value of a field, by the field's type: a number for integers of 32 bits, enums, floats and doubles; a bigint for integers of 64 bits;
 * a boolean; text, or bytes where the literal's escapes make no UTF-8 (a string's) or where the type is bytes; a message.
 */
export type FieldScalar = number | bigint | boolean | string | Uint8Array | MessageValue;

export interface FieldValue {
  readonly field: OptionField;
  /** One entry where the field is not repeated. */
  readonly values: FieldScalar[];
  /** The token that first names the field inside of a literal; -1 where none does. */
  readonly token: number;
}

export class MessageValue {
  readonly type: MessageRef;
  readonly fields = new Map<number, FieldValue>();
  /** What later members of the same oneof have replaced: set no longer, but no statement may set it again. */
  replaced: FieldValue[] | undefined;
  /** The message whose bytes an `Any` holds, where it was written as one. */
  packed: MessageValue | undefined;

  constructor(type: MessageRef) {
    this.type = type;
  }

  /** Appends to a repeated field; sets any other, and unsets the other members of its oneof. */
  add(field: OptionField, value: FieldScalar, token = -1): void {
    const known = this.fields.get(field.number);
    if (!known) {
      if (field.outline.oneof !== undefined && field.outline.extendee === undefined) this.replaceOthers(field);
      this.fields.set(field.number, { field, values: [value], token });
    } else if (field.repeated) known.values.push(value);
    else known.values[0] = value;
  }

  private replaceOthers(field: OptionField): void {
    for (const [number, other] of this.fields) {
      const { oneof, extendee } = other.field.outline;
      if (oneof !== field.outline.oneof || extendee !== undefined) continue;
      this.fields.delete(number);
      this.replaced = [...(this.replaced ?? []), other];
    }
  }

  /** Whether a field at that path below this message is set, or was before another member of its oneof was. */
  wasSet(path: readonly OptionField[], from = 0): boolean {
    const number = path[from]?.number ?? 0;
    const reaches = ({ field, values: [value] }: FieldValue): boolean =>
      field.number === number &&
      (from === path.length - 1 || (value instanceof MessageValue && value.wasSet(path, from + 1)));
    const known = this.fields.get(number);
    return (known !== undefined && reaches(known)) || (this.replaced?.some(reaches) ?? false);
  }

  /** The value of a field that is not repeated, by number. */
  get(number: number): FieldScalar | undefined {
    return this.fields.get(number)?.values[0];
  }

  /** Whether something is set, and all of it for the source alone. */
  isSourceOnly(): boolean {
    for (const { field } of this.fields.values()) if (!field.sourceOnly) return false;
    return this.fields.size > 0;
  }

  /** Fields in the order of their numbers, as they go on the wire. */
  sorted(): FieldValue[] {
    const out = [...this.fields.values()];
    if (out.length > 1) out.sort((a, b) => a.field.number - b.field.number);
    return out;
  }
}

/** Whether a value is what a field of its type holds that nobody has set. */
export function isZero(value: FieldScalar | undefined): boolean {
  if (typeof value === "number") return Object.is(value, 0);
  if (typeof value === "bigint") return value === 0n;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string" || value instanceof Uint8Array) return value.length === 0;
  return value === undefined;
}

/** Whether a value is on the wire and in print: a zero is not, where its field knows no presence. */
export const isPresent = (field: OptionField, value: FieldScalar): boolean =>
  field.presence || field.repeated || !isZero(value);
