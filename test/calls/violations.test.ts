import assert from "node:assert/strict";
import { test } from "node:test";
import { findViolations } from "../../client/src/calls/violations.ts";

const request = `### one
GRPC localhost:1/a.B/C
x: 1

{
  // who
  "userName": "",
  "emails": [{ "address": "a" }, { "address": "b" }],
  "labels": { "k": 1 }
}
===
{ "userName": "second" }
`;

const places = (...fields: string[]): string[] => {
  const fieldViolations = fields.map(field => ({ field, description: "no" }));
  const details = [JSON.stringify({ "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations })];
  return findViolations(request, details).map(
    ({ start, end, message }) => `${request.slice(start, end)} | ${message}`,
  );
};

test("finds the field a server names, however it writes it", () => {
  assert.deepEqual(places("user_name"), ['"" | user_name: no']);
  assert.deepEqual(places("emails[1].address"), ['"b" | emails[1].address: no']);
  assert.deepEqual(places('labels["k"]'), ['1 | labels["k"]: no']);
});

test("falls back to what is there: the message around, else the request line", () => {
  assert.deepEqual(places("emails[0].verified"), ['{ "address": "a" } | emails[0].verified: no']);
  assert.deepEqual(places("emails[7]"), ['[{ "address": "a" }, { "address": "b" }] | emails[7]: no']);
  assert.deepEqual(places("nothing.of.it"), ["GRPC localhost:1/a.B/C | nothing.of.it: no"]);
});

test("ignores other details and what is not JSON", () => {
  assert.deepEqual(
    findViolations(request, ["x", "null", '{"@type": "type.googleapis.com/google.rpc.ErrorInfo"}']),
    [],
  );
});
