/** Reads the fields of TLS messages: big-endian numbers and vectors with a length before them (RFC 8446, section 3.4). */

/** The bytes end before the field does. */
export class ShortRead extends Error {}

export class ByteReader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** A number of 1 to 4 bytes. */
  number(size: number): number {
    return this.take(size).readUIntBE(0, size);
  }

  take(count: number): Buffer {
    if (count > this.left) throw new ShortRead();
    const taken = this.bytes.subarray(this.at, this.at + count);
    this.at += count;
    return taken;
  }

  /** `lengthSize`: bytes of the length. */
  vector(lengthSize: number): Buffer {
    return this.take(this.number(lengthSize));
  }

  /** All elements that are left, each read by `read`. */
  all<T>(read: (reader: ByteReader) => T): T[] {
    const out: T[] = [];
    while (this.left > 0) out.push(read(this));
    return out;
  }
}
