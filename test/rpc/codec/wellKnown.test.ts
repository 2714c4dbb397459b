/** Types with a JSON form of their own. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BothWays } from "./bothWays.ts";

const wrappers = ["Double", "Float", "Int64", "UInt64", "Int32", "UInt32", "Bool", "String", "Bytes"];
const known = new BothWays(`syntax = "proto3";
import "google/protobuf/duration.proto";
import "google/protobuf/empty.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
message Known {
  google.protobuf.Timestamp time = 1;
  google.protobuf.Duration duration = 2;
  google.protobuf.FieldMask mask = 3;
  google.protobuf.Struct struct = 4;
  google.protobuf.Value value = 5;
  google.protobuf.ListValue list = 6;
  google.protobuf.Empty empty = 7;
  google.protobuf.NullValue nothing = 8;
  repeated google.protobuf.Value values = 9;
  map<string, google.protobuf.Value> named = 10;
  oneof pick { google.protobuf.NullValue none = 11; string some = 12; }
${wrappers.map((name, index) => `  google.protobuf.${name}Value ${name.toLowerCase()} = ${index + 20};`).join("\n")}
}`);

const same = (json: string): void => assert.equal(known.again("Known", json), json);
const becomes = (json: string, canonical: string): void => assert.equal(known.again("Known", json), canonical);
const codes = (json: string): string[] => known.problems("Known", json).map(p => p.code);

test("times: offsets, fractions, limits", () => {
  same('{"time":"2024-02-29T12:30:00Z"}');
  same('{"time":"0001-01-01T00:00:00Z"}');
  same('{"time":"9999-12-31T23:59:59.999999999Z"}');
  same('{"time":"1969-12-31T23:59:59.500Z"}');
  becomes('{"time":"2024-01-01T09:00:00+09:00"}', '{"time":"2024-01-01T00:00:00Z"}');
  becomes('{"time":"2024-01-01T00:00:00.1Z"}', '{"time":"2024-01-01T00:00:00.100Z"}');
  becomes('{"time":"2024-01-01T00:00:00.000001Z"}', '{"time":"2024-01-01T00:00:00.000001Z"}');
  becomes('{"time":null}', "{}");
});

test("dates that no calendar has are refused and not moved", () => {
  for (const date of ["2023-02-29", "2100-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00"])
    assert.deepEqual(codes(`{"time":"${date}T00:00:00Z"}`), ["time-date"], date);
  assert.deepEqual(codes('{"time":"2000-02-29T00:00:00Z"}'), []);
  for (const clock of ["24:00:00", "12:60:00", "12:00:60"])
    assert.deepEqual(codes(`{"time":"2024-01-01T${clock}Z"}`), ["time-clock"], clock);
  assert.deepEqual(codes('{"time":"2024-01-01T00:00:00+25:00"}'), ["time-offset"]);
  assert.deepEqual(codes('{"time":"0001-01-01T00:00:00+01:00"}'), ["time-range"]);
  for (const text of ["2024-01-01", "2024-01-01 00:00:00Z", "2024-01-01t00:00:00Z", "2024-01-01T00:00:00", ""])
    assert.deepEqual(codes(`{"time":"${text}"}`), ["time-format"], text);
  assert.deepEqual(codes('{"time":1704067200}'), ["expected-time"]);
});

test("durations", () => {
  for (const text of ["0s", "1.500s", "-0.000000001s", "315576000000s", "-315576000000s"])
    same(`{"duration":"${text}"}`);
  becomes('{"duration":"1.5s"}', '{"duration":"1.500s"}');
  assert.deepEqual(codes('{"duration":"315576000001s"}'), ["duration-range"]);
  for (const text of ["1", "s", "1m", "1.s", "1.0000000001s"])
    assert.deepEqual(codes(`{"duration":"${text}"}`), ["duration-format"], text);
});

test("times on the wire that have no text are shown as they are", () => {
  const decoded = known.decoded("Known", "0a02 1001 1206 08ffffffff0f", { indent: 0 });
  assert.equal(decoded.json, '{"time":"1970-01-01T00:00:00.000000001Z","duration":"4294967295s"}');
  const late = known.decoded("Known", "0a07 0880dbd0c79d0b", { indent: 0 });
  assert.match(late.json, /^\{"time":\{"seconds":"\d+","nanos":0\}\}$/);
  assert.deepEqual("remarks" in late && late.remarks.map(r => [r.code, r.path]), [["time-range", "time"]]);
});

test("field masks", () => {
  same('{"mask":"userName,address.zipCode"}');
  becomes('{"mask":""}', '{"mask":""}');
  assert.equal(known.bytes("Known", '{"mask":"userName"}'), "1a0b0a09757365725f6e616d65");
  assert.deepEqual(known.complaints("Known", '{"mask":"userName,user_name"}'), [
    'mask "userName,user_name": `user_name` is no path of a field mask; names are in lowerCamelCase, as `userName,address.city`',
  ]);
});

test("structs, values and lists hold any JSON", () => {
  same('{"struct":{"a":1,"b":[true,null,{"c":"d"}],"e":{}}}');
  for (const value of ["null", "true", "1.5", '"x"', "[]", "{}", "[1,[2]]"]) same(`{"value":${value}}`);
  same('{"list":[1,"a",null]}');
  same('{"values":[null,1]}');
  same('{"named":{"a":null}}');
  assert.deepEqual(codes('{"struct":[]}'), ["expected-object"]);
  assert.deepEqual(codes('{"list":{}}'), ["expected-array"]);
  assert.deepEqual(codes('{"struct":{"a":1,"a":2}}'), ["duplicate-key"]);
  assert.deepEqual(codes('{"value":1e999}'), ["double-range"]);
});

test("null is a value of Value and NullValue, and for all else not set", () => {
  same('{"none":null}');
  assert.equal(known.bytes("Known", '{"time":null,"struct":null,"string":null,"some":null}'), "");
  assert.equal(known.bytes("Known", '{"value":null}'), "2a020800");
});

test("wrappers are their values, and null is absent", () => {
  same(
    '{"double":1.5,"float":1.5,"int64":"1","uint64":"1","int32":1,"uint32":1,"bool":true,"string":"a","bytes":"AQ=="}',
  );
  same('{"int32":0,"bool":false,"string":""}');
  becomes('{"int32":null}', "{}");
  assert.deepEqual(codes('{"int32":{"value":1}}'), ["expected-integer"]);
});

test("Empty is an object without fields", () => {
  same('{"empty":{}}');
  assert.deepEqual(codes('{"empty":{"a":1}}'), ["unknown-field"]);
});
