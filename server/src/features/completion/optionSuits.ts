/**
 * Whether a built-in option suits the declaration that it would be set on, beyond the kind of it: `packed` needs a list of numbers, `lazy` a
 * message. What is not known of a field yet speaks against nothing. The rules are those of `check/encodingOptions.ts` and `check/featureUse.ts`.
 */
import { featuresIn } from "../../editions/features.ts";
import type { FileId } from "../../link/world.ts";
import { Target } from "../../options/optionBlocks.ts";
import { Edition } from "../../syntax/edition.ts";
import type { Cursor } from "./cursor.ts";
import { fieldAt } from "./members.ts";
import type { Candidates } from "./proposal.ts";

type Kind = "message" | "enum" | "text" | "wide" | "scalar" | "unknown";

export interface FieldFacts {
  readonly kind: Kind;
  readonly isString: boolean;
  readonly isRepeated: boolean;
  readonly isMap: boolean;
  readonly isExtension: boolean;
  readonly inOneof: boolean;
  readonly isImplicit: boolean;
  readonly isDelimited: boolean;
}

const wide = new Set(["int64", "uint64", "sint64", "fixed64", "sfixed64"]);

/** What is known of the field whose options the cursor is in; undefined for other declarations. */
export function factsAt(s: Candidates, file: FileId, cursor: Cursor): FieldFacts | undefined {
  const field = fieldAt(s, file, cursor);
  const outline = s.outline(file);
  if (!field || !outline) return undefined;
  const { type, form } = field;
  const features = featuresIn(outline, field);
  const kind = (): Kind => {
    if (form !== "plain") return "message";
    if (type === "string" || type === "bytes") return "text";
    if (wide.has(type)) return "wide";
    const result = s.linked(file)?.typeOf.get(field);
    if (!result) return "scalar";
    if (!result.ok || result.found.kind === "package") return "unknown";
    return result.found.kind === "enum" ? "enum" : "message";
  };
  return {
    kind: kind(),
    isString: type === "string" || form === "map",
    isRepeated: field.label === "repeated",
    isMap: form === "map",
    isExtension: field.extendee !== undefined,
    inOneof: field.oneof !== undefined && !field.proto3Optional,
    isImplicit: features.fieldPresence === "IMPLICIT",
    isDelimited: features.messageEncoding === "DELIMITED" && form !== "map",
  };
}

/** `option`: full name of a field of an options message or of `google.protobuf.FeatureSet`. */
export function suits(option: string, target: number, { tree }: Cursor, facts: FieldFacts | undefined): boolean {
  const { kind: syntax, edition } = tree.syntax;
  switch (option) {
    case "google.protobuf.MessageOptions.map_entry":
      return false;
    case "google.protobuf.MessageOptions.message_set_wire_format":
      return syntax !== "proto3";
    case "google.protobuf.FileOptions.java_string_check_utf8":
      return syntax !== "editions";
    case "google.protobuf.FieldOptions.packed":
      if (syntax === "editions") return false;
  }
  return target !== Target.field || !facts || suitsField(option, edition, facts);
}

function suitsField(option: string, edition: number, f: FieldFacts): boolean {
  const mayBe = (...kinds: readonly Kind[]): boolean => f.kind === "unknown" || kinds.includes(f.kind);
  switch (option) {
    case "google.protobuf.FieldOptions.packed":
    case "google.protobuf.FeatureSet.repeated_field_encoding":
      return f.isRepeated && mayBe("enum", "wide", "scalar");
    case "google.protobuf.FieldOptions.lazy":
      return mayBe("message") && !f.isDelimited;
    case "google.protobuf.FieldOptions.unverified_lazy":
      return mayBe("message") && !f.isDelimited && !f.isExtension;
    case "google.protobuf.FieldOptions.ctype":
      return mayBe("text") && edition < Edition.edition2024;
    case "google.protobuf.FieldOptions.jstype":
      return mayBe("wide");
    case "google.protobuf.FeatureSet.field_presence":
      return !f.isRepeated && !f.isExtension && !f.inOneof;
    case "google.protobuf.FeatureSet.utf8_validation":
      return f.isString;
    case "google.protobuf.FeatureSet.message_encoding":
      return mayBe("message") && !f.isMap;
  }
  return true;
}

/** Whether a value of a feature suits the declaration. */
export function valueSuits(option: string, value: string, target: number, facts: FieldFacts | undefined): boolean {
  if (option !== "google.protobuf.FeatureSet.field_presence") return true;
  if (value === "LEGACY_REQUIRED") return target !== Target.file;
  return value !== "IMPLICIT" || facts?.kind !== "message";
}
