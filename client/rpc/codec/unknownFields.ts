/** Fields of an answer that the schema does not know: told, not dropped. */
import type { Message } from "@bufbuild/protobuf";
import { isReflectList, isReflectMap, isReflectMessage, type ReflectMessage } from "@bufbuild/protobuf/reflect";

/** A line for each: where, number, wire type, and what it may be. */
export function unknownFields(message: ReflectMessage, path = ""): readonly string[] {
  const out = ((message.message as Message).$unknown ?? []).map(
    u =>
      `${path || "."} field ${u.no} (${wireNames[u.wireType] ?? u.wireType}) is not in the schema: ${guess(u.wireType, u.data)}`,
  );
  for (const field of message.fields) {
    if (!message.isSet(field)) continue;
    const value: unknown = message.get(field);
    const at = `${path}.${field.jsonName}`;
    if (isReflectMessage(value)) out.push(...unknownFields(value, at));
    else if (isReflectList(value)) {
      let i = 0;
      for (const item of value) {
        if (isReflectMessage(item)) out.push(...unknownFields(item, `${at}[${i}]`));
        i++;
      }
    } else if (isReflectMap(value))
      for (const [key, item] of value)
        if (isReflectMessage(item)) out.push(...unknownFields(item, `${at}["${String(key)}"]`));
  }
  return out;
}

const wireNames: Readonly<Record<number, string>> = {
  0: "varint",
  1: "64 bit",
  2: "length-delimited",
  3: "group",
  5: "32 bit",
};

function guess(wireType: number, data: Uint8Array): string {
  if (wireType === 0) return varint(data).toString();
  if (wireType !== 2) return Buffer.from(data).toString("hex");
  // The length comes first.
  let at = 0;
  while (at < data.length && (data[at] as number) >= 128) at++;
  const bytes = Buffer.from(data.subarray(at + 1));
  const text = bytes.toString("utf8");
  return /^[\P{C}\n\t]*$/u.test(text) && !text.includes("\ufffd")
    ? JSON.stringify(text.slice(0, 200))
    : bytes.toString("hex").slice(0, 200);
}

function varint(data: Uint8Array): bigint {
  let value = 0n;
  data.forEach((byte, i) => {
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
  });
  return value;
}
