/** Required fields of values of options. */
import { featuresIn } from "../editions/features.ts";
import type { FieldOutline } from "../outline/outline.ts";
import type { MessageRef, Schema } from "./schema.ts";
import { MessageValue } from "./value.ts";

/** The first that is missing, at any depth: a path of names with dots. */
export function missingField(value: MessageValue, schema: Schema): string | undefined {
  for (const f of value.type.message.fields)
    if (!value.fields.has(f.number) && isRequired(f, value.type, schema)) return f.name;
  for (const { field, values } of value.fields.values()) {
    if (!field.message) continue;
    for (const v of values) {
      const missing = v instanceof MessageValue ? missingField(v, schema) : undefined;
      if (missing !== undefined) return `${field.outline.name}.${missing}`;
    }
  }
  return undefined;
}

/** By its label, or in editions by a feature. */
function isRequired(f: FieldOutline, of: MessageRef, schema: Schema): boolean {
  if (f.label !== undefined || f.options.length === 0) return f.label === "required";
  const outline = schema.outline(of.file);
  return outline !== undefined && featuresIn(outline, f).fieldPresence === "LEGACY_REQUIRED";
}
