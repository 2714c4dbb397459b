/** Messages with a JSON form of their own. Values that this form cannot say are shown as plain messages, with a remark. */
import type { DescMessage } from "@bufbuild/protobuf";
import { readVarint32, readVarint64, WireCursor } from "../wire/records.ts";
import { collectFields, type Parts, type Slot } from "./collectFields.ts";
import { decodeAny } from "./decodeAny.ts";
import { decodeMessage, writeParts } from "./decodeMessage.ts";
import type { Decoding } from "./decoding.ts";
import { toCamelCase } from "./fieldMaskNames.ts";
import { planOf } from "./fieldPlan.ts";
import { formatDuration, formatTimestamp, type SecondsAndNanos } from "./times.ts";
import { isWrapper } from "./wellKnown.ts";

/** Writes a well-known message; false for any other. */
export function decodeWellKnown(
  d: Decoding,
  desc: DescMessage,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (!desc.typeName.startsWith("google.protobuf.")) return false;
  switch (desc.typeName) {
    case "google.protobuf.Timestamp":
      writeTime(d, bytes, start, end, formatTimestamp, "time-range");
      return true;
    case "google.protobuf.Duration":
      writeTime(d, bytes, start, end, formatDuration, "duration-range");
      return true;
    case "google.protobuf.Any":
      decodeAny(d, bytes, start, end);
      return true;
    case "google.protobuf.FieldMask":
      writeFieldMask(d, slotsOf(d, desc, bytes, start, end)[0]);
      return true;
    case "google.protobuf.Struct":
      writeStruct(d, desc, bytes, start, end);
      return true;
    case "google.protobuf.ListValue":
      writeListValue(d, desc, bytes, start, end);
      return true;
    case "google.protobuf.Value":
      writeValue(d, desc, bytes, start, end);
      return true;
  }
  if (!isWrapper(desc)) return false;
  const plan = planOf(desc);
  d.json.raw((slotsOf(d, desc, bytes, start, end)[0] as string | undefined) ?? plan.fields[0]!.zero ?? "null");
  return true;
}

function slotsOf(d: Decoding, desc: DescMessage, bytes: Uint8Array, start: number, end: number): Slot[] {
  return collectFields(d, planOf(desc), bytes, start, end).slots;
}

function writeTime(
  d: Decoding,
  bytes: Uint8Array,
  start: number,
  end: number,
  format: (time: SecondsAndNanos) => string | undefined,
  limits: "time-range" | "duration-range",
): void {
  let seconds = 0n;
  let nanos = 0;
  const cursor = new WireCursor(bytes, start, end);
  while (cursor.next()) {
    if (cursor.number === 1 && cursor.wireType === 0) seconds = BigInt.asIntN(64, readVarint64(bytes, cursor.start));
    else if (cursor.number === 2 && cursor.wireType === 0) nanos = readVarint32(bytes, cursor.start) | 0;
    else d.keepUnknown("google.protobuf", cursor.number, cursor.wireType, bytes.subarray(cursor.start, cursor.end));
  }
  const text = format({ seconds, nanos });
  if (text !== undefined) {
    d.json.raw(`"${text}"`);
    return;
  }
  d.remark(limits);
  d.json.open("{");
  d.json.key('"seconds"');
  d.json.raw(`"${seconds}"`);
  d.json.key('"nanos"');
  d.json.raw(String(nanos));
  d.json.close("}");
}

function writeFieldMask(d: Decoding, slot: Slot): void {
  const paths = ((slot ?? []) as string[]).map(text => JSON.parse(text) as string);
  const camel = paths.map(toCamelCase);
  const bad = paths.filter((_, index) => camel[index] === undefined);
  if (bad.length > 0) d.remark("field-mask", [bad.join(",")]);
  d.json.raw(JSON.stringify(paths.map((path, index) => camel[index] ?? path).join(",")));
}

function writeStruct(d: Decoding, desc: DescMessage, bytes: Uint8Array, start: number, end: number): void {
  const entries = slotsOf(d, desc, bytes, start, end)[0] as Map<string, Parts> | undefined;
  const value = desc.fields[0]!.message!;
  d.json.open("{");
  for (const [key, parts] of entries ?? []) {
    d.json.key(key);
    d.path.push(JSON.parse(key) as string);
    writeParts(d, value, parts, bytes);
    d.path.pop();
  }
  d.json.close("}");
}

function writeListValue(d: Decoding, desc: DescMessage, bytes: Uint8Array, start: number, end: number): void {
  const items = (slotsOf(d, desc, bytes, start, end)[0] ?? []) as Parts[];
  d.json.open("[");
  for (const [index, parts] of items.entries()) {
    d.json.item();
    d.path.push(index);
    decodeMessage(d, desc.fields[0]!.message!, bytes, parts[0]!, parts[1]!);
    d.path.pop();
  }
  d.json.close("]");
}

function writeValue(d: Decoding, desc: DescMessage, bytes: Uint8Array, start: number, end: number): void {
  const slots = slotsOf(d, desc, bytes, start, end);
  const index = slots.findIndex(slot => slot !== undefined);
  const slot = slots[index];
  if (typeof slot === "string") {
    if (slot === '"NaN"' || slot === '"Infinity"' || slot === '"-Infinity"') {
      // As text these would come back as strings; a string value of this text has another field.
      if (desc.fields[index]!.name === "number_value") d.remark("no-number", [slot]);
    }
    d.json.raw(slot);
    return;
  }
  if (slot === undefined) {
    d.remark("no-value");
    d.json.raw("null");
    return;
  }
  writeParts(d, desc.fields[index]!.message!, slot as Parts, bytes);
}
