/** Fixes where the example of their code shows only one of their forms. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

const mended = (before: string, code: string): string => {
  const after = fixed(before, code);
  assert.equal(problemsOf(after), "");
  return after;
};

test("an extension takes a number that its message keeps (F3104)", () => {
  const source = 'syntax = "proto2";\nmessage A { extensions 100 to 199; }\nextend A { optional string x = 0; }\n';
  assert.match(mended(source, "F3104"), /x = 100;/);
});

test("ranges that overlap in the middle fall apart (F2030)", () => {
  const source = 'syntax = "proto3";\nmessage A {\n  reserved 5;\n  reserved 1 to max;\n}\n';
  assert.match(mended(source, "F2030"), /reserved 1 to 4, 6 to max;/);
});

test("a range that another covers goes, and its statement with it (F3117)", () => {
  const source = 'syntax = "proto3";\nmessage A {\n  reserved 1 to 9;\n  reserved 5;\n}\n';
  assert.equal(mended(source, "F3117"), 'syntax = "proto3";\nmessage A {\n  reserved 1 to 9;\n}\n');
});

test("a name that is declared again is not reserved any more (F3106)", () => {
  const source = 'syntax = "proto3";\nmessage A {\n  reserved "a", "b";\n  string b = 1;\n}\n';
  assert.match(mended(source, "F3106"), /reserved "a";/);
});

test("names behind numbers are reserved apart (F1117)", () => {
  const source = 'edition = "2023";\nmessage A {\n  reserved a, b, 7;\n}\n';
  assert.match(mended(source, "F1117"), /reserved a, b;\n {2}reserved 7;/);
});

test("what an option's message requires is set (F4001)", () => {
  const source = `syntax = "proto2";
import "google/protobuf/descriptor.proto";
message Tag {
  required Level level = 1;
}
enum Level {
  LOW = 3;
}
extend google.protobuf.FileOptions {
  optional Tag tag = 50000;
}
option (tag) = {};
`;
  assert.match(mended(source, "F4001"), /option \(tag\) = \{level: LOW\};/);
});

test("a copy of a field gets another name and keeps the rest", () => {
  const source = 'syntax = "proto3";\nmessage A {\n  string a = 1;\n  string a = 2;\n  string a2 = 3;\n}\n';
  assert.match(mended(source, "F2030"), /string a3 = 2;/);
});

test("typographic quotes and blanks of other alphabets", () => {
  assert.match(mended("syntax = “proto3”;\nmessage A {}\n".replace("”", '"'), "F2030"), /^syntax = "proto3";/);
});
