/** Nothing of an answer is lost: what the schema does not have, text that is not UTF-8, bytes that are no message. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeJson, encodeJson } from "../../../client/rpc/codec/messageCodec.ts";
import { malformedText, remarkText, unknownFieldText } from "../../../client/rpc/codec/noteText.ts";
import { jsonMessage, messageNotes } from "../../../client/rpc/jsonMessage.ts";
import { BothWays } from "./bothWays.ts";

const types = new BothWays(`syntax = "proto3";
package a;
message M { string name = 1; M child = 2; repeated M children = 3; map<string, M> named = 4; int32 count = 5; }
`);

function unknownOf(hex: string) {
  const decoded = types.decoded("a.M", hex, { indent: 0 });
  assert.ok("unknown" in decoded);
  return decoded;
}

test("unknown fields are told with their message, number, wire type and best guess", () => {
  const { json, unknown } = unknownOf(
    "0a0161 5007 12045a026869 1a025807 22080a0161120360ff01 6d0000c03f 71000000000000f83f",
  );
  assert.equal(json, '{"name":"a","child":{},"children":[{}],"named":{"a":{}}}');
  assert.deepEqual(
    unknown.map(field => `${field.path || "."} ${unknownFieldText(field, "en")}`),
    [
      ". field 10 (wire type 0) is not in the schema: uint64 7",
      ". field 13 (wire type 5) is not in the schema: float 1.5",
      ". field 14 (wire type 1) is not in the schema: double 1.5",
      'child field 11 (wire type 2) is not in the schema: string "hi"',
      "children[0] field 11 (wire type 0) is not in the schema: uint64 7",
      "named.a field 12 (wire type 0) is not in the schema: uint64 255",
    ],
  );
  assert.match(unknownFieldText(unknown[0]!, "ko"), /스키마에 없습니다: uint64 7$/);
});

test("an unknown field of an entry of a map is told as one of the entry", () => {
  const { json, unknown } = unknownOf("2207 0a0161 1200 5807");
  assert.equal(json, '{"named":{"a":{}}}');
  assert.deepEqual(
    unknown.map(f => [f.path, f.messageType, f.number]),
    [["named", "a.M.NamedEntry", 11]],
  );
});

test("guesses: negative numbers, nested messages, packed numbers, groups, plain bytes", () => {
  const guesses = (hex: string): string[] => unknownOf(hex).unknown[0]!.guesses.map(g => `${g.type} ${g.text}`);
  assert.equal(guesses("50ffffffffffffffffff01")[0], "int64 -1");
  assert.deepEqual(guesses("5001"), ["uint64 1", "bool true"]);
  assert.ok(guesses("5202 0801").includes("message { 1: varint }"));
  assert.ok(guesses("5203 ff0102").includes("packed [255, 2]"));
  assert.equal(guesses("5202 fffe")[0], "bytes //4=");
  assert.equal(guesses("53 0801 54")[0], "group { 1: varint }");
});

test("a wire type that the field does not have is kept as unknown", () => {
  const { json, unknown } = unknownOf("0807 2a0161");
  assert.equal(json, "{}");
  assert.deepEqual(
    unknown.map(f => [f.number, f.wireType]),
    [
      [1, 0],
      [5, 2],
    ],
  );
});

test("written again with what was kept, a message is whole", () => {
  for (const hex of ["0a01615007", "12045a026869", "1a0258071a00", "2a0161", "530801 54".replace(" ", "")]) {
    const bytes = Buffer.from(hex, "hex");
    const desc = types.message("a.M");
    const decoded = decodeJson(types.schema, desc, bytes);
    assert.ok("json" in decoded);
    const again = encodeJson(types.schema, desc, decoded.json, { beside: decoded });
    assert.ok("bytes" in again);
    assert.equal(Buffer.from(again.bytes).toString("hex"), hex);
  }
});

test("text that is not UTF-8 is shown with its bytes beside it", () => {
  const decoded = types.decoded("a.M", "0a02 61ff", { indent: 0 });
  assert.equal(decoded.json, '{"name":"a\ufffd"}');
  assert.deepEqual("remarks" in decoded && decoded.remarks, [
    { code: "utf8", args: [], path: "name", base64: "Yf8=" },
  ]);
  assert.equal(remarkText({ code: "utf8", args: [] }, "ko"), "UTF-8 문자열이 아닙니다");
});

test("bytes that are no message are told with the place, and shown", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["0a05 61", "the bytes end in the middle of a value"],
    ["08 ff", "the bytes end in the middle of a varint"],
    ["07", "0 is no field number"],
    ["0f", "wire type 7 does not exist"],
    ["0c", "field 1 ends a group that was not started"],
    ["0b", "group 1 is not closed"],
    ["0b 14", "group 1 is closed by the number 2"],
    ["08 ffffffffffffffffffffff01", "a varint is longer than ten bytes"],
    ["1202 0aff", "the bytes end in the middle of a varint"],
  ];
  const desc = types.message("a.M");
  for (const [hex, reason] of cases) {
    const bytes = Buffer.from(hex.replaceAll(" ", ""), "hex");
    const decoded = decodeJson(types.schema, desc, bytes);
    assert.ok("malformed" in decoded, hex);
    assert.equal(malformedText("a.M", decoded.malformed, "en"), `the bytes are no a.M: ${reason}`);
    assert.match(malformedText("a.M", decoded.malformed, "ko"), /[가-힣].*: .*[가-힣]/);
    const message = jsonMessage(decoded, "a.M", bytes);
    assert.equal(message.json, JSON.stringify(bytes.toString("base64")));
    assert.deepEqual(messageNotes(message, "en"), [`the bytes are no a.M: ${reason}`]);
  }
});

test("hostile nesting ends in a problem, not in a crash", () => {
  let bytes = Buffer.alloc(0);
  for (let i = 0; i < 3000; i++) {
    const length: number[] = [];
    for (let rest = bytes.length; ; rest >>>= 7) {
      length.push(rest > 127 ? (rest & 127) | 128 : rest);
      if (rest <= 127) break;
    }
    bytes = Buffer.concat([Buffer.from([0x12, ...length]), bytes]);
  }
  const decoded = decodeJson(types.schema, types.message("a.M"), bytes);
  assert.equal("malformed" in decoded && decoded.malformed.code, "depth");
  const groups = Buffer.alloc(100_000, 0x53);
  const grouped = decodeJson(types.schema, types.message("a.M"), groups);
  assert.equal("malformed" in grouped && grouped.malformed.code, "group-depth");
});
