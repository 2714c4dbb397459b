import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

const times = (n: number, line: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => line(i + 1)).join(" ");

const message = (fields: number): string => `message M { ${times(fields, i => `string f${i} = ${i};`)} }`;
const oneof = (fields: number): string => `message M { oneof o { ${times(fields, i => `string f${i} = ${i};`)} } }`;
const oneofs = (n: number): string => `message M { ${times(n, i => `oneof o${i} { string f${i} = ${i}; }`)} }`;
const values = (n: number): string => `enum E { ${times(n, i => `V${i} = ${i - 1};`)} }`;

test("edition 2026 bounds the sizes of messages, oneofs and enums", () => {
  const in2026 = (text: string): string => problemsOf(`edition = "2026";\n${text}\n`);
  assert.equal(in2026(message(1500)), "");
  assert.equal(in2026(message(1501)), "2:9 P5301 «M» M, 1500");
  assert.equal(in2026(oneofs(1000)), "");
  assert.equal(in2026(oneofs(1001)), "2:9 P5302 «M» M, 1000");
  assert.equal(in2026(oneof(1200)), "");
  assert.equal(in2026(oneof(1201)), "2:19 P5303 «o» o, 1200");
  assert.equal(in2026(values(1700)), "");
  assert.equal(in2026(values(1701)), "2:6 P5304 «E» E, 1700");
});

test("older editions do not", () => {
  assert.equal(problemsOf(`edition = "2024";\n${message(1501)}\n${values(1701)}\n`), "");
});

test("no message has more fields than 16 bits count", () => {
  assert.equal(problemsOf(`syntax = "proto3";\n${message(18999)}\n`), "");
  const many = times(70000, i => `string f${i} = ${i < 19000 ? i : i + 1000};`);
  assert.equal(problemsOf(`syntax = "proto3";\nmessage M { ${many} }\n`), "2:9 P3122 «M» M, 70000, 65535");
});
