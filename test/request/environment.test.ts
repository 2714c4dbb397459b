import assert from "node:assert/strict";
import { test } from "node:test";
import { environmentNames, environmentVariables } from "../../server/src/protocol/environment.ts";

const shared = { dev: { host: "localhost:1", port: 1 }, prod: { host: "api.example.com" }, $shared: { who: "Kim" } };
const own = { dev: { host: "localhost:2", nested: { a: [1] } }, mine: {} };

test("lists the environments of both files once", () => {
  assert.deepEqual(environmentNames([shared, own]), ["dev", "prod", "mine"]);
});

test("the private file overrides, and shared variables hold everywhere", () => {
  assert.deepEqual(environmentVariables([shared, own], "dev"), {
    who: "Kim",
    host: "localhost:2",
    port: "1",
    nested: '{"a":[1]}',
  });
  assert.deepEqual(environmentVariables([shared, own], undefined), { who: "Kim" });
  assert.deepEqual(environmentVariables([shared], "toString"), { who: "Kim" });
});

test("ignores what is not an environment", () => {
  assert.deepEqual(environmentNames([null, 1, "x", [], { a: 1, b: {} }]), ["b"]);
  assert.deepEqual(environmentVariables([null, { b: 3 }], "b"), {});
});
