/**
 * The record by which the note on Protocol Buffers compares JSON and protobuf. Its sizes are computed here rather than written down, so
 * that the note cannot claim what is not so. The record is the one of M. Kleppmann, "Designing Data-Intensive Applications", chapter 4.
 */
import type { Slots } from "./note.ts";

export const exampleRecord = {
  userName: "Martin",
  favouriteNumber: 1337,
  interests: ["daydreaming", "hacking"],
} as const;

/** Bytes as `message Person { string userName = 1; int64 favouriteNumber = 2; repeated string interests = 3; }`. */
export function exampleRecordBytes(): Uint8Array {
  const out: number[] = [];
  writeText(out, 1, exampleRecord.userName);
  writeVarint(out, (2 << 3) | 0);
  writeVarint(out, exampleRecord.favouriteNumber);
  for (const interest of exampleRecord.interests) writeText(out, 3, interest);
  return Uint8Array.from(out);
}

/** Sizes for the slots of the note. */
export function exampleRecordSlots(): Slots {
  return {
    jsonBytes: `${new TextEncoder().encode(JSON.stringify(exampleRecord)).length}`,
    protobufBytes: `${exampleRecordBytes().length}`,
  };
}

function writeText(out: number[], field: number, text: string): void {
  const bytes = new TextEncoder().encode(text);
  writeVarint(out, (field << 3) | 2);
  writeVarint(out, bytes.length);
  out.push(...bytes);
}

function writeVarint(out: number[], value: number): void {
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) out.push((rest & 0x7f) | 0x80);
  out.push(rest);
}
