import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("the largest number of 32 bits ends no range of a message, but one of an enum", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message A { reserved 2147483647; reserved 5 to 0x7fffffff; }
message B { extensions 2147483647; }
enum E { E_A = 0; reserved 2147483647; }
`),
    `2:22 P3119 «2147483647» 2147483647
2:48 P3119 «0x7fffffff» 0x7fffffff
3:24 P3119 «2147483647» 2147483647`,
  );
});
