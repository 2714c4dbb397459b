/** Protobuf's wire format into one growing buffer. */
import { bytesOfText, hasBytes } from "./anyBytes.ts";

const encoder = new TextEncoder();
const scratch = new DataView(new ArrayBuffer(8));
const scratchBytes = new Uint8Array(scratch.buffer);

export class ByteWriter {
  private buffer: Uint8Array;
  length = 0;

  constructor(size = 1 << 12) {
    this.buffer = new Uint8Array(size);
  }

  /** Forgets what was written and keeps the room. */
  reset(): void {
    this.length = 0;
  }

  /** A copy of what was written. */
  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  /** What was written, valid until the next write. */
  view(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private room(more: number): void {
    const need = this.length + more;
    if (need <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(need, this.buffer.length * 2));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }

  byte(b: number): void {
    if (this.length === this.buffer.length) this.room(1);
    this.buffer[this.length++] = b;
  }

  /** An unsigned integer below 2^32. */
  uint(value: number): void {
    if (this.length + 5 > this.buffer.length) this.room(5);
    const { buffer } = this;
    let n = this.length;
    let v = value;
    while (v > 127) {
      buffer[n++] = (v & 127) | 128;
      v >>>= 7;
    }
    buffer[n++] = v;
    this.length = n;
  }

  /** A signed integer of 32 bits; a negative one takes ten bytes. */
  int(value: number): void {
    if (value >= 0) this.uint(value);
    else this.varint64(BigInt.asUintN(64, BigInt(value)));
  }

  varint64(value: bigint): void {
    let v = value;
    while (v > 127n) {
      this.byte(Number(v & 127n) | 128);
      v >>= 7n;
    }
    this.byte(Number(v));
  }

  tag(field: number, wireType: number): void {
    const tag = field * 8 + wireType;
    if (tag < 128) this.byte(tag);
    else this.uint(tag >>> 0);
  }

  fixed32(value: number): void {
    scratch.setUint32(0, value, true);
    this.raw(scratchBytes, 4);
  }

  fixed64(value: bigint): void {
    scratch.setBigUint64(0, BigInt.asUintN(64, value), true);
    this.raw(scratchBytes, 8);
  }

  float(value: number): void {
    scratch.setFloat32(0, value, true);
    this.raw(scratchBytes, 4);
  }

  double(value: number): void {
    scratch.setFloat64(0, value, true);
    this.raw(scratchBytes, 8);
  }

  raw(bytes: Uint8Array, count = bytes.length): void {
    this.room(count);
    const { buffer } = this;
    if (count <= 16) for (let i = 0; i < count; i++) buffer[this.length + i] = bytes[i] as number;
    else buffer.set(count === bytes.length ? bytes : bytes.subarray(0, count), this.length);
    this.length += count;
  }

  /** A length and the text in UTF-8, or the bytes that it stands for (`anyBytes.ts`). */
  text(text: string): void {
    const { length } = text;
    this.room(length * 3 + 5);
    const { buffer } = this;
    if (length < 128) {
      let n = this.length + 1;
      let i = 0;
      for (; i < length; i++) {
        const c = text.charCodeAt(i);
        if (c > 127) break;
        buffer[n++] = c;
      }
      if (i === length) {
        buffer[this.length] = length;
        this.length = n;
        return;
      }
    }
    const at = this.begin();
    if (hasBytes(text)) this.raw(bytesOfText(text));
    else this.length += encoder.encodeInto(text, buffer.subarray(this.length)).written;
    this.end(at);
  }

  /** Starts a part with its length before it; give the result to `end`. */
  begin(): number {
    this.byte(0);
    return this.length;
  }

  /** The part ends: its length is written where it belongs. */
  end(start: number): void {
    const size = this.length - start;
    if (size < 128) {
      this.buffer[start - 1] = size;
      return;
    }
    let extra = 0;
    for (let v = size >>> 7; v > 0; v >>>= 7) extra++;
    this.room(extra);
    this.buffer.copyWithin(start + extra, start, this.length);
    const after = this.length + extra;
    this.length = start - 1;
    this.uint(size);
    this.length = after;
  }

  textField(field: number, text: string): void {
    this.tag(field, 2);
    this.text(text);
  }

  intField(field: number, value: number): void {
    this.tag(field, 0);
    this.int(value);
  }
}
