import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("lite files extend lite messages and define no generic services", () => {
  assert.equal(
    problemsOf(`
//- full.proto
syntax = "proto2";
message M { extensions 100 to 200; }
//- main.proto
syntax = "proto2";
import "full.proto";
option optimize_for = LITE_RUNTIME;
option cc_generic_services = true;
extend M { optional string a = 100; optional string b = 101; }
service S {}
`),
    `main.proto:5:8 P3260 «M» M
main.proto:6:9 P3261 «S» S`,
  );
});
