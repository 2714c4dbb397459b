import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("a file that does not say its syntax is read as proto2", () => {
  const source = `
message M {}
`;
  assert.equal(problemsOf(source), `1:1 warning P1190 «message»`);
  assert.equal(
    fixed(source, "F1190"),
    `syntax = "proto2";

message M {}
`,
  );
});

test("an empty file, and one with a syntax line, are not warned about", () => {
  assert.equal(
    problemsOf(`
//- empty.proto
// nothing yet
//- main.proto
edition = "2023";
`),
    "",
  );
});
