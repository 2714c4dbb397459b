/** The bytes of a message as a JSON value. */
import type { DescMessage } from "@bufbuild/protobuf";
import { collectFields, type Collected, type Parts, type Slot } from "./collectFields.ts";
import { decodeWellKnown } from "./decodeWellKnown.ts";
import type { Decoding } from "./decoding.ts";
import { type FieldPlan, planOf } from "./fieldPlan.ts";

/** Writes a message. Throws `WireError` for bytes that are no message. */
export function decodeMessage(d: Decoding, desc: DescMessage, bytes: Uint8Array, start: number, end: number): void {
  d.enter(start);
  if (!decodeWellKnown(d, desc, bytes, start, end)) {
    d.json.open("{");
    decodeFields(d, desc, bytes, start, end);
    d.json.close("}");
  }
  d.depth--;
}

/** Writes the fields of a message into an object that is open. */
export function decodeFields(d: Decoding, desc: DescMessage, bytes: Uint8Array, start: number, end: number): void {
  const plan = planOf(desc);
  const collected = collectFields(d, plan, bytes, start, end);
  for (const field of plan.fields) {
    const slot = collected.slots[field.index];
    if (slot !== undefined) writeField(d, field, slot, collected);
    else if (d.defaults) writeDefault(d, field);
  }
  if (collected.extensions) {
    for (const [field, slot] of collected.extensions) writeField(d, field, slot, collected);
  }
}

function writeField(d: Decoding, field: FieldPlan, slot: Slot, collected: Collected): void {
  if (typeof slot === "string") {
    if (slot === field.zero && !d.defaults) return;
    d.json.key(field.key);
    d.json.raw(slot);
    return;
  }
  d.json.key(field.key);
  d.path.push(field.field.jsonName);
  if (slot instanceof Map) writeMap(d, field, slot, collected);
  else if (field.field.fieldKind === "list") writeList(d, field, slot as (string | Parts)[], collected);
  else writeParts(d, field.field.message!, slot as Parts, collected.bytes);
  d.path.pop();
}

function writeList(d: Decoding, field: FieldPlan, items: readonly (string | Parts)[], collected: Collected): void {
  d.json.open("[");
  for (const [index, item] of items.entries()) {
    d.json.item();
    if (typeof item === "string") {
      d.json.raw(item);
      continue;
    }
    d.path.push(index);
    writeParts(d, field.field.message!, item, collected.bytes);
    d.path.pop();
  }
  d.json.close("]");
}

function writeMap(
  d: Decoding,
  field: FieldPlan,
  entries: ReadonlyMap<string, string | Parts>,
  collected: Collected,
): void {
  d.json.open("{");
  for (const [key, value] of entries) {
    d.json.key(key);
    if (typeof value === "string") {
      d.json.raw(value);
      continue;
    }
    d.path.push(JSON.parse(key) as string);
    writeParts(d, field.field.message!, value, collected.bytes);
    d.path.pop();
  }
  d.json.close("}");
}

/** Parts of one message are merged by joining their bytes. */
export function writeParts(d: Decoding, desc: DescMessage, parts: Parts, bytes: Uint8Array): void {
  if (parts.length === 2) {
    decodeMessage(d, desc, bytes, parts[0]!, parts[1]!);
    return;
  }
  const slices: Uint8Array[] = [];
  for (let i = 0; i < parts.length; i += 2) slices.push(bytes.subarray(parts[i]!, parts[i + 1]!));
  const joined = Buffer.concat(slices);
  decodeMessage(d, desc, joined, 0, joined.length);
}

function writeDefault(d: Decoding, field: FieldPlan): void {
  const { fieldKind } = field.field;
  const text = fieldKind === "list" ? "[]" : fieldKind === "map" ? "{}" : field.zero;
  if (text === undefined) return;
  d.json.key(field.key);
  d.json.raw(text);
}
