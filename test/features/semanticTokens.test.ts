import assert from "node:assert/strict";
import { test } from "node:test";
import { semanticTokens } from "../../server/src/features/semanticTokens.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

/** `word:type` of each token, with its modifiers. */
function tokens(text: string, within?: string): string[] {
  const { db } = new MemoryWorkspace({ "main.proto": text }, () => ({ problems: [] }));
  const tree = db.tree("main.proto");
  assert.ok(tree);
  const start = within === undefined ? 0 : text.indexOf(within);
  const span = within === undefined ? undefined : { start, end: start + within.length };
  return semanticTokens(tree, db.linked("main.proto"), span).map(
    t => `${text.slice(t.span.start, t.span.end)}:${[t.type, ...t.modifiers].join(".")}`,
  );
}

test("declarations, types and words", () => {
  assert.deepEqual(
    tokens(
      'syntax = "proto3";\npackage a.b;\nmessage M { repeated string name = 1; a.b.M m = 2; E e = 3; }\nenum E { Z = 0; }',
    ),
    [
      "syntax:keyword.control",
      "package:keyword.control",
      "a:namespace",
      "b:namespace",
      "message:keyword",
      "M:struct.declaration",
      "repeated:modifier",
      "string:type.defaultLibrary",
      "name:property.declaration",
      "1:number",
      "a:namespace",
      "b:namespace",
      "M:struct",
      "m:property.declaration",
      "2:number",
      "E:enum",
      "e:property.declaration",
      "3:number",
      "enum:keyword",
      "E:enum.declaration",
      "Z:enumMember.declaration",
      "0:number",
    ],
  );
});

test("a keyword that is used as a name is a name", () => {
  assert.deepEqual(tokens("message M { optional string message = 1; }").slice(2, 5), [
    "optional:modifier",
    "string:type.defaultLibrary",
    "message:property.declaration",
  ]);
  assert.deepEqual(tokens("package single;"), ["package:keyword.control", "single:namespace"]);
});

test("services, options and their values", () => {
  const found = tokens(
    "service S { rpc R(stream M) returns (M) { option deprecated = true; option (a.b) = { key: VALUE on: true }; } }\nmessage M {}",
  );
  for (const token of [
    "S:interface.declaration",
    "rpc:keyword",
    "R:method.declaration.deprecated",
    "stream:modifier",
    "returns:keyword",
    "deprecated:decorator",
    "true:keyword.readonly",
    "b:decorator",
    "key:property",
    "VALUE:enumMember",
  ])
    assert.ok(found.includes(token), `${token} in ${found.join(" ")}`);
});

test("a number that is none is left to the grammar, which colours it as broken", () => {
  for (const broken of ["08", "0x", "1e", "012.5", "5kg", "1.5.2", "0x1.8"]) {
    const found = tokens(`message M { int32 a = 1 [default = ${broken}]; int32 b = 2; }`);
    assert.deepEqual(
      found.filter(t => t.endsWith(":number")),
      ["1:number", "2:number"],
      broken,
    );
  }
  const valid = tokens("enum E { A = -010; B = 0X1f; }\nmessage M { float c = 1 [default = 1.5e3]; }");
  for (const number of ["010", "0X1f", "1.5e3"]) assert.ok(valid.includes(`${number}:number`), number);
});

test("what is deprecated says so", () => {
  assert.ok(tokens("message M { int32 a = 1 [deprecated = true]; }").includes("a:property.declaration.deprecated"));
  assert.ok(tokens("message M { option deprecated = true; }").includes("M:struct.declaration.deprecated"));
});

test("a range has its tokens alone, a broken file those that are there", () => {
  assert.deepEqual(tokens("message A {}\nmessage B {}\n", "message B"), ["message:keyword", "B:struct.declaration"]);
  assert.deepEqual(tokens("message M { string"), [
    "message:keyword",
    "M:struct.declaration",
    "string:type.defaultLibrary",
  ]);
});

test("words of the language are told apart as the grammar does", () => {
  const found = tokens(`edition = "2024";
import option "a.proto";
export message M { reserved 1 to max; map<string, M> m = 2 [default = inf]; local enum E { option allow_alias = true; Z = 0; } }`);
  for (const token of [
    "edition:keyword.control",
    "import:keyword.control",
    "option:modifier",
    "export:modifier",
    "to:operator",
    "max:keyword.readonly",
    "map:type.defaultLibrary",
    "string:type.defaultLibrary",
    "inf:keyword.readonly",
    "local:modifier",
    "option:keyword",
  ])
    assert.ok(found.includes(token), `${token} in ${found.join(" ")}`);
});

test("strings are left to the grammar, which colours their escapes", () => {
  assert.ok(!tokens('import "a.proto"; option java_package = "a\\n" "b";').some(token => token.startsWith('"')));
});

test("keys in brackets: an extension, the type in a URL", () => {
  const found = tokens("option (a) = { [b.ext]: 1 [type.example.com/c.v1.Outer.Kind] { on: true } };");
  assert.deepEqual(
    found.filter(token => /^(?:b|ext|type|example|com|c|v1|Outer|Kind|on):/.test(token)),
    ["b:decorator", "ext:decorator", "c:namespace", "v1:namespace", "Outer:struct", "Kind:struct", "on:property"],
  );
});

test("what belongs to no part of a broken statement is nothing", () => {
  const found = tokens("service S { rpc One(\n  rpc Two(Req) returns\n}");
  assert.ok(!found.some(token => /^(?:Two|Req):keyword/.test(token)), found.join(" "));
});
