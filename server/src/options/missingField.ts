/** Required fields of values of options. */
import { MessageValue } from "./value.ts";

/** The first that is missing, at any depth: a path of names with dots. */
export function missingField(value: MessageValue): string | undefined {
  for (const f of value.type.message.fields) if (f.label === "required" && !value.fields.has(f.number)) return f.name;
  for (const { field, values } of value.fields.values()) {
    if (!field.message) continue;
    for (const v of values) {
      const missing = v instanceof MessageValue ? missingField(v) : undefined;
      if (missing !== undefined) return `${field.outline.name}.${missing}`;
    }
  }
  return undefined;
}
