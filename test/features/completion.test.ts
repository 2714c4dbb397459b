import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFixture } from "../support/fixture.ts";
import { accept, completions, labels, proposals } from "../support/completions.ts";

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

test("types of the own package by the shortest name that means them, others by the whole one", () => {
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
    "a.c.Other": "a.c.Other",
    "a.c.Far": "a.c.Far",
  });
});

test("a name that begins with what the package has too is completed as it is written", () => {
  const found = (typed: string): readonly string[] =>
    labels(`
//- acme/shop/main.proto
syntax = "proto3"; package acme.shop;
import "acme/rules/rules.proto";
message M { string a = 1 [(${typed}$0)]; }
//- acme/rules/rules.proto
syntax = "proto2"; package acme.rules;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { optional bool on = 50001; }
//- acme/more/more.proto
syntax = "proto2"; package acme.more;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { optional bool off = 50002; }
`);
  for (const typed of ["", "a", "acme.", "acme.r"])
    assert.deepEqual(found(typed), ["acme.rules.on", "acme.more.off"], typed);
  assert.deepEqual(found("rules.o"), ["rules.on", "acme.more.off"]);
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
  assert.deepEqual(labels('//- main.proto\nedition = "2024";\nimport $0\n//- b.proto\n').slice(0, 2), [
    "public",
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
  assert.deepEqual(labels(`${head}message M { .a$0 }`), [".a.b.Item", ".a.b.M", "a"]);
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

const elsewhere = `
//- google/shop/v1/shop.proto
syntax = "proto3"; package google.shop.v1; message Item { message Part {} } message Googles {} enum Kind { KIND_UNSPECIFIED = 0; }
//- google/shop/v2/shop.proto
syntax = "proto3"; package google.shop.v2; message Item {}
//- main.proto
syntax = "proto3"; package acme;
`;

test("the beginning of a package proposes the package and its types, which bring their imports along", () => {
  const source = `${elsewhere}message M {\n  goog$0\n}`;
  const found = proposals(source);
  const rank = (label: string): number => found.find(p => p.label === label)?.rank ?? assert.fail(label);
  assert.ok(rank("google.shop.v1.Googles") < rank("google.shop.v1.Item"));
  assert.ok(rank("google.shop.v1.Item") < rank("google"));
  assert.ok(!labels(source).includes("google.shop.v1.Item.Part"));
  assert.match(
    accept(source, "google.shop.v2.Item"),
    /import "google\/shop\/v2\/shop.proto";[\s\S]*\n {2}google.shop.v2.Item\n/,
  );
  assert.equal(completions(source).cut, true);
  assert.deepEqual(
    labels(`${elsewhere}service S { rpc A(goog$0) }`).filter(l => l.endsWith("Kind")),
    [],
  );
});

test("packages go on part by part", () => {
  const parts = (typed: string): string[] =>
    proposals(`${elsewhere}message M {\n  ${typed}$0\n}`)
      .filter(p => p.kind === "package")
      .map(p => p.text);
  assert.deepEqual(parts("g"), ["google"]);
  assert.deepEqual(parts("google."), ["google.shop"]);
  assert.deepEqual(parts("google.shop.").sort(), ["google.shop.v1", "google.shop.v2"]);
  assert.deepEqual(parts(".google.shop.v"), [".google.shop.v1", ".google.shop.v2"]);
  assert.deepEqual(parts("google.shop.v1."), []);
  assert.ok(labels(`${elsewhere}message M { shop.v1.It$0 }`).includes("google.shop.v1.Item"));
  assert.ok(labels(`${elsewhere}message M { Item.P$0 }`).includes("google.shop.v1.Item.Part"));
});

test("a type of a file whose options alone are imported makes the import a plain one", () => {
  const source = `
//- main.proto
edition = "2024";
package acme;
import option "other.proto";
message M { Oth$0 }
//- other.proto
edition = "2024";
package acme;
message Other {}
`;
  const text = accept(source, "acme.Other");
  assert.match(text, /import "other.proto";/);
  assert.doesNotMatch(text, /import option/);
});

test("no character takes a type: its message may not be there yet", () => {
  for (const place of ["message M { M$0 }", "service S { rpc A(M$0) }", "message M { map<string, M$0> }"])
    for (const p of proposals(`${elsewhere}message Made {}\n${place}`))
      if (p.kind !== "package" && p.kind !== "keyword") assert.equal(p.commit, undefined, p.label);
});

test("a field of proto2 gets a label with its type", () => {
  const source = 'syntax = "proto2";\nmessage M {\n  str$0\n}';
  assert.match(accept(source, "string"), /\n {2}optional string\n/);
  assert.equal(proposals(source).find(p => p.label === "string")?.filter, "string");
  assert.match(accept('syntax = "proto2";\nmessage M { oneof o { str$0 } }', "string"), /\{ string \}/);
  assert.match(accept('syntax = "proto2";\nmessage M { optional str$0 }', "string"), /optional string \}/);
});

test("what can be extended", () => {
  const source = 'syntax = "proto2";\nmessage Open { extensions 4 to 9; }\nmessage Closed {}\nextend $0';
  assert.deepEqual(labels(source), ["Open"]);
});

test("blocks and returns come with their brackets", () => {
  assert.equal(accept('syntax = "proto3";\nmessage M $0', "{…}"), 'syntax = "proto3";\nmessage M {\n  $0\n}');
  assert.deepEqual(labels('syntax = "proto3";\nmessage M $0{}'), []);
  assert.deepEqual(labels('edition = "2024";\nexport enum E $0'), ["{…}"]);
  const rpc = 'syntax = "proto3";\nservice S {\n  rpc A(M) ';
  assert.equal(accept(`${rpc}ret$0\n}`, "returns"), `${rpc}returns ($1);\n}`);
  assert.equal(accept(`${rpc}returns $0\n}`, "(…)"), `${rpc}returns ($1);\n}`);
  assert.equal(accept(`${rpc}$0(M);\n}`, "returns"), `${rpc}returns(M);\n}`);
});

test("every statement whose semicolon is missing ends with its line", () => {
  const words = (source: string): void => {
    const found = labels(source);
    assert.ok(found.includes("option"), `${source}: ${found.join(" ")}`);
  };
  words('syntax = "proto3"\n$0');
  words('edition = "2023"\n$0');
  words('syntax = "proto3";\npackage a.b\n$0');
  words('syntax = "proto3";\nimport "a.proto"\n$0');
  words('syntax = "proto3";\noption deprecated = true\n$0');
  words('syntax = "proto3";\nmessage M {\n  option deprecated = true\n  $0\n}');
  words('syntax = "proto3";\nmessage M {\n  reserved 1, 2\n  $0\n}');
  words('syntax = "proto3";\nmessage M {\n  int32 a\n  $0\n}');
  words('syntax = "proto3";\nenum E {\n  A\n  $0\n}');
  words('syntax = "proto3";\nservice S {\n  rpc A(B) returns (C)\n  $0\n}');
  assert.ok(labels('syntax = "proto3";\nmessage M {\n  reserved 1,\n  $0\n  int32 a = 3;\n}').includes("2"));
  assert.ok(labels('syntax = "proto3";\nservice S {\n  rpc A(B)\n  $0\n}').includes("returns"));
});

test("an import's path brings its quote and its semicolon along where they are missing", () => {
  const files = (line: string): string =>
    `//- main.proto\nsyntax = "proto3";\n${line}\n//- a/b.proto\n\n//- a/c.proto\n`;
  const after = (line: string): string => accept(files(line), "a/b.proto").split("\n")[1] as string;
  assert.equal(after('import "a/$0'), 'import "a/b.proto";');
  assert.equal(after('import "a/$0"'), 'import "a/b.proto";');
  assert.equal(after('import "a/$0";'), 'import "a/b.proto";');
  assert.equal(after("import 'a/$0'"), "import 'a/b.proto';");
  assert.equal(after("import $0"), 'import "a/b.proto";');
  assert.equal(after("import public $0"), 'import public "a/b.proto";');
  assert.equal(after('import "a/$0c.proto";'), 'import "a/b.proto";');
  assert.ok(labels(files('import "a/c$0.proto";')).includes("a/c.proto"));
});

test("a new name is nobody's but the user's", () => {
  for (const text of [
    "message $0",
    "message F$0",
    "enum $0",
    "service $0",
    "message M { oneof $0 }",
    "message M { message I$0 }",
  ])
    assert.deepEqual(labels(`syntax = "proto3";\n${text}`), [], text);
  assert.deepEqual(labels('edition = "2024";\nmessage M { export enum $0 }'), []);
  assert.deepEqual(labels('syntax = "proto3";\nservice S { rpc G$0 }'), []);
});

test("the message that is named after the rpc comes first, one that is not there only where no name is begun", () => {
  const source = (text: string): string =>
    `syntax = "proto3"; package a;\nmessage A {}\nmessage GetRequest {}\nmessage GetResponse {}\nservice S { rpc Get(${text} }`;
  assert.equal(labels(source("$0)"))[0], "GetRequest");
  assert.equal(labels(source("GetRequest) returns ($0);"))[0], "GetResponse");
  assert.deepEqual(labels(source("a.$0)")), ["a.GetRequest", "a.A", "a.GetResponse"]);
});

test("a package that something nearer hides is written from the root", () => {
  const source = `${elsewhere}message Outer { message google {} goo$0 }`;
  assert.match(accept(source, "google.shop.v1.Item"), / \.google\.shop\.v1\.Item \}/);
  assert.equal(proposals(source).find(p => p.kind === "package")?.text, ".google");
});

test("the language version brings its quote and its semicolon along", () => {
  for (const text of ['syntax = "$0', 'syntax = "$0"', 'syntax = "pro$0"', "syntax = $0"])
    assert.equal(accept(text, "proto3"), 'syntax = "proto3";', text);
  assert.equal(accept('edition = "20$0";', "2024"), 'edition = "2024";');
});

test("paths of imports: what the file waits for, what its neighbours import, and then what is near", () => {
  const source = (typed: string): string => `
//- acme/shop/main.proto
syntax = "proto3"; package acme.shop;
import "${typed}$0";
message M { acme.money.Money m = 1 [(acme.rules.on) = true]; }
//- a/far.proto
syntax = "proto3"; package far;
//- acme/money/money.proto
syntax = "proto3"; package acme.money; message Money {}
//- acme/rules/rules.proto
syntax = "proto2"; package acme.rules;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { optional bool on = 50001; }
//- acme/shop/a.proto
syntax = "proto3"; package acme.shop; import "z/common.proto";
//- acme/shop/b.proto
syntax = "proto3"; package acme.shop; import "z/common.proto";
//- z/common.proto
syntax = "proto3"; package common;
`;
  const needed = ["acme/money/money.proto", "acme/rules/rules.proto"];
  const beside = ["acme/shop/a.proto", "acme/shop/b.proto"];
  assert.deepEqual(labels(source("")), [
    ...needed,
    "z/common.proto",
    ...beside,
    "google/protobuf/any.proto",
    "a/far.proto",
  ]);
  assert.deepEqual(labels(source("acme")), [...needed, ...beside]);
});
