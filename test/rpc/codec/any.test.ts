/** `Any`, both ways: types of the schema, types that a resolver gives, and types that nobody knows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { descriptorsOfTexts } from "../../support/descriptors.ts";
import { BothWays } from "./bothWays.ts";

const text = `syntax = "proto3";
package a;
import "google/protobuf/any.proto";
message Box { google.protobuf.Any content = 1; repeated google.protobuf.Any more = 2; }
message Apple { string color = 1; Box box = 2; }
`;
const any = new BothWays(text);
const url = (name: string): string => `type.googleapis.com/${name}`;
const same = (json: string): void => assert.equal(any.again("a.Box", json), json);

test("types of the schema, in themselves too", () => {
  same(`{"content":{"@type":"${url("a.Apple")}","color":"red"}}`);
  same(`{"content":{"@type":"example.com/x/a.Apple","box":{"content":{"@type":"${url("a.Apple")}"}}}}`);
  same('{"content":{}}');
});

test("`@type` may stand anywhere", () => {
  const json = `{"content":{"color":"red","@type":"${url("a.Apple")}"}}`;
  assert.equal(any.again("a.Box", json), `{"content":{"@type":"${url("a.Apple")}","color":"red"}}`);
});

test("types with a form of their own lie below `value`", () => {
  same(`{"content":{"@type":"${url("google.protobuf.Duration")}","value":"1.500s"}}`);
  same(`{"content":{"@type":"${url("google.protobuf.Struct")}","value":{"a":1}}}`);
  same(`{"content":{"@type":"${url("google.protobuf.Int64Value")}","value":"7"}}`);
  const nested = `{"@type":"${url("google.protobuf.Any")}","value":{"@type":"${url("a.Apple")}","color":"red"}}`;
  same(`{"content":${nested}}`);
});

test("types of google.rpc are known to every schema", () => {
  same(`{"content":{"@type":"${url("google.rpc.ErrorInfo")}","reason":"x","metadata":{"a":"b"}}}`);
});

test("a type that nobody knows loses nothing", () => {
  const decoded = any.decoded(
    "a.Box",
    `0a1c 0a16 ${Buffer.from("example.com/b.Missing!").toString("hex")} 1202 0801`,
    {
      indent: 0,
    },
  );
  assert.equal(
    decoded.json,
    '{"content":{"@type":"example.com/b.Missing!","@error":"the type b.Missing! is not known","@value":"CAE="}}',
  );
  assert.ok("missingTypes" in decoded);
  assert.deepEqual(decoded.missingTypes, ["b.Missing!"]);
  // What is shown can be sent again.
  assert.equal(
    any.bytes("a.Box", decoded.json),
    `0a1c0a16${Buffer.from("example.com/b.Missing!").toString("hex")}12020801`,
  );
});

test("bytes that are not of their type are shown as bytes", () => {
  const broken = any.decoded("a.Box", `0a20 0a1b ${Buffer.from(url("a.Apple")).toString("hex")} 1201 ff`, {
    indent: 0,
  });
  assert.equal(
    broken.json,
    `{"content":{"@type":"${url("a.Apple")}","@error":"the bytes are no a.Apple","@value":"/w=="}}`,
  );
});

test("a resolver gives what the schema lacks, once", () => {
  const asked: string[] = [];
  const plum = descriptorsOfTexts({ "plum.proto": 'syntax = "proto3"; package b; message Plum { int32 size = 1; }' });
  const resolved = new BothWays(text, name => {
    asked.push(name);
    return name === "b.Plum" ? plum : undefined;
  });
  const json = `{"content":{"@type":"${url("b.Plum")}","size":3}}`;
  assert.equal(resolved.again("a.Box", json), json);
  assert.deepEqual(asked, ["b.Plum"]);
});

test("what is wrong with an Any", () => {
  const cases: readonly (readonly [string, string])[] = [
    ['"x"', 'content "x": expected an object with `@type`, not a string'],
    [
      '{"color":"red"}',
      'content {"color":"red"}: an Any needs `@type`, such as `type.googleapis.com/google.protobuf.Timestamp`',
    ],
    [
      '{"@type":"a.Apple"}',
      'content.@type "a.Apple": expected a type such as `type.googleapis.com/google.protobuf.Timestamp`',
    ],
    [
      '{"@type":"x/a.Nope"}',
      'content.@type "x/a.Nope": the type a.Nope is not known; its bytes can be given as base64 in `@value`',
    ],
    [
      '{"@type":"x/a.Apple","colour":1}',
      'content.colour "colour": a.Apple has no field `colour`, did you mean `color`?',
    ],
    [
      '{"@type":"x/google.protobuf.Duration"}',
      'content {"@type":"x/google.protobuf.Duration"}: google.protobuf.Duration is written below the key `value`',
    ],
    [
      '{"@type":"x/google.protobuf.Duration","value":"1s","more":1}',
      'content.more "more": beside `@type` there is only `value` for google.protobuf.Duration',
    ],
    ['{"@type":"x/a.Apple","@value":"?"}', 'content.@value "?": this is no base64 text'],
  ];
  for (const [given, complaint] of cases)
    assert.deepEqual(any.complaints("a.Box", `{"content":${given}}`), [complaint]);
  assert.equal(any.problems("a.Box", '{"content":{"@type":"a.Apple"}}')[0]?.suggestion, url("a.Apple"));
});
