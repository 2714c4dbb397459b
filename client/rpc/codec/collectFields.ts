/**
 * Sorts the records of a message by field. What the wire format allows and JSON does not is settled here: the last of repeated singular
 * values counts, parts of one message are joined, the members of a oneof replace each other.
 */
import { readVarint32, skipVarint, WireCursor, WireError, type WireType } from "../wire/records.ts";
import type { Decoding } from "./decoding.ts";
import { extensionPlan, type FieldPlan, type MessagePlan } from "./fieldPlan.ts";

/** Bytes of a message: pairs of start and end, more than one where it came in parts. */
export type Parts = number[];

/** JSON text of a scalar, parts of a message, a list of either, or entries by quoted key. */
export type Slot = string | Parts | (string | Parts)[] | Map<string, string | Parts> | undefined;

export interface Collected {
  readonly bytes: Uint8Array;
  readonly slots: Slot[];
  readonly extensions: Map<FieldPlan, Slot> | undefined;
}

export function collectFields(
  d: Decoding,
  plan: MessagePlan,
  bytes: Uint8Array,
  start: number,
  end: number,
): Collected {
  const slots: Slot[] = new Array<Slot>(plan.fields.length).fill(undefined);
  let extensions: Map<FieldPlan, Slot> | undefined;
  const cursor = new WireCursor(bytes, start, end);
  while (cursor.next()) {
    const field = plan.byNumber.get(cursor.number);
    if (field) {
      const slot = take(d, plan, field, slots[field.index], bytes, cursor);
      if (slot === undefined) continue;
      slots[field.index] = slot;
      for (const rival of field.rivals) slots[rival] = undefined;
      continue;
    }
    if (plan.isMessageSet && cursor.number === 1 && cursor.wireType === 3) {
      extensions = takeMessageSetItem(d, plan, bytes, cursor, extensions);
      continue;
    }
    const extension = d.schema.extensionFor(plan.desc, cursor.number);
    if (!extension) {
      keep(d, plan, bytes, cursor);
      continue;
    }
    const extended = extensionPlan(extension);
    const slot = take(d, plan, extended, extensions?.get(extended), bytes, cursor);
    if (slot === undefined) continue;
    extensions ??= new Map();
    extensions.set(extended, slot);
  }
  return { bytes, slots, extensions };
}

function keep(d: Decoding, plan: MessagePlan, bytes: Uint8Array, cursor: WireCursor): void {
  d.keepUnknown(plan.desc.typeName, cursor.number, cursor.wireType, bytes.subarray(cursor.start, cursor.end));
}

/** Of an entry of a map, which is a message of its own and has no place in the JSON. */
function keepInEntry(d: Decoding, { field }: FieldPlan, bytes: Uint8Array, cursor: WireCursor): void {
  d.path.push(field.jsonName);
  const { number, wireType, start, end } = cursor;
  d.keepUnknown(field.proto.typeName.replace(/^\./, ""), number, wireType, bytes.subarray(start, end));
  d.path.pop();
}

/** The slot of a field after one more record; nothing where the record is not one of this field. */
function take(
  d: Decoding,
  plan: MessagePlan,
  field: FieldPlan,
  slot: Slot,
  bytes: Uint8Array,
  cursor: WireCursor,
): Slot {
  const { start, end } = cursor;
  d.reading = field.field.jsonName;
  if (cursor.wireType !== field.wireType) {
    if (field.packable && cursor.wireType === 2)
      return takePacked(d, plan, field, (slot as string[]) ?? [], bytes, cursor);
    keep(d, plan, bytes, cursor);
    return undefined;
  }
  if (field.accepts && field.field.fieldKind !== "map" && !field.accepts(bytes, start)) {
    keep(d, plan, bytes, cursor);
    return undefined;
  }
  switch (field.field.fieldKind) {
    case "scalar":
    case "enum":
      return field.read!(d, bytes, start, end);
    case "message": {
      const parts = (slot as Parts) ?? [];
      parts.push(start, end);
      return parts;
    }
    case "list": {
      const items = (slot as (string | Parts)[]) ?? [];
      items.push(field.read ? field.read(d, bytes, start, end) : [start, end]);
      return items;
    }
    case "map":
      return takeEntry(d, plan, field, (slot as Map<string, string | Parts>) ?? new Map(), bytes, cursor);
  }
}

function takePacked(
  d: Decoding,
  plan: MessagePlan,
  field: FieldPlan,
  items: string[],
  bytes: Uint8Array,
  cursor: WireCursor,
): string[] {
  const width = field.wireType === 1 ? 8 : field.wireType === 5 ? 4 : 0;
  for (let at = cursor.start; at < cursor.end; ) {
    const next = width ? at + width : skipVarint(bytes, at, cursor.end);
    if (next > cursor.end) throw new WireError("cut-packed", at);
    if (field.accepts && !field.accepts(bytes, at))
      d.keepUnknown(plan.desc.typeName, cursor.number, 0, bytes.subarray(at, next));
    else items.push(field.read!(d, bytes, at, next));
    at = next;
  }
  return items;
}

/** An entry is a message with key 1 and value 2; either may be absent. */
function takeEntry(
  d: Decoding,
  plan: MessagePlan,
  field: FieldPlan,
  entries: Map<string, string | Parts>,
  bytes: Uint8Array,
  cursor: WireCursor,
): Map<string, string | Parts> | undefined {
  if (field.field.fieldKind !== "map") return undefined;
  const inner = new WireCursor(bytes, cursor.start, cursor.end);
  let key = field.emptyKey;
  let value: string | Parts | undefined;
  while (inner.next()) {
    if (inner.number === 1 && inner.wireType === field.keyWireType)
      key = field.readKey!(d, bytes, inner.start, inner.end);
    else if (inner.number === 2 && inner.wireType === field.valueWireType) {
      if (field.accepts && !field.accepts(bytes, inner.start)) {
        keep(d, plan, bytes, cursor);
        return entries.size > 0 ? entries : undefined;
      }
      if (field.read) value = field.read(d, bytes, inner.start, inner.end);
      else {
        const parts: Parts = (value as Parts | undefined) ?? [];
        parts.push(inner.start, inner.end);
        value = parts;
      }
    } else keepInEntry(d, field, bytes, inner);
  }
  entries.set(key, value ?? (field.read ? field.emptyValue : []));
  return entries;
}

/** `message_set_wire_format`: the number of an extension (2) and its bytes (3) in a group. */
function takeMessageSetItem(
  d: Decoding,
  plan: MessagePlan,
  bytes: Uint8Array,
  cursor: WireCursor,
  extensions: Map<FieldPlan, Slot> | undefined,
): Map<FieldPlan, Slot> | undefined {
  const inner = new WireCursor(bytes, cursor.start, cursor.end);
  let number: number | undefined;
  const parts: Parts = [];
  while (inner.next()) {
    if (inner.number === 2 && inner.wireType === 0) number ??= readVarint32(bytes, inner.start);
    else if (inner.number === 3 && inner.wireType === 2 && parts.length === 0) parts.push(inner.start, inner.end);
  }
  const extension = number === undefined ? undefined : d.schema.extensionFor(plan.desc, number);
  if (!extension || parts.length === 0) {
    if (number === undefined || parts.length === 0) keep(d, plan, bytes, cursor);
    else d.keepUnknown(plan.desc.typeName, number, 2 as WireType, bytes.subarray(parts[0], parts[1]));
    return extensions;
  }
  const field = extensionPlan(extension);
  const all = extensions ?? new Map<FieldPlan, Slot>();
  all.set(field, [...((all.get(field) as Parts | undefined) ?? []), ...parts]);
  return all;
}
