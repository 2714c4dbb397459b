import assert from "node:assert/strict";
import { test } from "node:test";
import { linkedEditing } from "../../server/src/features/linkedEditing.ts";
import { openWorkspace } from "../support/everywhere.ts";
import { parseFixture } from "../support/fixture.ts";

/** Lines and columns (from 1) of the linked places. */
function linked(source: string): string[] {
  const { files, cursor } = parseFixture(source);
  assert.ok(cursor);
  const text = files[cursor.file] as string;
  return linkedEditing(openWorkspace(files), cursor.file, cursor.offset).map(({ start, end }) => {
    const before = text.slice(0, start).split("\n");
    return `${before.length}:${(before.at(-1) as string).length + 1} ${text.slice(start, end)}`;
  });
}

test("a declared type with its uses, and not from a use, where one types another type", () => {
  const source = (a: string, b: string): string =>
    `syntax = "proto3";\nmessage Us${a}er {}\nmessage M { U${b}ser u = 1; map<string, User> m = 2; }\n`;
  assert.deepEqual(linked(source("$0", "")), ["2:9 User", "3:13 User", "3:37 User"]);
  assert.deepEqual(linked(source("", "$0")), []);
});

test("from both ends of the name", () => {
  for (const source of ["message $0Leaf { Leaf l = 1; }", "message Leaf$0 { Leaf l = 1; }"])
    assert.equal(linked(`syntax = "proto3";\n${source}\n`).length, 2);
});

test("a part of qualified names, and what else is around it stays", () => {
  const source =
    'syntax = "proto3"; package a.b;\nmessage Out$0er { message Inner {} }\nmessage M { b.Outer.Inner i = 1; .a.b.Outer o = 2; }\n';
  assert.deepEqual(linked(source), ["2:9 Outer", "3:15 Outer", "3:39 Outer"]);
});

test("a field with its uses in options and in templates of paths", () => {
  const options = `syntax = "proto3";
import "google/protobuf/descriptor.proto";
message Rule { int32 mo$0st = 1; }
extend google.protobuf.MessageOptions { Rule rule = 50000; }
message M { option (rule) = { most: 1 }; }
message N { option (rule).most = 2; }
`;
  assert.deepEqual(linked(options), ["3:22 most", "5:31 most", "6:27 most"]);
  const template = `syntax = "proto3";
message Get { string na$0me = 1; }
service S { rpc R(Get) returns (Get) { option (google.api.http) = { get: "/v1/{name}" }; } }
`;
  assert.deepEqual(linked(template), ["2:22 name", "3:80 name"]);
});

test("not what is declared twice: a copy gets a name of its own", () => {
  const source = (a: string, b: string): string =>
    `syntax = "proto3";\nmessage Us${a}er {}\nmessage Us${b}er {}\nmessage M { User u = 1; }\n`;
  assert.deepEqual(linked(source("$0", "")), []);
  assert.deepEqual(linked(source("", "$0")), []);
});

test("in a file that is half written", () => {
  assert.deepEqual(linked('syntax = "proto3";\nmessage Us$0er {\n  User next = 1;\n  int32 \n'), [
    "2:9 User",
    "3:3 User",
  ]);
});

test("the value of an enum and a default", () => {
  const source = 'syntax = "proto2";\nenum E { ONE$0 = 1; }\nmessage M { optional E e = 1 [default = ONE]; }\n';
  assert.deepEqual(linked(source), ["2:10 ONE", "3:41 ONE"]);
});

test("not where another file sees this one: what it writes would stay", () => {
  assert.deepEqual(
    linked(`
//- a.proto
syntax = "proto3";
message Us$0er {}
message M { User u = 1; }
//- b.proto
syntax = "proto3";
import "a.proto";
`),
    [],
  );
});

test("not what another file declares, a group, or a name without uses", () => {
  assert.deepEqual(
    linked(
      '//- a.proto\nsyntax = "proto3";\nimport "b.proto";\nmessage M { B$0 b = 1; B c = 2; }\n//- b.proto\nmessage B {}\n',
    ),
    [],
  );
  assert.deepEqual(linked('syntax = "proto2";\nmessage M { optional group Gr$0p = 1 {} optional Grp g = 2; }\n'), []);
  assert.deepEqual(linked('syntax = "proto3";\nmessage Lo$0ne {}\n'), []);
});
