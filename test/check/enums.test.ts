import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("an open enum starts with zero", () => {
  const source = `
syntax = "proto3";
enum Color { RED = 1; GREEN = 2; }
enum Size {
  SMALL = 1;
  NONE = 0;
}
`;
  assert.equal(
    problemsOf(source),
    `2:20 P3202 «1» RED
4:11 P3202 «1» SMALL`,
  );
  assert.equal(
    fixed(source, "F3206"),
    `syntax = "proto3";
enum Color { COLOR_UNSPECIFIED = 0; RED = 1; GREEN = 2; }
enum Size {
  SMALL = 1;
  NONE = 0;
}
`,
  );
});

test("the value that is zero moves to the front", () => {
  const source = `
syntax = "proto3";
enum Size {
  SMALL = 1;
  NONE = 0;
}
`;
  assert.equal(problemsOf(source), `3:11 P3202 «1» SMALL`);
  assert.equal(
    fixed(source, "F3202"),
    `syntax = "proto3";
enum Size {
  NONE = 0;
  SMALL = 1;
}
`,
  );
});

test("a closed enum starts where it likes", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
enum Color { RED = 1; }
`),
    "",
  );
});

test("two values share a number where the enum says so", () => {
  const source = `
syntax = "proto3";
enum Color {
  RED = 0;
  CRIMSON = 0;
  GREEN = 2147483647;
  LIME = 2147483647;
}
`;
  assert.equal(
    problemsOf(source),
    `4:13 P3203 «0» CRIMSON, RED, 
6:10 P3203 «2147483647» LIME, GREEN, `,
  );
  assert.equal(
    fixed(source, "F3203"),
    `syntax = "proto3";
enum Color {
  option allow_alias = true;
  RED = 0;
  CRIMSON = 0;
  GREEN = 2147483647;
  LIME = 2147483647;
}
`,
  );
});

test("names differ in more than case and the enum's own name", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
enum FooBar { FOO_BAR_A = 0; A = 1; FOOBAR_B = 2; b = 3; SAME = 4; }
enum Old { option allow_alias = true; OLD_A = 0; A2 = 1; OLD_A2 = 1; }
`),
    `2:30 P3204 «A» A, FOO_BAR_A
2:51 P3204 «b» b, FOOBAR_B`,
  );
});

test("an old enum may ask for a warning instead", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
enum Old { option deprecated_legacy_json_field_conflicts = true; OLD_A = 0; A = 1; }
`),
    `2:77 warning P3204 «A» A, OLD_A`,
  );
});
