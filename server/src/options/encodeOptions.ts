/**
 * Interpreted options → bytes, in the order of field numbers, at any depth: what the compiler writes once it knows each option's
 * type. KeptFields whose retention is the source alone are left out where a descriptor set is written.
 */
import { FieldType, type OptionField } from "./schema.ts";
import { hasMessageSetFormat } from "./messageSet.ts";
import { type FieldScalar, isPresent, MessageValue } from "./value.ts";
import { ByteWriter } from "../base/byteWriter.ts";

/** Everything, as it stands inside of an `Any`. */
export function encodeMessage(value: MessageValue): Uint8Array {
  const out = new ByteWriter(64);
  writeMessage(out, value, "all");
  return out.bytes();
}

/** `for descriptors`: without what only the source shall keep. */
type KeptFields = "all" | "for descriptors";

/** KeptFields in the order of their numbers. */
function writeMessage(out: ByteWriter, value: MessageValue, keep: KeptFields): void {
  const set = hasMessageSetFormat(value.type.message);
  for (const { field, values } of value.sorted()) {
    if (keep === "for descriptors" && field.sourceOnly) continue;
    if (set && field.outline.extendee !== undefined) writeItem(out, field, values, keep);
    else writeField(out, field, values, keep);
  }
}

/**
 * The options of a declaration: readers of descriptors know their own fields, and those come first; extensions, which they cannot
 * know, follow whatever their number is.
 */
export function writeOptions(out: ByteWriter, value: MessageValue, keep: KeptFields): void {
  const fields = value.sorted();
  for (const custom of [false, true])
    for (const { field, values } of fields) {
      if ((field.outline.extendee !== undefined) !== custom || (keep === "for descriptors" && field.sourceOnly))
        continue;
      writeField(out, field, values, keep);
    }
}

function writeItem(out: ByteWriter, field: OptionField, values: readonly FieldScalar[], keep: KeptFields): void {
  for (const v of values) {
    if (!(v instanceof MessageValue)) continue;
    out.tag(1, 3);
    out.tag(2, 0);
    out.uint(field.number);
    out.tag(3, 2);
    const at = out.begin();
    writeMessage(out, v, keep);
    out.end(at);
    out.tag(1, 4);
  }
}

function writeField(out: ByteWriter, field: OptionField, values: readonly FieldScalar[], keep: KeptFields): void {
  if (field.packed) {
    out.tag(field.number, 2);
    const at = out.begin();
    for (const v of values) writeScalar(out, field.type, v);
    out.end(at);
    return;
  }
  for (const v of values) {
    if (v instanceof MessageValue) {
      if (field.type === FieldType.group) {
        out.tag(field.number, 3);
        writeMessage(out, v, keep);
        out.tag(field.number, 4);
      } else {
        out.tag(field.number, 2);
        const at = out.begin();
        writeMessage(out, v, keep);
        out.end(at);
      }
    } else if (isPresent(field, v)) {
      out.tag(field.number, wireType(field.type));
      writeScalar(out, field.type, v);
    }
  }
}

function wireType(type: number): number {
  switch (type) {
    case FieldType.double:
    case FieldType.fixed64:
    case FieldType.sfixed64:
      return 1;
    case FieldType.float:
    case FieldType.fixed32:
    case FieldType.sfixed32:
      return 5;
    case FieldType.string:
    case FieldType.bytes:
      return 2;
    default:
      return 0;
  }
}

function writeScalar(out: ByteWriter, type: number, v: FieldScalar): void {
  switch (type) {
    case FieldType.double:
      out.double(v as number);
      break;
    case FieldType.float:
      out.float(v as number);
      break;
    case FieldType.int64:
    case FieldType.uint64:
      out.varint64(BigInt.asUintN(64, v as bigint));
      break;
    case FieldType.sint64: {
      const n = v as bigint;
      out.varint64(BigInt.asUintN(64, (n << 1n) ^ (n >> 63n)));
      break;
    }
    case FieldType.fixed64:
    case FieldType.sfixed64:
      out.fixed64(v as bigint);
      break;
    case FieldType.fixed32:
    case FieldType.sfixed32:
      out.fixed32(v as number);
      break;
    case FieldType.sint32:
      out.uint((((v as number) << 1) ^ ((v as number) >> 31)) >>> 0);
      break;
    case FieldType.bool:
      out.byte(v ? 1 : 0);
      break;
    case FieldType.string:
    case FieldType.bytes:
      if (typeof v === "string") out.text(v);
      else {
        out.uint((v as Uint8Array).length);
        out.raw(v as Uint8Array);
      }
      break;
    default:
      out.int(v as number);
      break;
  }
}
