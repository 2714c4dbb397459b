/** What the value of a field without a schema may be. Wire types say how long a value is, not what it means. */
import { readVarint64, recordsOf, unZigZag, WireError, type WireType } from "./records.ts";

export interface ValueGuess {
  /** A type that could be declared for the field. */
  readonly type: string;
  readonly text: string;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Readings of a value, most likely first. `bytes`: the value without tag and length. */
export function guessValue(wireType: WireType, bytes: Uint8Array): ValueGuess[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (wireType) {
    case 0:
      return guessVarint(readVarint64(bytes, 0));
    case 1: {
      const double = view.getFloat64(0, true);
      const integer = { type: "fixed64", text: String(view.getBigUint64(0, true)) };
      const float = { type: "double", text: String(double) };
      return plausible(double) ? [float, integer] : [integer, float];
    }
    case 5: {
      const single = view.getFloat32(0, true);
      const integer = { type: "fixed32", text: String(view.getUint32(0, true)) };
      const float = { type: "float", text: String(Number(single.toPrecision(7))) };
      return plausible(single) ? [float, integer] : [integer, float];
    }
    case 2:
      return guessBytes(bytes);
    default:
      return [{ type: "group", text: describeFields(bytes) ?? "" }];
  }
}

function guessVarint(value: bigint): ValueGuess[] {
  const guesses = [{ type: "uint64", text: String(value) }];
  // A negative int32 or int64 fills all ten bytes.
  const signed = BigInt.asIntN(64, value);
  if (signed < 0n) guesses.unshift({ type: "int64", text: String(signed) });
  if (value <= 1n) guesses.push({ type: "bool", text: value === 1n ? "true" : "false" });
  if (value > 1n) guesses.push({ type: "sint64", text: String(unZigZag(value)) });
  return guesses;
}

function guessBytes(bytes: Uint8Array): ValueGuess[] {
  const guesses: ValueGuess[] = [];
  const text = readableText(bytes);
  const message = bytes.length > 0 ? describeFields(bytes) : undefined;
  if (text !== undefined) guesses.push({ type: "string", text: JSON.stringify(text) });
  if (message !== undefined) guesses.push({ type: "message", text: message });
  const packed = text === undefined ? packedVarints(bytes) : undefined;
  if (packed) guesses.push({ type: "packed", text: `[${packed.join(", ")}]` });
  guesses.push({ type: "bytes", text: Buffer.from(bytes).toString("base64") });
  return guesses;
}

/** Common values have few digits or an exponent near 0; an integer read as a float has neither. */
function plausible(value: number): boolean {
  const size = Math.abs(value);
  return value === 0 ? false : size > 1e-6 && size < 1e12;
}

function readableText(bytes: Uint8Array): string | undefined {
  try {
    const text = utf8.decode(bytes);
    return /[\p{Cc}\p{Cn}\p{Co}]/u.test(text.replace(/[\t\n\r]/g, "")) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Numbers and wire types of the fields, where the bytes are a message. */
function describeFields(bytes: Uint8Array): string | undefined {
  try {
    const names = ["varint", "64-bit", "length", "group", "", "32-bit"];
    return `{ ${recordsOf(bytes)
      .map(record => `${record.number}: ${names[record.wireType]}`)
      .join(", ")} }`;
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

function packedVarints(bytes: Uint8Array): bigint[] | undefined {
  const values: bigint[] = [];
  for (let at = 0; at < bytes.length; ) {
    let end = at;
    while (end < bytes.length && bytes[end]! >= 0x80) end++;
    if (end >= bytes.length || end - at >= 10) return undefined;
    values.push(readVarint64(bytes, at));
    at = end + 1;
  }
  return values;
}
