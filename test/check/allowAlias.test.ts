import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("allow_alias says something only where two values share a number", () => {
  const source = `
syntax = "proto3";
enum Off { option allow_alias = false; OFF_A = 0; }
enum Needless {
  option allow_alias = true;
  NEEDLESS_A = 0;
}
enum Needed { option allow_alias = true; NEEDED_A = 0; NEEDED_B = 0; }
`;
  assert.equal(
    problemsOf(source),
    `2:12 P3205 «option allow_alias = false;» Off
4:3 P3206 «option allow_alias = true;» Needless`,
  );
  assert.equal(
    fixed(source, "F3205"),
    `syntax = "proto3";
enum Off { OFF_A = 0; }
enum Needless {
  option allow_alias = true;
  NEEDLESS_A = 0;
}
enum Needed { option allow_alias = true; NEEDED_A = 0; NEEDED_B = 0; }
`,
  );
});
