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

test("aliases are not missed in an enum that is half written", () => {
  const open = 'syntax = "proto3";\nenum E {\n  option allow_alias = true;\n  A = 0;\n  B =';
  assert.equal(problemsOf(`${open}\n}\n`), "6:1 P1113 «}»");
  assert.doesNotMatch(problemsOf(open), /P3206/);
  assert.equal(
    problemsOf(`${open} 1;\n}\nenum F { G = ; }\n`),
    "3:3 P3206 «option allow_alias = true;» E\n7:14 P1113 «;»",
  );
});
