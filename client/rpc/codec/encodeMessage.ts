/** A JSON object as the fields of a message, written in the order of field numbers. */
import type { DescExtension, DescField, DescMessage, DescOneof } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { JsonPath } from "./bodyProblem.ts";
import { encodeEnum, encodeMapKey, encodeScalar } from "./encodeScalar.ts";
import { encodeWellKnown } from "./encodeWellKnown.ts";
import { type Encoding, kindOf, propertiesOf } from "./encoding.ts";
import type { JsonNode } from "./jsonTree.ts";
import { nearest } from "../../../server/src/shared/nearest.ts";
import { isZero, wireTypeOf, writeScalar } from "./scalarTypes.ts";

type Field = DescField | DescExtension;
type ListField = Field & { readonly fieldKind: "list" };
type MapField = DescField & { readonly fieldKind: "map" };

/** LEGACY_REQUIRED and IMPLICIT of `google.protobuf.FeatureSet.FieldPresence`. */
const REQUIRED = 3;
const IMPLICIT = 2;

/** Writes the content of a message, without a tag or length. */
export function encodeMessage(
  e: Encoding,
  desc: DescMessage,
  node: JsonNode,
  path: JsonPath,
  writer: BinaryWriter,
): void {
  e.nested(node, path, () => {
    if (encodeWellKnown(e, desc, node, path, writer)) {
      writeUnknown(e, desc, path, writer);
      return;
    }
    if (node.type !== "object") {
      e.report("expected-object", node, path, [desc.typeName, kindOf(node)]);
      return;
    }
    encodeFields(e, desc, node, path, writer, undefined);
  });
}

/** As `encodeMessage` for an object whose key `skip` is not a field. */
export function encodeFields(
  e: Encoding,
  desc: DescMessage,
  node: JsonNode,
  path: JsonPath,
  writer: BinaryWriter,
  skip: string | undefined,
): void {
  const entries = new Map<Field, { value: JsonNode; path: JsonPath }>();
  let oneofs: Map<DescOneof, DescField> | undefined;
  const seen = new Set<Field>();
  for (const { key, value } of propertiesOf(node)) {
    const name = key.value as string;
    if (name === skip) continue;
    const at = [...path, name];
    const field = findField(e, desc, name, key, at);
    if (!field) continue;
    if (seen.has(field)) {
      e.report("duplicate-field", key, at, [field.name]);
      continue;
    }
    seen.add(field);
    if (value.type === "null" && !takesNull(field)) continue;
    if (field.oneof) {
      oneofs ??= new Map();
      const other = oneofs.get(field.oneof);
      if (other) {
        e.report("oneof-twice", key, at, [other.jsonName, field.jsonName, field.oneof.name]);
        continue;
      }
      oneofs.set(field.oneof, field as DescField);
    }
    entries.set(field, { value, path: at });
  }
  for (const field of desc.fields) {
    if (field.presence === REQUIRED && !entries.has(field)) {
      e.report("required", node, path, [field.jsonName], field.jsonName);
    }
  }
  const sorted = inOrder(entries);
  for (const [field, entry] of sorted) encodeField(e, field, entry.value, entry.path, writer);
  writeUnknown(e, desc, path, writer);
}

function inOrder<T>(entries: ReadonlyMap<Field, T>): Iterable<readonly [Field, T]> {
  let last = 0;
  for (const { number } of entries.keys()) {
    if (number < last) return [...entries].sort(([a], [b]) => a.number - b.number);
    last = number;
  }
  return entries;
}

function writeUnknown(e: Encoding, desc: DescMessage, path: JsonPath, writer: BinaryWriter): void {
  for (const { number, wireType, bytes } of e.besideAt(desc, path)) {
    if (wireType === 2 && desc.proto.options?.messageSetWireFormat) {
      writer.tag(1, WireType.StartGroup).tag(2, WireType.Varint).uint32(number);
      writer.tag(3, WireType.LengthDelimited).bytes(bytes).tag(1, WireType.EndGroup);
      continue;
    }
    writer.tag(number, wireType as number as WireType);
    if (wireType === 2) writer.bytes(bytes);
    else writer.raw(bytes);
    if (wireType === 3) writer.tag(number, WireType.EndGroup);
  }
}

