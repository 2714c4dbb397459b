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

test("the full name of a declaration has bounds, and what stands in one that is too long is not blamed", () => {
  const found = (source: string): string =>
    [...problemsOf(`syntax = "proto3";\npackage p;\n${source}\n`).matchAll(/(\S+) (P\d{4})/g)]
      .map(([all]) => all)
      .join(" ");
  const long = "A".repeat(65_533);
  assert.equal(found(`message ${long} {}`), "");
  assert.equal(found(`message ${long}A { int32 a = 1; message B {} }`), "3:9 P2025");
  assert.equal(found(`message ${long} { int32 a = 1; }`), "3:65551 P2025");
  assert.equal(found(`enum E { ${long} = 0; }`), "");
  assert.equal(found(`enum E { ${long}A = 0; }`), "3:10 P2025");
});
