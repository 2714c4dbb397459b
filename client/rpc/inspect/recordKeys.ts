/** Opens the records of TLS 1.3 with the secrets that Node tells about its own connections. RFC 8446, sections 5.2 and 7.1. */
import { createDecipheriv, createHmac } from "node:crypto";
import type { Suite } from "./tlsNames.ts";

export interface RecordKeys {
  readonly suite: Suite;
  readonly key: Buffer;
  readonly iv: Buffer;
}

export function recordKeys(suite: Suite, secret: Buffer): RecordKeys {
  return {
    suite,
    key: expandLabel(suite, secret, "key", suite.keyBytes),
    iv: expandLabel(suite, secret, "iv", 12),
  };
}

/** HKDF-Expand-Label with an empty context. */
function expandLabel({ hash }: Suite, secret: Buffer, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.concat([Buffer.from([length >> 8, length & 0xff, name.length]), name, Buffer.from([0])]);
  let block = Buffer.alloc(0);
  let out = Buffer.alloc(0);
  for (let counter = 1; out.length < length; counter++) {
    block = createHmac(hash, secret)
      .update(Buffer.concat([block, info, Buffer.from([counter])]))
      .digest();
    out = Buffer.concat([out, block]);
  }
  return out.subarray(0, length);
}

export interface OpenedRecord {
  readonly contentType: number;
  readonly content: Buffer;
}

/** Undefined where the keys do not fit. `header`: the five bytes before the record; `sequence`: records of this direction and key so far. */
export function openRecord(
  { suite, key, iv }: RecordKeys,
  sequence: bigint,
  header: Buffer,
  sealed: Buffer,
): OpenedRecord | undefined {
  const nonce = Buffer.from(iv);
  const counter = Buffer.alloc(12);
  counter.writeBigUInt64BE(sequence, 4);
  for (let i = 0; i < nonce.length; i++) nonce[i] = (nonce[i] as number) ^ (counter[i] as number);
  try {
    // The types of Node know each mode by itself only.
    const decipher = createDecipheriv(suite.cipher as "aes-256-gcm", key, nonce, { authTagLength: 16 });
    decipher.setAAD(header);
    decipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    // Zeros may follow the type, to hide the length.
    let end = plain.length;
    while (end > 0 && plain[end - 1] === 0) end--;
    return { contentType: plain[end - 1] ?? 0, content: plain.subarray(0, Math.max(0, end - 1)) };
  } catch {
    return undefined;
  }
}
