/** Random and changed bodies and bytes through the codec of calls: an answer each time, and no exception. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeJson, encodeJson } from "../../client/rpc/codec/messageCodec.ts";
import { Schema } from "../../client/rpc/codec/schema.ts";
import { annotate } from "../../client/rpc/wire/annotate.ts";
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { descriptorSet } from "../../server/src/descriptor/descriptorSet.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";
import { mutate, noise, random } from "./mutate.ts";
import { body, service } from "./seeds/service.ts";

const CASES = 2000;
const { db } = new MemoryWorkspace<Checked>({ "service.proto": service }, checkFile);
const schema = new Schema(descriptorSet(db, ["service.proto"], { includeImports: true, sourceInfo: false }));
const desc = schema.findMessage("fuzz.service.v1.Everything");
assert.ok(desc);
const valid = encodeJson(schema, desc, body);
assert.ok("bytes" in valid, JSON.stringify(valid));

/** Bytes that were read are written again as they were read; other bytes have their problem at a place inside of them. */
function read(bytes: Uint8Array): void {
  assert.ok(desc);
  annotate(schema, desc, bytes);
  const decoded = decodeJson(schema, desc, bytes);
  if ("malformed" in decoded) return;
  JSON.parse(decoded.json);
}

test("no bytes make decoding throw", () => {
  const next = random(3);
  for (let i = 0; i < CASES; i++) {
    const bytes = Uint8Array.from(valid.bytes);
    const count = 1 + Math.floor(next() * 6);
    for (let j = 0; j < count; j++) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
    const from = Math.floor(next() * 20);
    read(next() < 0.5 ? bytes : bytes.subarray(from, from + Math.floor(next() * bytes.length)));
    read(Uint8Array.from({ length: Math.floor(next() * 60) }, () => Math.floor(next() * 256)));
  }
});

test("no text makes encoding throw, and what it accepts can be read", () => {
  const next = random(5);
  for (let i = 0; i < CASES; i++) {
    const text = next() < 0.1 ? noise(next) : mutate(next, body);
    const encoded = encodeJson(schema, desc, text);
    if ("bytes" in encoded) {
      assert.ok(!("malformed" in decodeJson(schema, desc, encoded.bytes)), text);
      continue;
    }
    for (const p of encoded.problems) assert.ok(p.start >= 0 && p.start <= p.end && p.end <= text.length, text);
  }
});

test("messages that nest 10,000 levels are answered, as bytes and as text", () => {
  let bytes: Uint8Array = new Uint8Array();
  for (let i = 0; i < 10_000; i++) {
    const head = [0x8a, 0x01];
    for (let n = bytes.length; ; n >>>= 7) {
      head.push(n > 127 ? (n & 127) | 128 : n);
      if (n <= 127) break;
    }
    const outer = new Uint8Array(head.length + bytes.length);
    outer.set(head);
    outer.set(bytes, head.length);
    bytes = outer;
  }
  read(bytes);
  // Groups nobody knows, opened and never closed.
  read(new Uint8Array(10_000).fill(0xa3));
  read(new Uint8Array(100_000).fill(0x0b));
  for (const levels of [500, 1000, 2000, 4000, 10_000]) {
    const encoded = encodeJson(schema, desc, `${'{"self":'.repeat(levels)}{}${"}".repeat(levels)}`);
    assert.ok("problems" in encoded, `${levels}`);
    encodeJson(schema, desc, `{"value":${"[".repeat(levels)}${"]".repeat(levels)}}`);
  }
});
