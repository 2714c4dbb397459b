import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("map_entry is not set by hand, whatever its value", () => {
  const source = `
syntax = "proto3";
message A { option map_entry = true; string key = 1; }
message B {
  option map_entry = false;
}
`;
  assert.equal(
    problemsOf(source),
    `2:13 P3160 «option map_entry = true;»
4:3 P3160 «option map_entry = false;»`,
  );
  assert.equal(
    fixed(source, "F3160"),
    `syntax = "proto3";
message A { string key = 1; }
message B {
  option map_entry = false;
}
`,
  );
});
