import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

const codes = (name: string): string =>
  [...problemsOf(`syntax = "proto3";\npackage ${name};\n`).matchAll(/P\d{4}/g)].join(" ");

test("the name of a package has bounds", () => {
  const parts = (n: number): string => Array.from({ length: n }, () => "a").join(".");
  assert.equal(codes("a".repeat(511)), "");
  assert.equal(codes("a".repeat(512)), "P2025");
  assert.equal(codes(parts(101)), "");
  assert.equal(codes(parts(102)), "P2026");
  assert.equal(codes(parts(100_000)), "P2025", "one mistake, told soon");
});
