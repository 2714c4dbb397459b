/**
 * An example JSON body for a message: each field once with a value that fits its type and name, so that a new request shows what can be
 * sent. One member of each oneof; a message that holds itself ends after one round.
 */
import type { FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { FieldOutline, MessageOutline } from "../outline/outline.ts";
import type { Semantics } from "./symbolAt.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** JSON text with an indent of two blanks. */
export function exampleBody(s: Semantics, file: FileId, message: string): string {
  return JSON.stringify(new Example(s).message(file, message), undefined, 2);
}

/** Values of the types whose JSON form is their own. */
const wellKnown: Readonly<Record<string, Json>> = {
  "google.protobuf.Timestamp": "2026-01-01T00:00:00Z",
  "google.protobuf.Duration": "1.5s",
  "google.protobuf.FieldMask": "",
  "google.protobuf.Struct": {},
  "google.protobuf.Value": null,
  "google.protobuf.ListValue": [],
  "google.protobuf.Any": { "@type": "type.googleapis.com/google.protobuf.Empty", value: {} },
  "google.protobuf.Empty": {},
  "google.protobuf.StringValue": "",
  "google.protobuf.BytesValue": "",
  "google.protobuf.BoolValue": false,
  "google.protobuf.DoubleValue": 0,
  "google.protobuf.FloatValue": 0,
  "google.protobuf.Int32Value": 0,
  "google.protobuf.UInt32Value": 0,
  "google.protobuf.Int64Value": "0",
  "google.protobuf.UInt64Value": "0",
};

const MAX_DEPTH = 6;

class Example {
  private readonly s: Semantics;
  private readonly open = new Set<string>();

  constructor(s: Semantics) {
    this.s = s;
  }

  message(file: FileId, fullName: string): Json {
    const fixed = wellKnown[fullName];
    if (fixed !== undefined) return fixed;
    const outline = this.s.declared(file)?.outline;
    const decl = outline && findDecl(outline, fullName);
    if (decl?.kind !== "message" || this.open.has(fullName) || this.open.size >= MAX_DEPTH) return {};
    this.open.add(fullName);
    const out: Record<string, Json> = {};
    const oneofs = new Set<number>();
    for (const f of decl.fields) {
      if (f.oneof !== undefined && !f.proto3Optional) {
        if (oneofs.has(f.oneof)) continue;
        oneofs.add(f.oneof);
      }
      const value = this.field(file, f, decl);
      if (value !== undefined) out[f.jsonName ?? defaultJsonName(f.name)] = value;
    }
    this.open.delete(fullName);
    return out;
  }

  private field(file: FileId, f: FieldOutline, owner: MessageOutline): Json | undefined {
    if (f.form === "map") {
      const entry = owner.messages.find(m => m.name === f.type);
      const [key, value] = entry?.fields ?? [];
      if (!entry || !key || !value) return {};
      const example = this.single(file, value);
      return example === undefined ? {} : { [mapKey(key.type)]: example };
    }
    const value = this.single(file, f);
    if (f.label !== "repeated") return value;
    return value === undefined ? [] : [value];
  }

  /** Undefined for a message that is already being shown further out. */
  private single(file: FileId, f: FieldOutline): Json | undefined {
    const scalar = scalarExample(f.type, f.name);
    if (scalar !== undefined) return scalar;
    const result = this.s.linked(file)?.typeOf.get(f);
    if (!result?.ok || result.found.kind === "package") return undefined;
    const { file: target, name } = result.found.id;
    if (result.found.kind === "enum") return this.enumValue(target, name);
    return this.open.has(name) ? undefined : this.message(target, name);
  }

  private enumValue(file: FileId, name: string): Json {
    const outline = this.s.outline(file);
    const decl = outline && findDecl(outline, name);
    if (decl?.kind !== "enum") return 0;
    return (decl.values.find(v => v.number !== 0) ?? decl.values[0])?.name ?? 0;
  }
}

function scalarExample(type: string, name: string): Json | undefined {
  switch (type) {
    case "string":
      return textExample(name);
    case "bytes":
      return "";
    case "bool":
      return false;
    case "double":
    case "float":
      return 0;
    case "int64":
    case "uint64":
    case "sint64":
    case "fixed64":
    case "sfixed64":
      return "0";
    case "int32":
    case "uint32":
    case "sint32":
    case "fixed32":
    case "sfixed32":
      return 0;
    default:
      return undefined;
  }
}

/** A text that looks like what the field's name promises. */
function textExample(name: string): string {
  if (/e_?mail/.test(name)) return "user@example.com";
  if (/(^|_)(url|uri|link)$/.test(name)) return "https://example.com/";
  if (/(^|_)uuid$/.test(name)) return "00000000-0000-4000-8000-000000000000";
  return "";
}

const mapKey = (type: string): string => (type === "string" ? "key" : type === "bool" ? "true" : "0");