const fieldNames = new WeakMap<DescMessage, ReadonlyMap<string, DescField>>();

/** JSON names, and names as declared where no other field has them in JSON. */
function fieldsByName(desc: DescMessage): ReadonlyMap<string, DescField> {
  let names = fieldNames.get(desc);
  if (!names) {
    const byName = desc.fields.map(field => [field.name, field] as const);
    names = new Map([...byName, ...desc.fields.map(field => [field.jsonName, field] as const)]);
    fieldNames.set(desc, names);
  }
  return names;
}

function findField(e: Encoding, desc: DescMessage, name: string, key: JsonNode, path: JsonPath): Field | undefined {
  const field = fieldsByName(desc).get(name);
  if (field) return field;
  if (name.startsWith("[") && name.endsWith("]")) {
    const extension = e.schema.findExtension(name.slice(1, -1));
    if (extension?.extendee.typeName === desc.typeName) return extension;
    if (extension)
      e.report("wrong-extendee", key, path, [extension.typeName, extension.extendee.typeName, desc.typeName]);
    else e.report("unknown-extension", key, path, [name.slice(1, -1)]);
    return undefined;
  }
  const near = nearest(
    name,
    desc.fields.map(f => f.jsonName),
    { lettersPerSlip: 3 },
  );
  e.report("unknown-field", key, path, [name, desc.typeName], near);
  return undefined;
}

/** `null` means "not set", but these have it as a value. */
function takesNull(field: Field): boolean {
  if (field.fieldKind === "message") return field.message.typeName === "google.protobuf.Value";
  return field.fieldKind === "enum" && field.enum.typeName === "google.protobuf.NullValue";
}

function encodeField(e: Encoding, field: Field, node: JsonNode, path: JsonPath, writer: BinaryWriter): void {
  switch (field.fieldKind) {
    case "scalar": {
      const value = encodeScalar(e, field.scalar, node, path);
      if (value === undefined || (field.presence === IMPLICIT && isZero(value))) return;
      writer.tag(field.number, wireTypeOf(field.scalar));
      writeScalar(writer, field.scalar, value);
      return;
    }
    case "enum": {
      const value = encodeEnum(e, field.enum, node, path);
      if (value === undefined || (field.presence === IMPLICIT && value === 0)) return;
      writer.tag(field.number, WireType.Varint).int32(value);
      return;
    }
    case "message":
      if (field.kind === "extension" && field.extendee.proto.options?.messageSetWireFormat) {
        encodeMessageSetItem(e, field.number, field.message, node, path, writer);
      } else encodeChild(e, field.number, field.message, field.delimitedEncoding, node, path, writer);
      return;
    case "list":
      encodeList(e, field, node, path, writer);
      return;
    case "map":
      encodeMap(e, field, node, path, writer);
  }
}

function encodeChild(
  e: Encoding,
  number: number,
  desc: DescMessage,
  delimited: boolean,
  node: JsonNode,
  path: JsonPath,
  writer: BinaryWriter,
): void {
  if (delimited) {
    writer.tag(number, WireType.StartGroup);
    encodeMessage(e, desc, node, path, writer);
    writer.tag(number, WireType.EndGroup);
    return;
  }
  writer.tag(number, WireType.LengthDelimited).fork();
  encodeMessage(e, desc, node, path, writer);
  writer.join();
}

/** `message_set_wire_format`: each extension is a group 1 of its number (2) and its bytes (3). */
function encodeMessageSetItem(
  e: Encoding,
  number: number,
  desc: DescMessage,
  node: JsonNode,
  path: JsonPath,
  writer: BinaryWriter,
): void {
  writer.tag(1, WireType.StartGroup).tag(2, WireType.Varint).uint32(number);
  encodeChild(e, 3, desc, false, node, path, writer);
  writer.tag(1, WireType.EndGroup);
}

