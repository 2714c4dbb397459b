/** What a field is on the wire and in JSON: the rows of the table in its hover. */
import type { FieldOutline } from "../outline/outline.ts";
import { defaultJsonName } from "../outline/jsonName.ts";

export interface FieldFacts {
  /** `2 (length)`; absent where the type is unknown. */
  readonly wireType: string | undefined;
  /** Hexadecimal bytes of the tag: `0a`, `82 01`; absent with the wire type, which is a part of it. */
  readonly tag: string | undefined;
  /** Whether the values of a list go behind one tag; undefined where they cannot, and for what is no list. */
  readonly packed: boolean | undefined;
  /** An extension is named in brackets there, by its full name. */
  readonly jsonName: string;
  /** Lists and maps have none; undefined where it depends on a type that nobody knows. */
  readonly presence: "explicit" | "implicit" | "required" | "list" | "map" | "oneof" | undefined;
}

/** What the field's features say; see the features of editions. */
export interface FieldFeatures {
  readonly fieldPresence: "EXPLICIT" | "IMPLICIT" | "LEGACY_REQUIRED";
  readonly repeatedFieldEncoding: "PACKED" | "EXPANDED";
  readonly messageEncoding: "LENGTH_PREFIXED" | "DELIMITED";
}

const varint = new Set(["int32", "int64", "uint32", "uint64", "sint32", "sint64", "bool"]);
const fixed64 = new Set(["fixed64", "sfixed64", "double"]);
const fixed32 = new Set(["fixed32", "sfixed32", "float"]);

/** `target`: what the type's name resolves to, for a field that is no scalar. */
export function fieldFacts(
  field: FieldOutline,
  target: "message" | "enum" | undefined,
  features: FieldFeatures,
): FieldFacts {
  const scalar = scalarWireType(field.type, target);
  const isMessage = target === "message" || field.form !== "plain";
  const delimited =
    field.form === "group" || (isMessage && field.form !== "map" && features.messageEncoding === "DELIMITED");
  const single = isMessage ? (delimited ? 3 : 2) : scalar;
  const packable = field.label === "repeated" && scalar !== undefined && scalar !== 2;
  const packed = packable ? features.repeatedFieldEncoding === "PACKED" : undefined;
  const wire = packed ? 2 : single;
  return {
    wireType: wire === undefined ? undefined : `${wire} (${wireNames[wire]})`,
    tag: wire === undefined ? undefined : tagHex(field.number, wire),
    packed,
    jsonName: field.extendee === undefined ? (field.jsonName ?? defaultJsonName(field.name)) : `[${field.fullName}]`,
    presence: presenceOf(field, wire === undefined ? undefined : isMessage, features),
  };
}

const wireNames: Readonly<Record<number, string>> = {
  0: "varint",
  1: "64 bit",
  2: "length-delimited",
  3: "group",
  5: "32 bit",
};

function scalarWireType(type: string, target: "message" | "enum" | undefined): number | undefined {
  if (target === "enum" || varint.has(type)) return 0;
  if (fixed64.has(type)) return 1;
  if (fixed32.has(type)) return 5;
  return type === "string" || type === "bytes" ? 2 : undefined;
}

/** The tag as its bytes: number and wire type as one varint. */
function tagHex(number: number, wireType: number): string {
  const bytes: string[] = [];
  let rest = number * 8 + wireType;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push((rest > 0 ? low + 128 : low).toString(16).padStart(2, "0"));
  } while (rest > 0);
  return bytes.join(" ");
}

/** `isMessage`: undefined where the type is unknown. */
function presenceOf(
  field: FieldOutline,
  isMessage: boolean | undefined,
  features: FieldFeatures,
): FieldFacts["presence"] {
  if (field.form === "map") return "map";
  if (field.label === "repeated") return "list";
  if (field.label === "required" || features.fieldPresence === "LEGACY_REQUIRED") return "required";
  if (field.oneof !== undefined && !field.proto3Optional) return "oneof";
  if (isMessage || field.proto3Optional || field.extendee !== undefined) return "explicit";
  if (features.fieldPresence !== "IMPLICIT") return "explicit";
  return isMessage === undefined ? undefined : "implicit";
}
