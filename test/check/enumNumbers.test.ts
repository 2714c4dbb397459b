import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("an enum has values, and none that is reserved", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
enum Empty {}
enum Color {
  reserved 2, 10 to max;
  reserved -5 to -3;
  reserved "BLUE";
  RED = 0;
  GREEN = 2;
  BLUE = 3;
  BLACK = 11;
  WHITE = -4;
}
`),
    `2:6 P3201 «Empty» Empty
8:11 P3215 «2» GREEN, 2
9:3 P3216 «BLUE» BLUE
10:11 P3215 «11» BLACK, 11
11:11 P3215 «-4» WHITE, -4`,
  );
});
