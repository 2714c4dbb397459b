import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("generic services are deprecated", () => {
  const source = `
syntax = "proto3";
option java_generic_services = true;
option py_generic_services = false;
service S {}
`;
  assert.equal(problemsOf(source), `2:1 warning P5310 «option java_generic_services = true;» java_generic_services`);
  assert.equal(
    fixed(source, "F3240"),
    `syntax = "proto3";
option py_generic_services = false;
service S {}
`,
  );
});
