/**
 * How large an example value of a message is, encoded and as JSON without blanks: each field once with a value that is not its default, lists and maps
 * with one entry, one member of each oneof. Sizes follow the encoding of protobuf (protobuf.dev, "Encoding") and its JSON mapping.
 */
import type { FileId } from "../link/world.ts";
import { type EnumRef, FieldType, type MessageRef, type OptionField, Schema } from "../options/schema.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { Semantics } from "./symbolAt.ts";

export interface Sizes {
  /** In bytes. */
  readonly encoded: number;
  /** In bytes of UTF-8. */
  readonly json: number;
}

/** Undefined where the file does not declare the message. */
export function exampleSizes(s: Semantics, file: FileId, fullName: string): Sizes | undefined {
  const linked = s.linked(file);
  // Types of other files are looked up in their outlines, so no other file is read for it.
  const schema = linked && new Schema(s, file, linked.scope);
  const root = schema?.messageIn(file, fullName);
  if (!schema || !root) return undefined;
  const example = new Example(schema).message(root);
  return { encoded: example.bytes, json: new TextEncoder().encode(JSON.stringify(example.json)).length };
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface Value {
  readonly json: Json;
  /** Bytes of the value alone: without its tag, and without its length where it has one. */
  readonly bytes: number;
  readonly delimited: boolean;
}

const TEXT = "example";
const NUMBER = 1337;
const SECONDS = 1_767_225_600;

const varint = (value: number): number => {
  let bytes = 1;
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
};

const text = (value: string): Value => ({ json: value, bytes: value.length, delimited: true });
const fixed = (bytes: number, json: Json): Value => ({ json, bytes, delimited: false });

/** A value of each scalar type. 64-bit integers are texts in JSON; bytes are base64 there. */
const scalars: Readonly<Record<string, Value>> = {
  string: text(TEXT),
  bytes: { json: "ZXhhbXBsZQ==", bytes: TEXT.length, delimited: true },
  bool: fixed(1, true),
  double: fixed(8, 1.5),
  float: fixed(4, 1.5),
  int32: fixed(varint(NUMBER), NUMBER),
  uint32: fixed(varint(NUMBER), NUMBER),
  sint32: fixed(varint(NUMBER * 2), NUMBER),
  fixed32: fixed(4, NUMBER),
  sfixed32: fixed(4, NUMBER),
  int64: fixed(varint(NUMBER), `${NUMBER}`),
  uint64: fixed(varint(NUMBER), `${NUMBER}`),
  sint64: fixed(varint(NUMBER * 2), `${NUMBER}`),
  fixed64: fixed(8, `${NUMBER}`),
  sfixed64: fixed(8, `${NUMBER}`),
};

const message = (bytes: number, json: Json): Value => ({ bytes, json, delimited: true });

/** Messages whose JSON is not that of their fields. */
const wellKnown: Readonly<Record<string, Value>> = {
  "google.protobuf.Timestamp": message(1 + varint(SECONDS), "2026-01-01T00:00:00Z"),
  "google.protobuf.Duration": message(1 + varint(90), "90s"),
  "google.protobuf.FieldMask": message(2 + TEXT.length, TEXT),
  "google.protobuf.Empty": message(0, {}),
  "google.protobuf.Struct": message(2 + 2 + 3 + 2 + 2 + TEXT.length, { key: TEXT }),
  "google.protobuf.Value": message(2 + TEXT.length, TEXT),
  "google.protobuf.ListValue": message(2 + 2 + TEXT.length, [TEXT]),
  "google.protobuf.Any": message(2 + "type.googleapis.com/google.protobuf.Empty".length, {
    "@type": "type.googleapis.com/google.protobuf.Empty",
  }),
  "google.protobuf.StringValue": message(2 + TEXT.length, TEXT),
  "google.protobuf.BytesValue": message(2 + TEXT.length, "ZXhhbXBsZQ=="),
  "google.protobuf.BoolValue": message(2, true),
  "google.protobuf.DoubleValue": message(9, 1.5),
  "google.protobuf.FloatValue": message(5, 1.5),
  "google.protobuf.Int32Value": message(1 + varint(NUMBER), NUMBER),
  "google.protobuf.UInt32Value": message(1 + varint(NUMBER), NUMBER),
  "google.protobuf.Int64Value": message(1 + varint(NUMBER), `${NUMBER}`),
  "google.protobuf.UInt64Value": message(1 + varint(NUMBER), `${NUMBER}`),
};

/** Messages within messages, and fields in all, that an example goes into; larger schemas are cut there. */
const MAX_DEPTH = 4;
const MAX_FIELDS = 400;

class Example {
  private readonly schema: Schema;
  private readonly open = new Set<string>();
  private fields = 0;

  constructor(schema: Schema) {
    this.schema = schema;
  }

  message({ file, message: decl }: MessageRef): Value {
    const known = wellKnown[decl.fullName];
    if (known) return known;
    this.open.add(decl.fullName);
    const json: Record<string, Json> = {};
    let bytes = 0;
    const oneofs = new Set<number>();
    for (const f of decl.fields) {
      if (f.oneof !== undefined && !f.proto3Optional) {
        if (oneofs.has(f.oneof)) continue;
        oneofs.add(f.oneof);
      }
      const value = this.fields++ < MAX_FIELDS && f.number > 0 ? this.field(this.schema.field(file, f)) : undefined;
      if (!value) continue;
      bytes += value.bytes;
      json[f.jsonName ?? defaultJsonName(f.name)] = value.json;
    }
    this.open.delete(decl.fullName);
    return message(bytes, json);
  }

  /** The bytes with the tag; undefined for a message that is already being shown further out. */
  private field(f: OptionField): { bytes: number; json: Json } | undefined {
    if (f.outline.form === "map" && f.message) return this.map(f, f.message);
    const value = this.single(f);
    if (!value) return undefined;
    const json = f.repeated ? [value.json] : value.json;
    if (f.type === FieldType.group) return { bytes: 2 * tag(f.number) + value.bytes, json };
    // One number packed is its length and itself.
    return { bytes: tag(f.number) + (f.packed ? varint(value.bytes) + value.bytes : sized(value)), json };
  }

  private map(f: OptionField, entry: MessageRef): { bytes: number; json: Json } | undefined {
    const [keyField, valueField] = entry.message.fields;
    const key = keyField && scalars[keyField.type];
    const value = valueField && this.single(this.schema.field(entry.file, valueField));
    if (!key || !value) return undefined;
    const bytes = 1 + sized(key) + 1 + sized(value);
    return { bytes: tag(f.number) + varint(bytes) + bytes, json: { [`${key.json}`]: value.json } };
  }

  private single(f: OptionField): Value | undefined {
    if (f.enum) return enumValue(f.enum);
    if (!f.message) return scalars[f.outline.type];
    const isOpen = this.open.has(f.message.message.fullName) || this.open.size >= MAX_DEPTH;
    return isOpen ? undefined : this.message(f.message);
  }
}

function enumValue({ enum: decl }: EnumRef): Value | undefined {
  const value = decl.values.find(v => v.number > 0) ?? decl.values[0];
  return value && fixed(varint(Math.max(0, value.number)), value.name);
}

const sized = (v: Value): number => (v.delimited ? varint(v.bytes) : 0) + v.bytes;
const tag = (number: number): number => varint(number * 8);
