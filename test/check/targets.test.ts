import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

const withTarget = (targets: string, rest: string): string =>
  problemsOf(`
syntax = "proto2";
import "google/protobuf/descriptor.proto";
message T { optional int32 i = 1 [${targets}]; optional T t = 2; }
extend google.protobuf.MessageOptions { optional int32 a = 50000 [${targets}]; optional T b = 50001; }
${rest}`);

test("an option stands where its targets allow, itself and inside of others", () => {
  const field = "targets = TARGET_TYPE_FIELD, targets = TARGET_TYPE_ENUM";
  assert.equal(withTarget(field, "message M { option (a) = 1; }"), "5:20 P4040 «(a)» a, message, field, enum");
  assert.equal(
    withTarget(field, "message M { option (b).t.i = 1; }"),
    "5:20 P4040 «(b).t.i» T.i, message, field, enum",
  );
  assert.equal(withTarget("targets = TARGET_TYPE_MESSAGE", "message M { option (b) = { t { i: 1 } }; }"), "");
});

test("an option whose only target is unknown stands nowhere", () => {
  assert.equal(
    withTarget("targets = TARGET_TYPE_UNKNOWN", "message M { option (a) = 1; }"),
    "5:20 P4040 «(a)» a, message, ",
  );
});
