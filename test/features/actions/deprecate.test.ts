import assert from "node:assert/strict";
import { test } from "node:test";
import { deprecate } from "../../../server/src/features/actions/deprecate.ts";
import { after, offered } from "../../support/actions.ts";

test("fields and enum values get it in brackets, with what is there", () => {
  assert.equal(
    after(deprecate, 'syntax = "proto3";\nmessage M {\n  int32 a$0 = 1;\n}\n'),
    'syntax = "proto3";\nmessage M {\n  int32 a = 1 [deprecated = true];\n}\n',
  );
  assert.equal(
    after(deprecate, 'syntax = "proto2"; enum E { A$0 = 0 [(x) = 1]; }'),
    'syntax = "proto2"; enum E { A = 0 [(x) = 1, deprecated = true]; }',
  );
});

test("messages, services and methods get a statement", () => {
  assert.equal(
    after(deprecate, 'syntax = "proto3";\nmessage M$0 {\n  int32 a = 1;\n}\n'),
    'syntax = "proto3";\nmessage M {\n  option deprecated = true;\n  int32 a = 1;\n}\n',
  );
  assert.equal(
    after(deprecate, 'syntax = "proto3"; message M$0 { int32 a = 1; }'),
    'syntax = "proto3"; message M { option deprecated = true; int32 a = 1; }',
  );
  assert.equal(
    after(deprecate, "message M$0 { // one\n  message N {}\n}\n"),
    "message M { // one\n  option deprecated = true;\n  message N {}\n}\n",
  );
  assert.equal(after(deprecate, "message M$0 {}\n"), "message M {\n  option deprecated = true;\n}\n");
  assert.equal(
    after(deprecate, "service S {\n  rpc R$0(M) returns (M);\n}\n"),
    "service S {\n  rpc R(M) returns (M) {\n    option deprecated = true;\n  }\n}\n",
  );
});

test("not twice, not from inside of a body, and for what is broken no edit that breaks more", () => {
  assert.deepEqual(offered(deprecate, "message M$0 { option deprecated = true; }"), []);
  assert.deepEqual(offered(deprecate, "message M { $0 }"), []);
  assert.deepEqual(offered(deprecate, "message M { int32 a$0 = 1; }"), ["Deprecate `a`"]);
});
