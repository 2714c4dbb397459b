import assert from "node:assert/strict";
import { test } from "node:test";
import { redactJson } from "../../client/src/calls/redactJson.ts";

test("replaces values that are named like secrets and nothing else", () => {
  assert.equal(
    redactJson('{ "accessToken": "abc", "n": 9007199254740993, "user": { "password": ["a"], "name": "Kim" } }'),
    '{ "accessToken": "(not kept)", "n": 9007199254740993, "user": { "password": "(not kept)", "name": "Kim" } }',
  );
  assert.equal(
    redactJson('{ "hasToken": true, "token": "" , "secret": null }'),
    '{ "hasToken": true, "token": "" , "secret": null }',
  );
  assert.equal(redactJson("not json"), "not json");
});
