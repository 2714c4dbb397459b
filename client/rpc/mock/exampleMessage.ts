/** A message with a value in each field that fits its name and type; lists and maps have one element. */
import { create, type DescEnum, type DescField, type DescMessage, type Message } from "@bufbuild/protobuf";
import { reflect, type ReflectMessage } from "@bufbuild/protobuf/reflect";
import { exampleScalar } from "./exampleValue.ts";

/** Full names of the types that a value lies in. A type that holds itself is not filled again inside. */
type Ancestors = readonly string[];

const MAX_DEPTH = 6;

/** 2026-01-01T00:00:00Z */
const SECONDS = 1_767_225_600n;

export function exampleMessage(type: DescMessage): Message {
  return example(type, []).message;
}

function example(type: DescMessage, inside: Ancestors): ReflectMessage {
  const message = reflect(type, create(type));
  if (type.typeName.startsWith("google.protobuf.")) fillWellKnown(message);
  else fill(message, [...inside, type.typeName]);
  return message;
}

function fill(message: ReflectMessage, inside: Ancestors): void {
  const oneofs = new Set<string>();
  for (const field of message.desc.fields) {
    if (field.oneof && oneofs.has(field.oneof.name)) continue;
    const isInside = field.message !== undefined && inside.includes(field.message.typeName);
    if (isInside && field.presence !== LEGACY_REQUIRED) continue;
    if (field.message && inside.length >= MAX_DEPTH) continue;
    if (field.oneof) oneofs.add(field.oneof.name);
    set(message, field, inside);
  }
}

/** LEGACY_REQUIRED of `google.protobuf.FeatureSet.FieldPresence`. */
const LEGACY_REQUIRED = 3;

function set(message: ReflectMessage, field: DescField, inside: Ancestors): void {
  switch (field.fieldKind) {
    case "scalar":
      message.set(field, exampleScalar(field.scalar, field.name));
      break;
    case "enum":
      message.set(field, exampleEnum(field.enum));
      break;
    case "message":
      message.set(field, example(field.message, inside));
      break;
    case "list":
      message.get(field).add(element(field, inside) as never);
      break;
    case "map":
      message.get(field).set(exampleScalar(field.mapKey, "key") as never, element(field, inside) as never);
      break;
  }
}

function element(field: DescField & { readonly fieldKind: "list" | "map" }, inside: Ancestors): unknown {
  if (field.message) return example(field.message, inside);
  if (field.enum) return exampleEnum(field.enum);
  return exampleScalar(field.scalar!, singular(field.name));
}

/** The first value that says something. */
const exampleEnum = (desc: DescEnum): number =>
  (desc.values.find(value => value.number !== 0) ?? desc.values[0])?.number ?? 0;

const singular = (name: string): string => name.replace(/([^s])s$/, "$1");

function fillWellKnown(message: ReflectMessage): void {
  const { desc } = message;
  const first = desc.fields[0];
  switch (desc.typeName) {
    case "google.protobuf.Timestamp":
      message.set(desc.field.seconds!, SECONDS);
      return;
    case "google.protobuf.Duration":
      message.set(desc.field.seconds!, 90n);
      return;
    case "google.protobuf.Value":
      message.set(desc.field.stringValue!, "example");
      return;
  }
  // Wrappers. An Any, a Struct or a mask of any content would be as wrong as it would be right; they stay empty.
  if (desc.fields.length === 1 && first?.fieldKind === "scalar")
    message.set(first, exampleScalar(first.scalar, "value"));
}
