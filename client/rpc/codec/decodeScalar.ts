/** Values on the wire as JSON text, without a detour over JavaScript numbers where those would lose digits. */
import { ScalarType } from "@bufbuild/protobuf";
import { readVarint32, readVarint64, unZigZag, WireError } from "../wire/records.ts";
import type { Decoding } from "./decoding.ts";
import { bufferOf } from "../bufferOf.ts";

/** Reads the value at `start`; `end` counts for strings and bytes only. */
export type ScalarReader = (d: Decoding, bytes: Uint8Array, start: number, end: number) => string;

/** `utf8`: does the field promise it? */
export function scalarReader(type: ScalarType, utf8: "verified" | "unchecked" = "verified"): ScalarReader {
  switch (type) {
    case ScalarType.DOUBLE:
      return (_, bytes, start) => doubleText(viewOf(bytes).getFloat64(start, true));
    case ScalarType.FLOAT:
      return (_, bytes, start) => floatText(viewOf(bytes).getFloat32(start, true));
    case ScalarType.INT32:
      return (_, bytes, start) => String(readVarint32(bytes, start) | 0);
    case ScalarType.UINT32:
      return (_, bytes, start) => String(readVarint32(bytes, start));
    case ScalarType.SINT32:
      return (_, bytes, start) => {
        const value = readVarint32(bytes, start);
        return String((value >>> 1) ^ -(value & 1));
      };
    case ScalarType.INT64:
      return (_, bytes, start) => `"${BigInt.asIntN(64, readVarint64(bytes, start))}"`;
    case ScalarType.UINT64:
      return (_, bytes, start) => `"${readVarint64(bytes, start)}"`;
    case ScalarType.SINT64:
      return (_, bytes, start) => `"${unZigZag(readVarint64(bytes, start))}"`;
    case ScalarType.FIXED32:
      return (_, bytes, start) => String(viewOf(bytes).getUint32(start, true));
    case ScalarType.SFIXED32:
      return (_, bytes, start) => String(viewOf(bytes).getInt32(start, true));
    case ScalarType.FIXED64:
      return (_, bytes, start) => `"${viewOf(bytes).getBigUint64(start, true)}"`;
    case ScalarType.SFIXED64:
      return (_, bytes, start) => `"${viewOf(bytes).getBigInt64(start, true)}"`;
    case ScalarType.BOOL:
      return (_, bytes, start) => (readVarint64(bytes, start) === 0n ? "false" : "true");
    case ScalarType.BYTES:
      return (_, bytes, start, end) => `"${bufferOf(bytes).toString("base64", start, end)}"`;
    case ScalarType.STRING:
      return (d, bytes, start, end) => JSON.stringify(textOf(d, bytes, start, end, utf8));
  }
}

/** The JSON text of the value that a field without presence has when it is not set. */
export function zeroText(type: ScalarType): string {
  switch (type) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return '""';
    case ScalarType.BOOL:
      return "false";
    case ScalarType.INT64:
    case ScalarType.UINT64:
    case ScalarType.SINT64:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return '"0"';
    default:
      return "0";
  }
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Text that is not UTF-8 is shown with replacement characters, and its bytes beside. */
export function textOf(
  d: Decoding,
  bytes: Uint8Array,
  start: number,
  end: number,
  utf8: "verified" | "unchecked" = "verified",
): string {
  // Short ASCII, which most strings are, is faster by hand than through a decoder.
  if (end - start < 24) {
    let text = "";
    let at = start;
    for (; at < end && bytes[at]! < 0x80; at++) text += String.fromCharCode(bytes[at]!);
    if (at === end) return text;
  }
  const part = bytes.subarray(start, end);
  try {
    return strictUtf8.decode(part);
  } catch {
    if (d.utf8 === "strict" && utf8 === "verified") throw new WireError("utf8", start);
    d.remarkRead("utf8", part);
    return lenientUtf8.decode(part);
  }
}

function doubleText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value);
  return Number.isNaN(value) ? '"NaN"' : value > 0 ? '"Infinity"' : '"-Infinity"';
}

/** The shortest digits that are read back as the same float. */
function floatText(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return doubleText(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

let lastBytes: Uint8Array | undefined;
let lastView: DataView;

/** A message has many fixed-width values but one buffer, so the last view is nearly always the right one. */
function viewOf(bytes: Uint8Array): DataView {
  if (bytes !== lastBytes) {
    lastBytes = bytes;
    lastView = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  return lastView;
}