function encodeList(e: Encoding, field: ListField, node: JsonNode, path: JsonPath, writer: BinaryWriter): void {
  if (node.type !== "array") {
    e.report("expected-list", node, path, [field.name, kindOf(node)]);
    return;
  }
  const items = node.children ?? [];
  if (items.length === 0) return;
  const wireType = field.listKind === "scalar" ? wireTypeOf(field.scalar) : WireType.Varint;
  if (field.packed) writer.tag(field.number, WireType.LengthDelimited).fork();
  for (const [index, item] of items.entries()) {
    const at = [...path, index];
    if (item.type === "null" && !elementTakesNull(field)) {
      e.report("null-element", item, at);
      continue;
    }
    if (field.listKind === "message") {
      encodeChild(e, field.number, field.message, field.delimitedEncoding, item, at, writer);
      continue;
    }
    const value =
      field.listKind === "enum" ? encodeEnum(e, field.enum, item, at) : encodeScalar(e, field.scalar, item, at);
    if (value === undefined) continue;
    if (!field.packed) writer.tag(field.number, wireType);
    if (field.listKind === "enum") writer.int32(value as number);
    else writeScalar(writer, field.scalar, value);
  }
  if (field.packed) writer.join();
}

function elementTakesNull(field: ListField | MapField): boolean {
  return field.message?.typeName === "google.protobuf.Value" || field.enum?.typeName === "google.protobuf.NullValue";
}

function encodeMap(e: Encoding, field: MapField, node: JsonNode, path: JsonPath, writer: BinaryWriter): void {
  if (node.type !== "object") {
    e.report("expected-map", node, path, [field.name, kindOf(node)]);
    return;
  }
  const seen = new Set<unknown>();
  for (const { key, value } of propertiesOf(node)) {
    const at = [...path, key.value as string];
    const mapKey = encodeMapKey(e, field.mapKey, key, at);
    if (mapKey === undefined) continue;
    if (seen.has(mapKey)) {
      e.report("duplicate-key", key, at, [String(mapKey)]);
      continue;
    }
    seen.add(mapKey);
    if (value.type === "null" && !elementTakesNull(field)) {
      e.report("null-map-value", value, at);
      continue;
    }
    encodeEntry(e, field, mapKey, value, at, writer);
  }
}

function encodeEntry(
  e: Encoding,
  field: MapField,
  key: Parameters<typeof writeScalar>[2],
  node: JsonNode,
  path: JsonPath,
  writer: BinaryWriter,
): void {
  if (field.mapKind === "message") {
    writer.tag(field.number, WireType.LengthDelimited).fork();
    writeScalar(writer.tag(1, wireTypeOf(field.mapKey)), field.mapKey, key);
    encodeChild(e, 2, field.message, false, node, path, writer);
    writer.join();
    return;
  }
  const value =
    field.mapKind === "enum" ? encodeEnum(e, field.enum, node, path) : encodeScalar(e, field.scalar, node, path);
  // An entry whose value is not known is no entry.
  if (value === undefined) return;
  writer.tag(field.number, WireType.LengthDelimited).fork();
  writeScalar(writer.tag(1, wireTypeOf(field.mapKey)), field.mapKey, key);
  if (field.mapKind === "enum") writer.tag(2, WireType.Varint).int32(value as number);
  else writeScalar(writer.tag(2, wireTypeOf(field.scalar)), field.scalar, value);
  writer.join();
}

/** The bytes of a message on its own. */
export function encodeToBytes(e: Encoding, encode: (writer: BinaryWriter) => void): Uint8Array {
  const writer = new BinaryWriter();
  encode(writer);
  return e.problems.length > 0 ? new Uint8Array(0) : writer.finish();
}
