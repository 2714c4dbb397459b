import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFixture } from "../support/fixture.ts";
import { completions, labels, proposals } from "../support/completions.ts";

test("words of a file that fit what it has already", () => {
  assert.deepEqual(labels("$0"), [
    "syntax",
    "edition",
    "package",
    "import",
    "option",
    "message",
    "enum",
    "service",
    "extend",
  ]);
  const later = labels('syntax = "proto3";\npackage a;\n$0');
  assert.ok(!later.includes("syntax") && !later.includes("package") && later.includes("message"));
  assert.ok(labels('edition = "2024";\n$0').includes("export"));
});

test("words of a message depend on the syntax", () => {
  assert.ok(labels('syntax = "proto2";\nmessage M { $0 }').includes("required"));
  const proto3 = labels('syntax = "proto3";\nmessage M { $0 }');
  assert.ok(proto3.includes("optional") && !proto3.includes("required") && !proto3.includes("extensions"));
  assert.ok(!labels('edition = "2023";\nmessage M { $0 }').includes("optional"));
});

test("words of enums, services and rpcs", () => {
  assert.deepEqual(labels('syntax = "proto3";\nenum E { $0 }'), ["E_UNSPECIFIED", "option", "reserved"]);
  assert.deepEqual(labels('syntax = "proto3";\nservice S { $0 }'), ["rpc", "option"]);
  assert.deepEqual(labels('syntax = "proto3";\nservice S { rpc R(M) $0 }'), ["returns"]);
  assert.deepEqual(labels('syntax = "proto3";\nservice S { rpc R(M) returns (M) { $0 } }'), ["option"]);
});

test("types by the shortest name that means them", () => {
  const found = proposals(`
//- main.proto
syntax = "proto3"; package a.b;
import "other.proto";
message Outer { message Inner {} message Other {} Inn$0 }
enum Level { LEVEL_ZERO = 0; }
//- other.proto
syntax = "proto3"; package a.c;
message Other {}
message Far {}
`);
  const byName = Object.fromEntries(found.filter(p => p.detail).map(p => [p.detail, p.text]));
  assert.deepEqual(byName, {
    "a.b.Outer": "Outer",
    "a.b.Outer.Inner": "Inner",
    "a.b.Outer.Other": "Other",
    "a.b.Level": "Level",
    "a.c.Other": "c.Other",
    "a.c.Far": "c.Far",
  });
});

test("a type of a file that is not imported brings its import along, in order", () => {
  const source = `
//- main.proto
syntax = "proto3";
package app;

import "a.proto";
import "z.proto";

message M { Us$0 }
//- lib/user.proto
syntax = "proto3"; package lib; message User {}
//- a.proto
syntax = "proto3";
//- z.proto
syntax = "proto3";
`;
  const user = proposals(source).find(p => p.detail === "lib/user.proto");
  assert.equal(user?.text, "lib.User");
  const [edit] = user?.moreEdits ?? [];
  assert.ok(edit);
  const text = parseFixture(source).files["main.proto"] as string;
  const after = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
  assert.match(after, /import "a.proto";\nimport "lib\/user.proto";\nimport "z.proto";/);
});

test("an rpc takes messages only, streams, and a message that is made for it", () => {
  const found = labels('syntax = "proto3";\nmessage M {}\nenum E { Z = 0; }\nservice S { rpc R($0) }');
  assert.deepEqual(found, ["stream", "RRequest", "M"]);
  assert.deepEqual(labels('syntax = "proto3";\nmessage GetResponse {}\nservice S { rpc Get(M) returns (stream $0'), [
    "GetResponse",
  ]);
});

test("keys of maps are no messages", () => {
  const found = labels('syntax = "proto3";\nmessage M { map<$0 }');
  assert.ok(found.includes("string") && !found.includes("M") && !found.includes("double"));
  assert.ok(labels('syntax = "proto3";\nmessage M { map<string, $0 }').includes("M"));
});

test("paths of imports, without the file itself and what is imported already", () => {
  assert.deepEqual(
    labels('//- main.proto\nsyntax = "proto3";\nimport "b.proto";\nimport "$0";\n//- b.proto\n\n//- c.proto\n'),
    ["c.proto", "google/protobuf/any.proto"],
  );
});

test("the syntax line", () => {
  assert.deepEqual(labels('syntax = "$0'), ["proto3", "proto2"]);
  assert.deepEqual(labels('edition = "$0";'), ["2023", "2024", "2026"]);
});

test("nothing inside of comments", () => {
  assert.deepEqual(labels('syntax = "proto3"; // mess$0'), []);
});

test("with nothing typed other files wait for a letter", () => {
  assert.equal(completions('syntax = "proto3";\nmessage M { $0 }').cut, true);
  assert.equal(completions('syntax = "proto3";\nmessage M { U$0 }').cut, false);
});

test("a statement whose semicolon is missing ends with its line", () => {
  const found = labels('syntax = "proto3";\nmessage M {\n  string a = 1\n  $0\n}');
  assert.ok(found.includes("repeated") && found.includes("string"));
});

test("the syntax line before its quotes, and words behind others", () => {
  assert.deepEqual(labels("syntax = $0"), ["proto3", "proto2"]);
  assert.deepEqual(labels("edition = $0"), ["2023", "2024", "2026"]);
  assert.deepEqual(labels('//- main.proto\nedition = "2024";\nimport $0\n//- b.proto\n').slice(0, 3), [
    "public",
    "weak",
    "option",
  ]);
  assert.deepEqual(labels('edition = "2024";\nexport $0'), ["message", "enum"]);
});

test("the package that the folder stands for, and that of files beside it", () => {
  const source =
    '//- acme/shop/v1/a.proto\nsyntax = "proto3";\npackage $0\n//- acme/shop/v1/b.proto\npackage shop.v1;\n';
  assert.deepEqual(labels(source), ["acme.shop.v1", "shop.v1"]);
});

test("behind a dot stand names alone, with a leading dot full ones", () => {
  const head = 'syntax = "proto3"; package a.b;\nmessage Item {}\n';
  assert.deepEqual(labels(`${head}message M { a.$0 }`), ["a.b.Item", "a.b.M", "b"]);
  assert.deepEqual(labels(`${head}message M { b.I$0 }`), ["b.Item"]);
  assert.deepEqual(labels(`${head}message M { .a$0 }`), [".a.b.Item", ".a.b.M"]);
});

test("what other files keep to themselves is not proposed", () => {
  const found = labels(`
//- main.proto
edition = "2024";
import "other.proto";
message M { T$0 }
//- other.proto
edition = "2024";
message TopLevel { message TNested {} export message TShown {} }
local message THidden {}
//- far.proto
edition = "2024";
message TFar { message TInner {} }
`);
  assert.deepEqual(
    found.filter(l => /^T/.test(l)),
    ["TopLevel", "TopLevel.TShown", "TFar"],
  );
});
