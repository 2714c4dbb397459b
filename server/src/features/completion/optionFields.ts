/** Fields of the messages that options are written in: which of them may be set at a place, and how they are called there. */
import { isExpected } from "./declarations.ts";
import { existsIn } from "../../editions/featureSupport.ts";
import { FieldType, type MessageRef, type OptionField, type Schema } from "../../options/schema.ts";
import { targetsOf } from "../../options/targets.ts";
import { isSet } from "../../outline/isSet.ts";
import { Edition } from "../../syntax/edition.ts";

/** Declared fields of a message, in its order. */
export function fieldsOf(type: MessageRef, schema: Schema): OptionField[] {
  return type.message.fields.filter(f => f.name !== "uninterpreted_option").map(f => schema.field(type.file, f));
}

/** Whether a field may be set on a kind of declaration, in an edition as numbered by `google.protobuf.Edition`. */
export function fits(field: OptionField, target: number, edition: number): boolean {
  if (field.outline.name === "features" && field.outline.extendee === undefined && edition < Edition.edition2023)
    return false;
  const targets = targetsOf(field);
  return (targets.size === 0 || targets.has(target)) && existsIn(field.outline.options, edition);
}

/** What a message must have, by its own word or by a rule of the compiler. */
export const isRequired = ({ outline }: OptionField): boolean =>
  outline.label === "required" ||
  isExpected(outline.fullName) ||
  isSet(outline.options, "features.field_presence", "LEGACY_REQUIRED");

/** Name of the oneof that a field is a member of; undefined for others, and for what only `optional` makes one. */
export function oneofOf({ outline }: OptionField): string | undefined {
  if (outline.oneof === undefined || outline.proto3Optional) return undefined;
  return outline.parent?.oneofs[outline.oneof]?.name;
}

/** Whether another member is set already of the oneof that a field belongs to. */
export function isExcluded(field: OptionField, type: MessageRef, schema: Schema, given: (name: string) => boolean) {
  const oneof = oneofOf(field);
  return oneof !== undefined && fieldsOf(type, schema).some(f => oneofOf(f) === oneof && given(nameInLiteral(f)));
}

/** A group is named by its message. */
export const nameInLiteral = (field: OptionField): string =>
  field.type === FieldType.group && field.outline.form === "group" ? field.outline.type : field.outline.name;

/** How a field's type is called beside its name. */
export function typeName(field: OptionField): string {
  const repeated = field.repeated ? "repeated " : "";
  return repeated + (field.message?.message.fullName ?? field.enum?.enum.fullName ?? field.outline.type);
}

export const isAny = (type: MessageRef): boolean => type.message.fullName === "google.protobuf.Any";
