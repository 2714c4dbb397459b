/** Messages as annotated bytes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Schema } from "../../client/rpc/codec/schema.ts";
import { renderWire, type WireView, wireViewOfBytes, wireViewOfJson } from "../../client/rpc/wire/wireView.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const schema = new Schema(descriptorsOf("test/rpc/fixtures", "person.proto", "zoo.proto"));

function ofJson(type: string, json: string): WireView {
  const view = wireViewOfJson(schema, schema.findMessage(type)!, json);
  assert.ok("nodes" in view, JSON.stringify(view));
  return view;
}

const ofHex = (type: string, hex: string): WireView =>
  wireViewOfBytes(schema, schema.findMessage(type)!, Buffer.from(hex.replaceAll(" ", ""), "hex"));

const lines = (text: string): string[] => text.trimEnd().split("\n");

test("the record of the note on Protocol Buffers is 33 bytes, and 82 as JSON", () => {
  const record = `{
    // As in the note.
    "userName": "Martin",
    "favouriteNumber": 1337,
    "interests": ["daydreaming", "hacking",],
  }`;
  const view = ofJson("person.v1.Person", record);
  assert.equal(view.bytes.length, 33);
  assert.equal(view.jsonBytes, 82);
  assert.deepEqual(lines(renderWire(view, "en")), [
    "0000  0a 06                    userName = 1: string, LEN 6",
    '0002  4d 61 72 74 69 6e          "Martin"',
    '0008  10 b9 0a                 favouriteNumber = 2: int64, VARINT "1337"',
    "000b  1a 0b                    interests = 3: repeated string, LEN 11",
    '000d  64 61 79 64 72 65 61 6d    "daydreaming"',
    "0015  69 6e 67",
    "0018  1a 07                    interests = 3: repeated string, LEN 7",
    '001a  68 61 63 6b 69 6e 67       "hacking"',
    "33 bytes as protobuf, 82 as JSON",
  ]);
  assert.equal(lines(renderWire(view, "ko")).at(-1), "protobuf 33바이트, JSON 82바이트");
});

test("nested messages, packed elements, maps and an Any", () => {
  const json = `{
    "person": { "favouriteNumber": 1 },
    "packed": [1, -2, 300],
    "fixed": [7],
    "people": { "a": { "userName": "b" } },
    "any": { "@type": "type.googleapis.com/person.v1.Person", "userName": "c" },
    "number": 0.5,
    "kind": "KIND_GOOD",
  }`;
  assert.deepEqual(lines(renderWire(ofJson("person.v1.Everything", json), "en")), [
    "0000  0a 02                    person = 1: person.v1.Person, LEN 2",
    '0002  10 01                      favouriteNumber = 2: int64, VARINT "1"',
    "0004  12 04                    packed = 2: repeated sint32, LEN 4",
    "0006  02                         1",
    "0007  03                         -2",
    "0008  d8 04                      300",
    "000a  1a 04                    fixed = 3: repeated fixed32, LEN 4",
    "000c  07 00 00 00                7",
    "0010  22 08                    people = 4: map<string, person.v1.Person>, LEN 8",
    "0012  0a 01                      key = 1: string, LEN 1",
    '0014  61                           "a"',
    "0015  12 03                      value = 2: person.v1.Person, LEN 3",
    "0017  0a 01                        userName = 1: string, LEN 1",
    '0019  62                             "b"',
    "001a  2a 2b                    any = 5: google.protobuf.Any, LEN 43",
    "001c  0a 24                      type_url = 1: string, LEN 36",
    '001e  74 79 70 65 2e 67 6f 6f      "type.googleapis.com/person.v1.Person"',
    "0026  67 6c 65 61 70 69 73 2e",
    "002e  63 6f 6d 2f 70 65 72 73",
    "0036  6f 6e 2e 76 31 2e 50 65",
    "003e  72 73 6f 6e",
    "0042  12 03                      value = 2: person.v1.Person, LEN 3",
    "0044  0a 01                        userName = 1: string, LEN 1",
    '0046  63                             "c"',
    "0047  31 00 00 00 00 00 00 e0  number = 6: double, I64 0.5",
    "004f  3f",
    '0050  38 01                    kind = 7: person.v1.Kind, VARINT "KIND_GOOD"',
    "82 bytes as protobuf, 198 as JSON",
  ]);
});

test("groups, with the tag that closes them", () => {
  const view = ofJson("zoo.v1.Animal", '{"name":"x","cage":{"open":true}}');
  assert.deepEqual(lines(renderWire(view, "en")).slice(2, 5), [
    "0003  43                       cage = 8: zoo.v1.Animal.Cage, SGROUP",
    "0004  08 01                      open = 1: bool, VARINT true",
    "0006  44                       end of group 8",
  ]);
});

test("what the schema does not have is guessed, and a wire type that does not fit is told", () => {
  const view = ofHex("person.v1.Person", "7a 02 68 69 0d 00 00 80 3f");
  assert.deepEqual(lines(renderWire(view, "en")), [
    '0000  7a 02                    15: not in the schema, LEN 2 · perhaps string "hi"',
    "0002  68 69",
    "0004  0d 00 00 80 3f           userName = 1: another wire type than that of string, I32 · perhaps float 1",
    "9 bytes as protobuf, 2 as JSON",
  ]);
});

test("bytes that end too early are told as far as they go", () => {
  const view = ofHex("person.v1.Person", "10 01 0a 05 61");
  assert.equal(view.jsonBytes, undefined);
  assert.deepEqual(lines(renderWire(view, "en")), [
    '0000  10 01                    favouriteNumber = 2: int64, VARINT "1"',
    "the bytes end in the middle of a value at offset 0002",
    "5 bytes as protobuf",
  ]);
});

test("large values and many records are cut", () => {
  const long = ofJson("person.v1.Person", JSON.stringify({ userName: "x".repeat(1000) }));
  const shown = lines(renderWire(long, "en"));
  assert.equal(shown.length, 18);
  assert.match(shown[16]!, /… 880$/);
  const many = ofJson("person.v1.Everything", JSON.stringify({ packed: new Array(30_000).fill(1) }));
  assert.equal(many.isCut, true);
  assert.equal(many.nodes[0]?.children.length, 19_999);
});

test("a body that does not fit has problems and no bytes", () => {
  const view = wireViewOfJson(schema, schema.findMessage("person.v1.Person")!, '{"nope":1}');
  assert.deepEqual("problems" in view && view.problems.map(p => p.code), ["unknown-field"]);
});
