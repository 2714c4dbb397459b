/** `Any` as JSON. A type that is not known, or bytes that are not of that type, are shown as base64 beside the reason. */
import type { DescMessage } from "@bufbuild/protobuf";
import { WireCursor, WireError } from "../wire/records.ts";
import { decodeFields, decodeMessage } from "./decodeMessage.ts";
import { textOf } from "./decodeScalar.ts";
import type { Decoding } from "./decoding.ts";
import { type RemarkCode, remarkText } from "./noteText.ts";
import { hasOwnJsonForm } from "./wellKnown.ts";

export function decodeAny(d: Decoding, bytes: Uint8Array, start: number, end: number): void {
  let url = "";
  let value = bytes.subarray(0, 0);
  const cursor = new WireCursor(bytes, start, end);
  while (cursor.next()) {
    d.reading = "@type";
    if (cursor.number === 1 && cursor.wireType === 2) url = textOf(d, bytes, cursor.start, cursor.end);
    else if (cursor.number === 2 && cursor.wireType === 2) value = bytes.subarray(cursor.start, cursor.end);
    else
      d.keepUnknown("google.protobuf.Any", cursor.number, cursor.wireType, bytes.subarray(cursor.start, cursor.end));
  }
  if (url === "" && value.length === 0) {
    d.json.raw("{}");
    return;
  }
  const name = url.slice(url.lastIndexOf("/") + 1);
  const desc = url.includes("/") ? d.schema.findMessage(name) : undefined;
  if (!desc) {
    if (name && url.includes("/")) d.missingTypes.add(name);
    if (url.includes("/")) writeRaw(d, url, value, "any-unknown", [name]);
    else writeRaw(d, url, value, "any-url", [url]);
    return;
  }
  const rewind = d.mark();
  try {
    d.json.open("{");
    d.json.key('"@type"');
    d.json.raw(JSON.stringify(url));
    writeContent(d, desc, value);
    d.json.close("}");
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    rewind();
    writeRaw(d, url, value, "any-malformed", [name]);
  }
}

function writeContent(d: Decoding, desc: DescMessage, value: Uint8Array): void {
  if (!hasOwnJsonForm(desc)) {
    d.enter(0);
    decodeFields(d, desc, value, 0, value.length);
    d.depth--;
    return;
  }
  d.json.key('"value"');
  d.path.push("value");
  decodeMessage(d, desc, value, 0, value.length);
  d.path.pop();
}

function writeRaw(d: Decoding, url: string, value: Uint8Array, code: RemarkCode, args: readonly string[]): void {
  d.remark(code, args, value);
  d.json.open("{");
  d.json.key('"@type"');
  d.json.raw(JSON.stringify(url));
  d.json.key('"@error"');
  d.json.raw(JSON.stringify(remarkText({ code, args }, "en")));
  d.json.key('"@value"');
  d.json.raw(`"${Buffer.from(value).toString("base64")}"`);
  d.json.close("}");
}
