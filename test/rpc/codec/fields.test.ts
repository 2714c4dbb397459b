/** Fields of each syntax: presence, enums, oneofs, maps, groups, extensions, message sets. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BothWays } from "./bothWays.ts";

const proto3 = new BothWays(`syntax = "proto3";
enum Kind { KIND_NONE = 0; KIND_ONE = 1; }
message M {
  int32 plain = 1;
  optional int32 tracked = 2;
  Kind kind = 3;
  optional Kind tracked_kind = 4;
  oneof pick { string left = 5; int32 right = 6; }
  repeated int32 numbers = 7;
  repeated Kind kinds = 8;
  map<string, int32> by_text = 9;
  map<bool, string> by_bool = 10;
  map<int64, M> by_number = 11;
  map<uint32, Kind> kinds_by_number = 12;
  M child = 13;
  string renamed = 14 [json_name = "other"];
}`);

const proto2 = new BothWays(`syntax = "proto2";
enum Closed { A = 0; B = 1; }
message M {
  required string name = 1;
  optional int32 count = 2 [default = 7];
  optional Closed closed = 3;
  repeated Closed list = 4;
  map<string, Closed> map = 5;
  optional group Part = 6 { optional int32 x = 1; repeated group Inner = 2 { optional int32 y = 1; } }
  extensions 100 to 200;
}
extend M { optional string nick = 100; repeated int32 marks = 101; optional M twin = 102; }
message Outer { extend M { optional int32 inside = 103; } }
message Other { extensions 100; }
extend Other { optional int32 not_yours = 100; }
message Set { option message_set_wire_format = true; extensions 4 to max; }
message Item { extend Set { optional Item item = 1000; } optional string text = 1; }
`);

const editions = new BothWays(`edition = "2023";
message M {
  int32 explicit = 1;
  int32 implicit = 2 [features.field_presence = IMPLICIT];
  int32 must = 3 [features.field_presence = LEGACY_REQUIRED];
  M delimited = 4 [features.message_encoding = DELIMITED];
  repeated int32 packed = 5;
  repeated int32 expanded = 6 [features.repeated_field_encoding = EXPANDED];
  Closed closed = 7;
}
enum Closed { option features.enum_type = CLOSED; ZERO = 0; ONE = 1; }
`);

test("proto3: zero of a plain field is not set, of a tracked one it is", () => {
  assert.equal(
    proto3.bytes("M", '{"plain":0,"kind":"KIND_NONE","right":0,"tracked":0,"trackedKind":0}'),
    "100020003000",
  );
  assert.equal(proto3.json("M", "100020003000"), '{"tracked":0,"trackedKind":"KIND_NONE","right":0}');
  assert.equal(proto3.json("M", "0800"), "{}");
});

test("defaults are shown where they are asked for, but not for what is not set", () => {
  assert.equal(
    proto3.json("M", "", { defaults: true }),
    '{"plain":0,"kind":"KIND_NONE","numbers":[],"kinds":[],"byText":{},"byBool":{},"byNumber":{},"kindsByNumber":{},"other":""}',
  );
});

test("names: JSON names, names as declared, `json_name`", () => {
  assert.equal(proto3.again("M", '{"by_text":{"a":1},"renamed":"x"}'), '{"byText":{"a":1},"other":"x"}');
  assert.equal(proto3.again("M", '{"other":"x"}'), '{"other":"x"}');
});

test("enums: names and numbers, unknown numbers where the enum is open", () => {
  assert.equal(proto3.again("M", '{"kind":1}'), '{"kind":"KIND_ONE"}');
  assert.equal(proto3.again("M", '{"kind":7,"kinds":["KIND_ONE",9]}'), '{"kind":7,"kinds":["KIND_ONE",9]}');
  assert.equal(proto3.again("M", '{"kind":-1}'), '{"kind":-1}');
});

test("a closed enum takes no other number; from the wire it is kept as unknown", () => {
  assert.deepEqual(proto2.complaints("M", '{"name":"","closed":2}'), [
    "closed 2: 2 is not a value of Closed, which takes no others",
  ]);
  const decoded = proto2.decoded("M", "0a00 1805 2000 2005 2001", { indent: 0 });
  assert.equal(decoded.json, '{"name":"","list":["A","B"]}');
  assert.deepEqual("unknown" in decoded && decoded.unknown.map(f => [f.number, f.guesses[0]?.text]), [
    [3, "5"],
    [4, "5"],
  ]);
  assert.equal(editions.json("M", "3805 1801"), '{"must":1}');
});

test("oneofs: only one member, the last on the wire counts", () => {
  assert.deepEqual(proto3.complaints("M", '{"left":"a","right":1}'), [
    'right "right": only one of `left` and `right` can be set, as both belong to `pick`',
  ]);
  assert.deepEqual(proto3.complaints("M", '{"left":null,"right":1}'), []);
  assert.equal(proto3.json("M", "2a0161 3001"), '{"right":1}');
});

test("maps: keys of all kinds, entries without key or value, the last of equal keys", () => {
  const json =
    '{"byText":{"":1,"a b":2},"byBool":{"true":"x"},"byNumber":{"-1":{"plain":1}},"kindsByNumber":{"4":"KIND_ONE"}}';
  assert.equal(proto3.again("M", json), json);
  assert.equal(proto3.json("M", "4a00 4a03 0a0161 4a05 0a0161 1003"), '{"byText":{"":0,"a":3}}');
  assert.deepEqual(proto3.complaints("M", '{"byBool":{"1":"x"},"byNumber":{"a":{}},"byText":{"a":null}}'), [
    'byBool["1"] "1": expected the key "true" or "false"',
    'byNumber.a "a": expected an integer (int64)',
    "byText.a null: `null` cannot be a value of a map",
  ]);
  assert.deepEqual(
    proto3.problems("M", '{"byNumber":{"1":{},"01":{}}}').map(p => p.code),
    ["duplicate-key"],
  );
});

test("lists: packed and not, whatever is declared", () => {
  assert.equal(proto3.bytes("M", '{"numbers":[1,2]}'), "3a020102");
  assert.equal(proto3.json("M", "3801 3a020203 3804"), '{"numbers":[1,2,3,4]}');
  assert.equal(editions.bytes("M", '{"must":1,"packed":[1],"expanded":[1,2]}'), "18012a010130013002");
  assert.deepEqual(
    proto3.problems("M", '{"numbers":[1,null],"kinds":{}}').map(p => p.code),
    ["null-element", "expected-list"],
  );
});

test("parts of one message are one message", () => {
  assert.equal(proto3.json("M", "6a02 0801 6a04 1002 3801"), '{"child":{"plain":1,"tracked":2,"numbers":[1]}}');
});

test("required fields: told when they lack in a request, shown without in an answer", () => {
  assert.deepEqual(proto2.complaints("M", '{"count":1}'), [
    '  {"count":1}: required field `name` is missing'.slice(1),
  ]);
  assert.equal(proto2.json("M", "1001"), '{"count":1}');
  assert.deepEqual(
    editions.problems("M", "{}").map(p => p.code),
    ["required"],
  );
});

test("groups, in themselves too, and messages that lie between tags", () => {
  assert.equal(
    proto2.bytes("M", '{"name":"","part":{"x":1,"inner":[{"y":2}]}}'),
    "0a0033080113080214 34".replace(" ", ""),
  );
  assert.equal(proto2.json("M", "0a00330801130802 1434"), '{"name":"","part":{"x":1,"inner":[{"y":2}]}}');
  assert.equal(editions.again("M", '{"must":1,"delimited":{"must":2}}'), '{"must":1,"delimited":{"must":2}}');
  assert.equal(editions.bytes("M", '{"must":1,"delimited":{"must":2}}'), "180123180224");
});

test("editions: presence by feature", () => {
  assert.equal(editions.bytes("M", '{"must":0,"explicit":0,"implicit":0}'), "08001800");
});

test("extensions, nested in messages too", () => {
  const json = '{"name":"","[nick]":"x","[marks]":[1,2],"[twin]":{"name":"y"},"[Outer.inside]":5}';
  assert.equal(proto2.again("M", json), json);
  assert.deepEqual(proto2.complaints("M", '{"name":"","[nope]":1,"[not_yours]":1}'), [
    '[nope] "[nope]": `nope` is not a known extension',
    '[not_yours] "[not_yours]": `not_yours` extends Other and not M',
  ]);
});

test("message sets", () => {
  assert.equal(proto2.bytes("Set", '{"[Item.item]":{"text":"a"}}'), "0b10e8071a030a01610c");
  assert.equal(proto2.json("Set", "0b10e8071a030a01610c"), '{"[Item.item]":{"text":"a"}}');
  // The number may come after the bytes.
  assert.equal(proto2.json("Set", "0b1a030a016110e8070c"), '{"[Item.item]":{"text":"a"}}');
});
