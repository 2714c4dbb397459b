/**
 * The wire format without a schema: a message is a row of records, each a tag (field number and wire type) and a value. Rules from
 * "Encoding" of the Protocol Buffers documentation. Offsets are bytes from the start of the buffer.
 */
import { type WireErrorCode, type WireProblem, wireProblemText } from "./wireText.ts";
import { MAX_FIELD_NUMBER } from "../../../server/src/shared/numberLimits.ts";

/** 3 and 4 are the start and end of a group. */
export type WireType = 0 | 1 | 2 | 3 | 4 | 5;

/** What the value of a wire type is called. */
export const wireTypeNames = ["VARINT", "I64", "LEN", "SGROUP", "EGROUP", "I32"] as const;

/** One record. For LEN the value is what follows the length; for a group it is what lies between its two tags. */
export interface WireRecord {
  readonly number: number;
  readonly wireType: WireType;
  readonly tagStart: number;
  /** Where the tag ends; for LEN the length follows. */
  readonly tagEnd: number;
  readonly start: number;
  readonly end: number;
  /** Behind the record: the end of the value, or of the tag that closes a group. */
  readonly next: number;
}

/** Bytes that are not a message, and where that shows. */
export class WireError extends Error {
  readonly problem: WireProblem;

  constructor(code: WireErrorCode, offset: number, ...args: readonly (string | number)[]) {
    const problem = { code, args: args.map(String), offset };
    super(wireProblemText(problem, "en"));
    this.problem = problem;
  }
}

/** Groups nest; a limit keeps hostile bytes from filling the stack. */
const DEEPEST_GROUP = 1000;

/** Walks the records of a span of a buffer. The fields below describe the current record. */
export class WireCursor {
  readonly bytes: Uint8Array;
  readonly limit: number;
  position: number;
  number = 0;
  wireType: WireType = 0;
  tagStart = 0;
  tagEnd = 0;
  start = 0;
  end = 0;

  constructor(bytes: Uint8Array, start: number, limit: number) {
    this.bytes = bytes;
    this.position = start;
    this.limit = limit;
  }

  /** Moves to the next record; false at the end. Throws `WireError` for bytes that are no record. */
  next(): boolean {
    if (this.position >= this.limit) return false;
    this.#read(0);
    if (this.wireType === 4) throw new WireError("group-end", this.tagStart, this.number);
    return true;
  }

  #read(depth: number): void {
    this.tagStart = this.position;
    const tag = this.#tag();
    this.number = tag >>> 3;
    this.wireType = (tag & 7) as WireType;
    if (this.number === 0 || this.number > MAX_FIELD_NUMBER) {
      throw new WireError("number", this.tagStart, this.number);
    }
    this.tagEnd = this.position;
    this.start = this.position;
    switch (this.wireType) {
      case 0:
        this.end = skipVarint(this.bytes, this.start, this.limit);
        break;
      case 1:
        this.end = this.#fixed(8);
        break;
      case 5:
        this.end = this.#fixed(4);
        break;
      case 2: {
        const length = this.#length();
        this.start = this.position;
        this.end = this.#fixed(length);
        break;
      }
      case 3:
        this.#group(depth);
        return;
      case 4:
        this.end = this.start;
        break;
      default:
        throw new WireError("wire-type", this.tagStart, this.wireType);
    }
    this.position = this.end;
  }

  #group(depth: number): void {
    if (depth >= DEEPEST_GROUP) throw new WireError("group-depth", this.tagStart);
    const { number, tagStart, tagEnd } = this;
    for (;;) {
      if (this.position >= this.limit) throw new WireError("group-open", tagStart, number);
      this.#read(depth + 1);
      if (this.wireType !== 4) continue;
      if (this.number !== number) {
        throw new WireError("group-other", this.tagStart, number, this.number);
      }
      break;
    }
    this.end = this.tagStart;
    this.tagStart = tagStart;
    this.tagEnd = tagEnd;
    this.start = tagEnd;
    this.wireType = 3;
  }

  /** The record as a value of its own. */
  record(): WireRecord {
    return {
      number: this.number,
      wireType: this.wireType,
      tagStart: this.tagStart,
      tagEnd: this.tagEnd,
      start: this.start,
      end: this.end,
      next: this.position,
    };
  }

  #fixed(length: number): number {
    const end = this.position + length;
    if (end > this.limit) throw new WireError("cut-value", this.tagStart);
    return end;
  }

  /** A tag has 32 bits; more are an error and not cut off. */
  #tag(): number {
    const from = this.position;
    const first = this.bytes[from]!;
    if (first < 0x80) {
      this.position = from + 1;
      return first;
    }
    const end = skipVarint(this.bytes, from, this.limit);
    if (end - from > 5 || (end - from === 5 && this.bytes[end - 1]! > 0x0f)) {
      throw new WireError("long-tag", from);
    }
    this.position = end;
    return readVarint32(this.bytes, from);
  }

  #length(): number {
    const from = this.position;
    const end = skipVarint(this.bytes, from, this.limit);
    const length = readVarint64(this.bytes, from);
    this.position = end;
    if (length > 0x7fffffffn) throw new WireError("length", from, String(length));
    return Number(length);
  }
}

/** All records of a span. Throws `WireError`. */
export function recordsOf(bytes: Uint8Array, start = 0, end = bytes.length): WireRecord[] {
  const cursor = new WireCursor(bytes, start, end);
  const records: WireRecord[] = [];
  while (cursor.next()) records.push(cursor.record());
  return records;
}

/** The offset behind a varint. */
export function skipVarint(bytes: Uint8Array, start: number, limit: number): number {
  for (let at = start; at < limit; at++) {
    if (at - start >= 10) throw new WireError("long-varint", start);
    if (bytes[at]! < 0x80) return at + 1;
  }
  throw new WireError("cut-varint", start);
}

/** The low 32 bits of a varint, unsigned. */
export function readVarint32(bytes: Uint8Array, start: number): number {
  let value = 0;
  for (let shift = 0, at = start; shift < 35; shift += 7, at++) {
    const byte = bytes[at]!;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return value >>> 0;
}

/** All 64 bits of a varint, unsigned. */
export function readVarint64(bytes: Uint8Array, start: number): bigint {
  let low = 0;
  let at = start;
  // Up to four bytes fit into a small integer, which is what nearly all varints need.
  for (let shift = 0; shift < 28; shift += 7, at++) {
    const byte = bytes[at]!;
    low |= (byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt(low);
  }
  let value = BigInt(low);
  for (let shift = 28n; shift < 70n; shift += 7n, at++) {
    const byte = bytes[at]!;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return BigInt.asUintN(64, value);
}

/** The number that zigzag stands for. */
export function unZigZag(value: bigint): bigint {
  return (value >> 1n) ^ -(value & 1n);
}
