import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("keys of maps are integers, bools and strings", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
message M {
  map<float, string> a = 1;
  map<bytes, string> b = 2;
  map<M, string> c = 3;
  map<E, string> d = 4;
  map<bool, E> e = 5;
}
enum E { ZERO = 0; }
`),
    `3:7 P3220 «float» float
4:7 P3220 «bytes» bytes
5:7 P3220 «M» M
6:7 P3221 «E» E`,
  );
});

test("an enum in a map starts with zero", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message M { map<string, E> a = 1; }
enum E { ONE = 1; ZERO = 0; }
`),
    `2:25 P3222 «E» E, ONE`,
  );
});
