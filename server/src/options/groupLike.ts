/** Which fields are named by their message, as the fields of groups are. */
import { FieldType, type OptionField } from "./schema.ts";

/** A field that stands for a group: delimited, and its message is declared beside it under the field's name. */
export function isGroupLike(field: OptionField): boolean {
  const message = field.message?.message;
  if (!message || field.type !== FieldType.group) return false;
  return (
    field.outline.name === message.name.toLowerCase() && scopeOf(field.outline.fullName) === scopeOf(message.fullName)
  );
}

const scopeOf = (fullName: string): string => fullName.slice(0, Math.max(0, fullName.lastIndexOf(".")));
