/** Messages with a JSON form of their own: times, masks, wrappers, JSON values, `Any`. */
import type { DescMessage } from "@bufbuild/protobuf";
import { type BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { JsonPath } from "./bodyProblem.ts";
import { encodeAny } from "./encodeAny.ts";
import { encodeScalar, stringOf } from "./encodeScalar.ts";
import { type Encoding, kindOf, propertiesOf } from "./encoding.ts";
import { toSnakeCase } from "./fieldMaskNames.ts";
import type { JsonNode } from "./jsonTree.ts";
import { isZero, wireTypeOf, writeScalar } from "./scalarTypes.ts";
import { type NoTime, parseDuration, parseTimestamp, type SecondsAndNanos } from "./times.ts";
import { isWrapper } from "./wellKnown.ts";

/** Writes the content of a well-known message; false for any other. */
export function encodeWellKnown(
  e: Encoding,
  desc: DescMessage,
  node: JsonNode,
  path: JsonPath,
  writer: BinaryWriter,
): boolean {
  if (!desc.typeName.startsWith("google.protobuf.")) return false;
  switch (desc.typeName) {
    case "google.protobuf.Timestamp":
      encodeTime(e, node, path, writer, parseTimestamp, "expected-time");
      return true;
    case "google.protobuf.Duration":
      encodeTime(e, node, path, writer, parseDuration, "expected-duration");
      return true;
    case "google.protobuf.FieldMask":
      encodeFieldMask(e, node, path, writer);
      return true;
    case "google.protobuf.Struct":
      encodeStruct(e, node, path, writer);
      return true;
    case "google.protobuf.ListValue":
      encodeListValue(e, node, path, writer);
      return true;
    case "google.protobuf.Value":
      encodeValue(e, node, path, writer);
      return true;
    case "google.protobuf.Any":
      encodeAny(e, node, path, writer);
      return true;
  }
  if (!isWrapper(desc)) return false;
  const field = desc.fields[0]!;
  const value = encodeScalar(e, field.scalar!, node, path);
  if (value !== undefined && !isZero(value))
    writeScalar(writer.tag(1, wireTypeOf(field.scalar!)), field.scalar!, value);
  return true;
}

function encodeTime(
  e: Encoding,
  node: JsonNode,
  path: JsonPath,
  writer: BinaryWriter,
  parse: (text: string) => SecondsAndNanos | NoTime,
  expected: "expected-time" | "expected-duration",
): void {
  if (node.type !== "string") {
    e.report(expected, node, path, [kindOf(node)]);
    return;
  }
  const time = parse(node.value as string);
  if ("wrong" in time) {
    e.report(time.wrong, node, path, time.args);
    return;
  }
  if (time.seconds !== 0n) writer.tag(1, WireType.Varint).int64(time.seconds);
  if (time.nanos !== 0) writer.tag(2, WireType.Varint).int32(time.nanos);
}

function encodeFieldMask(e: Encoding, node: JsonNode, path: JsonPath, writer: BinaryWriter): void {
  const text = stringOf(e, node, path);
  if (!text) return;
  for (const name of text.split(",")) {
    const snake = toSnakeCase(name);
    if (snake === undefined) {
      e.report("field-mask", node, path, [name]);
    } else writer.tag(1, WireType.LengthDelimited).string(snake);
  }
}

function encodeStruct(e: Encoding, node: JsonNode, path: JsonPath, writer: BinaryWriter): void {
  if (node.type !== "object") {
    e.report("expected-object", node, path, ["google.protobuf.Struct", kindOf(node)]);
    return;
  }
  const seen = new Set<string>();
  for (const { key, value } of propertiesOf(node)) {
    const at = [...path, key.value as string];
    const name = stringOf(e, key, at);
    if (name === undefined) continue;
    if (seen.has(name)) e.report("duplicate-key", key, at, [name]);
    seen.add(name);
    writer.tag(1, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).string(name);
    writer.tag(2, WireType.LengthDelimited).fork();
    e.nested(value, at, () => encodeValue(e, value, at, writer));
    writer.join().join();
  }
}

function encodeListValue(e: Encoding, node: JsonNode, path: JsonPath, writer: BinaryWriter): void {
  if (node.type !== "array") {
    e.report("expected-array", node, path, ["google.protobuf.ListValue", kindOf(node)]);
    return;
  }
  for (const [index, item] of (node.children ?? []).entries()) {
    writer.tag(1, WireType.LengthDelimited).fork();
    e.nested(item, [...path, index], () => encodeValue(e, item, [...path, index], writer));
    writer.join();
  }
}

/** The numbers are those of the oneof `kind` of `google.protobuf.Value`. */
function encodeValue(e: Encoding, node: JsonNode, path: JsonPath, writer: BinaryWriter): void {
  switch (node.type) {
    case "null":
      writer.tag(1, WireType.Varint).int32(0);
      return;
    case "number":
      if (Number.isFinite(node.value)) writer.tag(2, WireType.Bit64).double(node.value as number);
      else e.report("double-range", node, path);
      return;
    case "string": {
      const text = stringOf(e, node, path);
      if (text !== undefined) writer.tag(3, WireType.LengthDelimited).string(text);
      return;
    }
    case "boolean":
      writer.tag(4, WireType.Varint).bool(node.value as boolean);
      return;
    case "object":
      writer.tag(5, WireType.LengthDelimited).fork();
      encodeStruct(e, node, path, writer);
      writer.join();
      return;
    case "array":
      writer.tag(6, WireType.LengthDelimited).fork();
      encodeListValue(e, node, path, writer);
      writer.join();
  }
}
