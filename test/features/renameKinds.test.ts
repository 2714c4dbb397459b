/** A rename of each kind of declaration, in the places that only that kind has. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { finish } from "../support/finish.ts";
import { rename } from "../../server/src/features/rename.ts";
import { openWorkspace, withTextsOver } from "../support/everywhere.ts";
import { parseFixture } from "../support/fixture.ts";
import { refusal, renamed, runRename } from "../support/renaming.ts";

const from = (source: string, needle: string): string => source.replace(needle, `$0${needle}`);

test("what is extended, in each form of its name, and streams of it", () => {
  const source = `
//- a.proto
syntax = "proto2"; package p;
message Base { extensions 100 to 200; }
extend Base { optional int32 x = 100; }
message In { extend .p.Base { optional Base y = 101; } }
service S { rpc R(stream Base) returns (stream p.Base); }
`;
  assert.equal(
    renamed(from(source, "Base {"), "Root")["a.proto"],
    `syntax = "proto2"; package p;
message Root { extensions 100 to 200; }
extend Root { optional int32 x = 100; }
message In { extend .p.Root { optional Root y = 101; } }
service S { rpc R(stream Root) returns (stream p.Root); }
`,
  );
});

test("a file that sees a declaration by public imports", () => {
  const source = `
//- a.proto
syntax = "proto3"; package p;
message A {}
//- b.proto
syntax = "proto3"; import public "a.proto";
//- c.proto
syntax = "proto3"; import public "b.proto";
//- d.proto
syntax = "proto3"; import "c.proto"; message D { p.A a = 1; map<string, p.A> m = 2; }
`;
  assert.match(renamed(from(source, "A {}"), "Z")["d.proto"] as string, /\{ p\.Z a = 1; map<string, p\.Z> m = 2; \}/);
});

const edition = `
//- opt.proto
edition = "2024"; package o;
import "google/protobuf/descriptor.proto";
export message Rule { Mode mode = 1; }
export enum Mode { MODE_UNSPECIFIED = 0; MODE_HARD = 1; }
extend google.protobuf.FieldOptions { Rule rule = 50000; }
//- use.proto
edition = "2024"; package u;
import option "opt.proto";
local message Hidden { int32 a = 1 [(o.rule).mode = MODE_HARD]; }
export message Open {
  local message Part { Hidden h = 1; }
  Part part = 1 [features.field_presence = EXPLICIT, (o.rule) = { mode: MODE_HARD }];
  reserved old;
}
`;

test("options that are imported for options alone", () => {
  assert.match(
    renamed(from(edition, "rule = 50000"), "policy")["use.proto"] as string,
    /\(o\.policy\)\.mode = MODE_HARD[\s\S]*\(o\.policy\) = \{ mode/,
  );
  assert.match(
    renamed(from(edition, "mode = 1"), "level")["use.proto"] as string,
    /\(o\.rule\)\.level = MODE_HARD[\s\S]*\{ level: MODE_HARD/,
  );
  assert.match(
    renamed(from(edition, "MODE_HARD = 1"), "MODE_FIRM")["use.proto"] as string,
    /mode = MODE_FIRM[\s\S]*mode: MODE_FIRM/,
  );
});

test("declarations with a visibility", () => {
  assert.match(
    renamed(from(edition, "Hidden {"), "Veiled")["use.proto"] as string,
    /local message Veiled \{[\s\S]*Veiled h = 1/,
  );
  assert.match(
    renamed(from(edition, "Part {"), "Piece")["use.proto"] as string,
    /local message Piece[\s\S]*Piece part = 1/,
  );
});

test("names that are reserved, or another's in JSON", () => {
  assert.match(refusal(from(edition, "part = 1"), "old"), /^breaks/);
  assert.match(refusal('syntax = "proto3"; message M { reserved "b"; int32 $0a = 1; }', "b"), /^breaks/);
  assert.match(refusal('syntax = "proto3"; message M { int32 $0a = 1; int32 foo_bar = 2; }', "fooBar"), /^breaks/);
  assert.match(
    refusal('syntax = "proto3"; message M { int32 $0a = 1; int32 b = 2 [json_name = "c"]; }', "c"),
    /^breaks/,
  );
  assert.match(refusal('syntax = "proto3"; message M { int32 $0a = 1; oneof b { int32 c = 2; } }', "b"), /^taken/);
});

test("a map field, and the values of features of one's own", () => {
  assert.deepEqual(renamed('syntax = "proto3"; message M { map<int32, M> $0by_id = 1; }', "by_key"), {
    "main.proto": 'syntax = "proto3"; message M { map<int32, M> by_key = 1; }',
  });
  const source = `
//- my.proto
syntax = "proto2"; package my;
import "google/protobuf/descriptor.proto";
message Own { enum Style { STYLE_UNKNOWN = 0; PLAIN = 1; }
  optional Style style = 1 [retention = RETENTION_RUNTIME, targets = TARGET_TYPE_FIELD,
    edition_defaults = { edition: EDITION_LEGACY value: "PLAIN" }, feature_support = { edition_introduced: EDITION_2023 }]; }
extend google.protobuf.FeatureSet { optional Own own = 9990; }
//- use.proto
edition = "2023"; package u;
import "my.proto";
message M { int32 a = 1 [features.(my.own).style = PLAIN]; }
`;
  const value = renamed(from(source, "PLAIN = 1"), "SIMPLE");
  assert.match(value["use.proto"] as string, /style = SIMPLE\]/);
  assert.match(value["my.proto"] as string, /SIMPLE = 1[\s\S]*value: "SIMPLE"/);
  assert.match(renamed(from(source, "style = 1"), "look")["use.proto"] as string, /\(my\.own\)\.look = PLAIN/);
});

test("a group's name is that of a field in JSON, and an extension's scope is part of its key there", () => {
  const consequence = (source: string): string => {
    const { result } = runRename(source, "Other");
    assert.ok(result.ok, JSON.stringify(result));
    return result.consequence;
  };
  assert.equal(
    consequence('syntax = "proto2"; message M { optional group $0Part = 1 { optional int32 n = 1; } }'),
    "json",
  );
  assert.equal(
    consequence(
      'syntax = "proto2"; message B { extensions 1 to 9; } message $0M { extend B { optional int32 x = 1; } }',
    ),
    "json",
  );
});

test("a rename starts from a string or a link that names something", () => {
  const source = `
//- google/api/annotations.proto
syntax = "proto3"; package google.api;
import "google/protobuf/descriptor.proto";
message HttpRule { string get = 2; }
extend google.protobuf.MethodOptions { HttpRule http = 72295728; }
//- main.proto
syntax = "proto3"; package m;
import "google/api/annotations.proto";
// A [Question][m.Question].
message Question { string name = 1; }
service S { rpc R(Question) returns (Question) { option (google.api.http) = { get: "/v1/{name=*}" }; } }
`;
  assert.match(renamed(from(source, "name=*"), "title")["main.proto"] as string, /string title = 1.*\{title=\*\}/s);
  assert.match(renamed(from(source, "Question]."), "Query")["main.proto"] as string, /message Query \{/);
  assert.equal(refusal(from(source, "v1/{"), "v2"), "not-here");
});

test("a file takes the imports of all others along", () => {
  const source = `
//- a/x.proto
syntax = "proto3"; package a;
//- b.proto
syntax = "proto3"; import "a/x$0.proto";
//- c.proto
syntax = "proto3"; import public 'a/x.proto';
`;
  const { files, result } = runRename(source, "a/b/y.proto");
  assert.ok(result.ok);
  assert.deepEqual(result.move, { from: "a/x.proto", to: "a/b/y.proto" });
  assert.match(files["b.proto"] as string, /import "a\/b\/y\.proto";/);
  assert.match(files["c.proto"] as string, /import public 'a\/b\/y\.proto';/);
  assert.equal(refusal(source, "b.proto"), "taken b.proto");
  assert.equal(refusal(source, "../y.proto"), "not-a-file ../y.proto");
  assert.equal(refusal(source, "y"), "not-a-file y");
});

test("a package's folders may follow, and options of generated code are told", () => {
  const source = `
//- acme/shop/v1/a.proto
syntax = "proto3"; package acme.sh$0op.v1; option go_package = "x/shop"; option java_package = "com.acme.shop.v1";
message A {}
//- acme/shop/v2/b.proto
syntax = "proto3"; package acme.shop.v2; import "acme/shop/v1/a.proto"; message B { v1.A a = 1; }
//- elsewhere/c.proto
syntax = "proto3"; package acme.shop.v1; import "acme/shop/v1/a.proto"; message C { A a = 1; }
`;
  const { files, result } = runRename(source, "store");
  assert.ok(result.ok);
  assert.deepEqual(result.folders?.moves, [
    { from: "acme/shop/v1/a.proto", to: "acme/store/v1/a.proto" },
    { from: "acme/shop/v2/b.proto", to: "acme/store/v2/b.proto" },
  ]);
  assert.deepEqual(
    result.folders.importEdits.map(e => `${e.file}: ${e.text}`),
    ["acme/shop/v2/b.proto: acme/store/v1/a.proto", "elsewhere/c.proto: acme/store/v1/a.proto"],
  );
  assert.deepEqual(result.generatedNames, ["go_package", "java_package"]);
  assert.match(files["acme/shop/v1/a.proto"] as string, /package acme\.store\.v1; option go_package = "x\/shop"/);
  // Nothing moves onto a file that is there.
  const taken = runRename(`${source}//- acme/store/v1/a.proto\nsyntax = "proto3";\n`, "store").result;
  assert.ok(taken.ok && taken.folders?.moves.length === 0);
});

test("the work over many files is done in steps, each with its part of the whole", () => {
  const users = Array.from(
    { length: 40 },
    (_, i) => `//- u${i}.proto\nsyntax = "proto3"; import "a.proto"; message U${i} { A a = 1; }\n`,
  );
  const { files, cursor } = parseFixture(`//- a.proto\nsyntax = "proto3"; message $0A {}\n${users.join("")}`);
  const steps = rename(openWorkspace(files), cursor?.file ?? "", cursor?.offset ?? 0, "B", {
    isOwn: () => true,
    files: () => Object.keys(files),
    requests: [],
    withTexts: withTextsOver(files),
  });
  const parts: number[] = [];
  for (let step = steps.next(); !step.done; step = steps.next()) parts.push(step.value);
  assert.ok(parts.length > 80);
  assert.deepEqual(
    parts,
    parts.toSorted((a, b) => a - b),
  );
  assert.ok(parts.every(p => p >= 0 && p <= 1));
  assert.ok(
    finish(
      rename(openWorkspace(files), "a.proto", cursor?.offset ?? 0, "B", {
        isOwn: () => true,
        files: () => [],
        requests: [],
        withTexts: withTextsOver(files),
      }),
    ).ok,
  );
});
