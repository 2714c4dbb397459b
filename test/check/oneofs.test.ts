import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("a oneof has members", () => {
  const source = `
edition = "2024";
message M {
  oneof empty {
    option features.enforce_naming_style = STYLE_LEGACY;
  }
  string made = 1;
}
`;
  assert.equal(problemsOf(source), `3:9 P3120 «empty» empty`);
  assert.equal(
    fixed(source, "F3120"),
    `edition = "2024";
message M {
  string made = 1;
}
`,
  );
});
