/** Where two descriptor sets differ, as a reader of .proto files would say it. */
import type { DescMessage } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** The FileDescriptorProto messages of a set by name, in its order. */
export function filesOf(set: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const { bytes } of fieldsOf(set)) {
    const name = fieldsOf(bytes).find(f => f.number === 1);
    files.set(name ? new TextDecoder().decode(name.bytes) : "", bytes);
  }
  return files;
}

/** One line for each file that differs, with the first path that does; the first ten of them. */
export function differences(ours: Uint8Array, theirs: Uint8Array): readonly string[] {
  if (Buffer.compare(ours, theirs) === 0) return [];
  const mine = filesOf(ours);
  const reference = filesOf(theirs);
  const out: string[] = [];
  for (const [name, bytes] of reference) {
    const other = mine.get(name);
    if (!other) out.push(`${name}: is missing`);
    else if (Buffer.compare(bytes, other) !== 0)
      out.push(`${name}: ${difference(other, bytes, FileDescriptorProtoSchema)}`);
    if (out.length === 10) return out;
  }
  for (const name of mine.keys()) if (!reference.has(name)) out.push(`${name}: should not be there`);
  if (out.length > 0) return out.slice(0, 10);
  const order = [...reference.keys()];
  const at = [...mine.keys()].findIndex((name, i) => name !== order[i]);
  return [at < 0 ? "the sets hold the same files but differ in length" : `file ${at} should be ${order[at]}`];
}

interface WireField {
  readonly number: number;
  readonly type: WireType;
  /** Content of a length-delimited field, else the value as it was written. */
  readonly bytes: Uint8Array;
}

function fieldsOf(bytes: Uint8Array): WireField[] {
  const reader = new BinaryReader(bytes);
  const out: WireField[] = [];
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    const from = reader.pos;
    if (type === WireType.LengthDelimited) out.push({ number, type, bytes: reader.bytes() });
    else {
      reader.skip(type, number);
      out.push({ number, type, bytes: bytes.subarray(from, reader.pos) });
    }
  }
  return out;
}

/** The first place where two messages differ: a path of field names and what stands there. */
function difference(ours: Uint8Array, theirs: Uint8Array, schema: DescMessage | undefined, at = ""): string {
  const mine = fieldsOf(ours);
  const reference = fieldsOf(theirs);
  const seen = new Map<number, number>();
  for (let i = 0; i < Math.max(mine.length, reference.length); i++) {
    const [a, b] = [mine[i], reference[i]];
    const number = (b ?? a)?.number ?? 0;
    const index = seen.get(number) ?? 0;
    seen.set(number, index + 1);
    if (a && b && a.number === b.number && Buffer.compare(a.bytes, b.bytes) === 0) continue;
    const field = schema?.fields.find(f => f.number === number);
    const place = `${at}${at && "."}${field?.name ?? number}${field?.fieldKind === "list" ? `[${index}]` : ""}`;
    if (!a || !b || a.number !== b.number) return `${place}: we have ${shown(a)}, protoc has ${shown(b)}`;
    if (field?.message) return difference(a.bytes, b.bytes, field.message, place);
    return `${place}: we have ${shown(a)}, protoc has ${shown(b)}`;
  }
  return `${at || "the file"}: the same fields, written with other lengths`;
}

function shown(field: WireField | undefined): string {
  if (!field) return "nothing";
  const bytes = Buffer.from(field.bytes);
  const text = bytes.toString("utf8");
  const readable = field.type === WireType.LengthDelimited && !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text);
  return `field ${field.number} ${readable ? JSON.stringify(text.slice(0, 200)) : bytes.subarray(0, 100).toString("hex")}`;
}
