import assert from "node:assert/strict";
import { test } from "node:test";
import { rename } from "../../server/src/features/rename.ts";
import { renameTarget } from "../../server/src/features/renameTarget.ts";
import { type OpenWorkspace, openWorkspace } from "../support/everywhere.ts";
import { finish } from "../support/finish.ts";
import { parseFixture } from "../support/fixture.ts";
import { nameForms } from "../support/nameForms.ts";
import { refusal, renamed, runRename } from "../support/renaming.ts";

test("each form of a reference changes as it must", () => {
  const after = renamed(nameForms, "Top");
  assert.deepEqual(Object.keys(after), ["a.proto", "b.proto", "c.proto"]);
  assert.match(after["a.proto"] as string, /message Top \{\n {2}message Child/);
  assert.match(after["b.proto"] as string, /b\.Top p = 1; b\.Top\.Child c = 2; \.a\.b\.Top q = 3; Parent other = 4;/);
  assert.match(
    after["c.proto"] as string,
    /map<string, a\.b\.Top> m[\s\S]*rpc R\(a\.b\.Top\) returns \(stream a\.b\.Top\.Child\)/,
  );
});

test("what the new name would hide is written longer", () => {
  // Inside of M the new name alone would be another message.
  assert.deepEqual(
    renamed(
      'syntax = "proto3"; package p; message A$0 {} message M { message Inner {} A a = 1; Inner i = 2; }',
      "Inner",
    ),
    {
      "main.proto":
        'syntax = "proto3"; package p; message Inner {} message M { message Inner {} p.Inner a = 1; Inner i = 2; }',
    },
  );
  // A file that never named the old name, but means another by the new one.
  assert.match(
    renamed(
      `
//- a.proto
syntax = "proto3"; package x.y;
message A$0 {}
//- b.proto
syntax = "proto3"; package x;
message B {}
//- c.proto
syntax = "proto3"; package x.y;
import "a.proto"; import "b.proto";
message C { B b = 1; A a = 2; }
`,
      "B",
    )["c.proto"] as string,
    /C \{ x\.B b = 1; B a = 2; \}/,
  );
});

const aggregate = `
//- lib/opts.proto
syntax = "proto2"; package lib.opts; import "google/protobuf/descriptor.proto";
enum Level$0 { LOW = 0; }
message Rule { extensions 100; }
extend Rule { optional Level ext = 100; }
extend google.protobuf.MessageOptions { optional Rule rule = 50001; }
//- a.proto
syntax = "proto2"; package a; import "lib/opts.proto";
message M { option (lib.opts.rule) = { [lib.opts.ext]: LOW }; }
`;

test("what the new name would hide in options of files that never name the old one", () => {
  // Inside of braces there is no longer way to write the name.
  assert.equal(refusal(aggregate, "lib"), "changes-meaning lib.opts.ext");
  assert.match(
    renamed(aggregate.replace("package a;", "package lib.opts.a;").replace("{ [lib.opts.ext]: LOW }", "{}"), "lib")[
      "a.proto"
    ] as string,
    /option \(\.lib\.opts\.rule\) = \{\}/,
  );
});

test("refuses what is no name, is taken, or is not the user's", () => {
  assert.equal(refusal('syntax = "proto3"; message A$0 {} message B {}', "B"), "taken B");
  assert.equal(refusal('syntax = "proto3"; message A$0 {}', "1x"), "not-a-name 1x");
  assert.equal(refusal('syntax = "proto3"; message A {} $0', "B"), "not-here");
  assert.equal(refusal('syntax = "proto3"; message A$0 {}', "int32"), "keyword int32");
  assert.equal(refusal('syntax = "proto3"; enum E$0 { A = 0; }', "message"), "keyword message");
  assert.equal(
    refusal(
      '//- a.proto\nsyntax = "proto3"; message A$0 {}\n//- b.proto\nsyntax = "proto3"; message B {}\n//- c.proto\nsyntax = "proto3"; import "a.proto"; import "b.proto"; message M { A a = 1; }',
      "B",
    ),
    "taken B",
  );
  assert.equal(
    refusal(
      '//- main.proto\nsyntax = "proto3"; import "google/protobuf/empty.proto"; message M { google.protobuf.Emp$0ty e = 1; }',
      "Nothing",
    ),
    "shipped google.protobuf.Empty",
  );
});

test("a name that makes a new error is refused", () => {
  // The entry that is made for a map has its name from the field.
  assert.match(
    refusal('syntax = "proto3"; message M { map<int32, int32> a$0b = 1; message XYEntry {} }', "x_y"),
    /^breaks/,
  );
});

test("enum values: defaults, options, from the default itself", () => {
  assert.deepEqual(
    renamed('syntax = "proto2"; enum E { A = 0; } message M { optional E e = 1 [default = A$0]; }', "Z"),
    { "main.proto": 'syntax = "proto2"; enum E { Z = 0; } message M { optional E e = 1 [default = Z]; }' },
  );
});

const options = `
//- opt.proto
syntax = "proto2"; package o;
import "google/protobuf/descriptor.proto";
message Rule { optional int32 lvl = 1; optional Kind kind = 2; extensions 100 to 200; optional Rule sub = 3; }
enum Kind { SOFT = 0; HARD = 1; }
message Holder { extend Rule { optional string note = 100; } }
extend google.protobuf.FieldOptions { optional Rule rule = 50000; }
//- use.proto
syntax = "proto2"; package u;
import "opt.proto";
message M {
  optional int32 a = 1 [(o.rule).lvl = 1, (o.rule).sub = { lvl: 2 kind: HARD [o.Holder.note]: "x" }];
  optional int32 b = 2 [(.o.rule) = { kind: SOFT }];
}
`;

/** The cursor goes before a text of the options fixture. */
const at = (needle: string): string => options.replace(needle, `$0${needle}`);

test("options: extensions, fields of messages in every form, enum values, scopes of extensions", () => {
  const rule = renamed(at("rule = 50000"), "policy")["use.proto"] as string;
  assert.match(rule, /\[\(o\.policy\)\.lvl = 1, \(o\.policy\)\.sub = [\s\S]*\(\.o\.policy\) = /);
  assert.match(
    renamed(at("lvl = 1; optional Kind"), "level")["use.proto"] as string,
    /\(o\.rule\)\.level = 1.*\{ level: 2/,
  );
  assert.match(renamed(at("HARD = 1"), "FIRM")["use.proto"] as string, /kind: FIRM/);
  assert.match(renamed(at("Holder {"), "Box")["use.proto"] as string, /\[o\.Box\.note\]/);
  assert.match(renamed(at("note = 100"), "remark")["use.proto"] as string, /\[o\.Holder\.remark\]/);
  // From the place of use.
  assert.match(renamed(at("lvl: 2"), "level")["opt.proto"] as string, /int32 level = 1/);
});

test("type URLs in options", () => {
  const source = `
//- opt.proto
syntax = "proto3"; package o;
import "google/protobuf/descriptor.proto"; import "google/protobuf/any.proto";
extend google.protobuf.MessageOptions { google.protobuf.Any extra = 50000; }
message Pay$0load { int32 n = 1; }
//- use.proto
syntax = "proto3"; package u;
import "opt.proto";
message M { option (o.extra) = { [type.googleapis.com/o.Payload] { n: 1 } }; }
`;
  assert.match(renamed(source, "Cargo")["use.proto"] as string, /\[type\.googleapis\.com\/o\.Cargo\]/);
});

test("a group is a message and a field", () => {
  const source = `
//- a.proto
syntax = "proto2"; package g;
import "google/protobuf/descriptor.proto";
message Opt { optional group Part = 1 { optional int32 n = 1; } }
extend google.protobuf.MessageOptions { optional Opt opt = 50000; }
message M { option (opt) = { Part { n: 1 } }; option (opt).part.n = 2; optional Opt.Pa$0rt p = 1; }
`;
  const text = renamed(source, "Piece")["a.proto"] as string;
  assert.match(text, /group Piece = 1/);
  assert.deepEqual(
    renamed(source.replace("Pa$0rt p", "Part p").replace("(opt).part", "(opt).$0part"), "piece")["a.proto"],
    text,
  );
  assert.match(text, /\{ Piece \{ n: 1 \} \}; option \(opt\)\.piece\.n = 2; optional Opt\.Piece p = 1;/);
});

test("services, methods, oneofs", () => {
  assert.deepEqual(renamed('syntax = "proto3"; message M {} service S$0 { rpc R(M) returns (M); }', "T"), {
    "main.proto": 'syntax = "proto3"; message M {} service T { rpc R(M) returns (M); }',
  });
  assert.deepEqual(renamed('syntax = "proto3"; message M { oneof on$0e { int32 a = 1; } }', "two"), {
    "main.proto": 'syntax = "proto3"; message M { oneof two { int32 a = 1; } }',
  });
});

test("a package, with all that is below it", () => {
  const after = renamed(
    `
//- a.proto
syntax = "proto3"; package acme.sh$0op.v1;
message A {}
//- b.proto
syntax = "proto3"; package acme.shop.v2;
import "a.proto";
message B { shop.v1.A a = 1; v1.A b = 2; .acme.shop.v1.A c = 3; }
//- c.proto
syntax = "proto3"; package acme;
import "a.proto"; import "b.proto";
message shopper { shop.v1.A a = 1; acme.shop.v2.B b = 2; }
`,
    "store",
  );
  assert.match(after["a.proto"] as string, /package acme\.store\.v1;/);
  assert.match(
    after["b.proto"] as string,
    /package acme\.store\.v2;[\s\S]*store\.v1\.A a = 1; v1\.A b = 2; \.acme\.store\.v1\.A c = 3;/,
  );
  assert.match(after["c.proto"] as string, /message shopper \{ store\.v1\.A a = 1; acme\.store\.v2\.B b = 2; \}/);
});

const http = `
//- google/api/http.proto
syntax = "proto3"; package google.api;
import "google/protobuf/descriptor.proto";
message Http { string get = 2; string patch = 6; string body = 7; repeated Http additional_bindings = 11; }
extend google.protobuf.MethodOptions { Http http = 72295728; repeated string method_signature = 1051; }
//- s.proto
syntax = "proto3"; package s;
import "google/api/http.proto";
message Book { string name = 1; }
message Update { Book bo$0ok = 1; string name = 2; }
service S {
  rpc U(Update) returns (Book) {
    option (google.api.http) = { patch: "/v1/{book.name=shelves/*}/{name}" body: "book" additional_bindings { get: "/{book.name}" } };
    option (google.api.method_signature) = "book,name";
  }
}
`;

test("path templates, bodies and signatures of HTTP rules", () => {
  const text = renamed(http, "volume")["s.proto"] as string;
  assert.match(
    text,
    /\{volume\.name=shelves\/\*\}\/\{name\}" body: "volume" additional_bindings \{ get: "\/\{volume\.name\}" \}/,
  );
  assert.match(text, /= "volume,name"/);
  const inner = renamed(http.replace("$0", "").replace("string name = 1", "string na$0me = 1"), "id")[
    "s.proto"
  ] as string;
  assert.match(
    inner,
    /\{book\.id=shelves\/\*\}\/\{name\}" body: "book" additional_bindings \{ get: "\/\{book\.id\}"/,
  );
  assert.match(inner, /= "book,name"/);
});

const withRequest = `
//- s.proto
syntax = "proto3"; package shop;
import "google/protobuf/any.proto";
enum Size { SIZE_S = 0; SIZE_L = 1; }
message Item { Size size = 1; string long_name = 2; }
message Req { Item first_item = 1; map<string, Item> by_id = 2; google.protobuf.Any extra = 3; repeated Size sizes = 4; }
service Shop { rpc Get(Req) returns (Req); }
//- a.grpc
### one
GRPC localhost:1/shop.Shop/Get

{
  "firstItem": { "size": "SIZE_L", "long_name": "x" },
  "by_id": { "longName": { "longName": "y" } },
  "sizes": ["SIZE_L"],
  "extra": { "@type": "type.googleapis.com/shop.Item", "longName": "z" }
}
`;

test("request documents follow", () => {
  const rename = (needle: string, name: string): string =>
    renamed(withRequest.replace(needle, `$0${needle}`), name)["a.grpc"] as string;
  assert.match(rename("Shop {", "Store"), /GRPC localhost:1\/shop\.Store\/Get/);
  assert.match(rename("Get(Req)", "Fetch"), /shop\.Shop\/Fetch/);
  assert.match(rename("shop;", "store"), /store\.Shop\/Get[\s\S]*googleapis\.com\/store\.Item/);
  assert.match(rename("first_item", "main_item"), /"mainItem": \{ "size"/);
  const names = rename("long_name", "full_name");
  assert.match(names, /"full_name": "x"[\s\S]*"longName": \{ "fullName": "y" \}[\s\S]*"fullName": "z"/);
  assert.match(rename("SIZE_L", "SIZE_XL"), /"size": "SIZE_XL"[\s\S]*\["SIZE_XL"\]/);
  assert.match(rename("Item {", "Thing"), /googleapis\.com\/shop\.Thing/);
});

const withExtensions = `
//- ext.proto
syntax = "proto2"; package ext;
message Item { optional Tint tint = 1; extensions 10 to 20; }
enum Tint { TINT_RED = 0; }
extend Item { optional Item more = 10; repeated Tint tints = 11; }
message Scope { extend Item { optional string note = 12; } }
message Req { optional Item item = 1; }
service Shop { rpc Get(Req) returns (Req); }
//- a.grpc
GRPC localhost:1/ext.Shop/Get

{ "item": { "[ext.more]": { "tint": "TINT_RED", "[ext.Scope.note]": "x" }, "[ext.tints]": ["TINT_RED"] } }
`;

test("extensions in request documents follow, and what they hold", () => {
  const rename = (needle: string, name: string): string =>
    /\{.*/.exec(renamed(withExtensions.replace(needle, `$0${needle}`), name)["a.grpc"] as string)?.[0] as string;
  const item = (more: string): string => `{ "item": { ${more} } }`;
  assert.equal(
    rename("more = 10", "other"),
    item('"[ext.other]": { "tint": "TINT_RED", "[ext.Scope.note]": "x" }, "[ext.tints]": ["TINT_RED"]'),
  );
  assert.equal(
    rename("tint = 1", "shade"),
    item('"[ext.more]": { "shade": "TINT_RED", "[ext.Scope.note]": "x" }, "[ext.tints]": ["TINT_RED"]'),
  );
  assert.equal(
    rename("TINT_RED", "TINT_BLUE"),
    item('"[ext.more]": { "tint": "TINT_BLUE", "[ext.Scope.note]": "x" }, "[ext.tints]": ["TINT_BLUE"]'),
  );
  assert.equal(
    rename("Scope {", "Outer"),
    item('"[ext.more]": { "tint": "TINT_RED", "[ext.Outer.note]": "x" }, "[ext.tints]": ["TINT_RED"]'),
  );
  assert.equal(
    rename("ext;", "far"),
    item('"[far.more]": { "tint": "TINT_RED", "[far.Scope.note]": "x" }, "[far.tints]": ["TINT_RED"]'),
  );
});

test("says what JSON and the wire see of it, and how to keep the JSON name", () => {
  const consequence = (source: string, name: string): string => {
    const { result } = runRename(source, name);
    assert.ok(result.ok, JSON.stringify(result));
    return [result.consequence, result.keepJsonName?.text].filter(Boolean).join(" ");
  };
  assert.equal(
    consequence('syntax = "proto3"; message M { int32 my_field$0 = 1; }', "other"),
    'json  [json_name = "myField"]',
  );
  assert.equal(
    consequence('syntax = "proto3"; message M { int32 f$0 = 1 [deprecated = true]; }', "g"),
    'json , json_name = "f"',
  );
  assert.equal(consequence('syntax = "proto3"; message M { int32 f$0 = 1 [json_name = "q"]; }', "g"), "none");
  assert.equal(consequence('syntax = "proto3"; message M { int32 f_a$0 = 1; }', "fA"), "none");
  assert.equal(consequence('syntax = "proto3"; message M {} service S$0 { rpc R(M) returns (M); }', "T"), "path");
  assert.equal(consequence('syntax = "proto3"; message M$0 {}', "N"), "none");
  assert.equal(
    consequence(
      'syntax = "proto3"; import "google/protobuf/any.proto"; message M$0 { google.protobuf.Any a = 1; }',
      "N",
    ),
    "any",
  );
});

test("works in a file with errors elsewhere", () => {
  assert.deepEqual(
    renamed('syntax = "proto3"; message A$0 { Unknown u = 1; } message B { A a = 1; int32 = ; }', "C"),
    {
      "main.proto": 'syntax = "proto3"; message C { Unknown u = 1; } message B { C a = 1; int32 = ; }',
    },
  );
});

test("the target is the part of the name under the cursor", () => {
  const { files, cursor } = parseFixture(
    'syntax = "proto3"; package a.b; message O { message I {} } message M { a.b.O$0.I x = 1; }',
  );
  const target = renameTarget(openWorkspace(files), "main.proto", cursor?.offset ?? 0);
  assert.equal(target?.name, "O");
});

const optioned = `
//- lib/opts.proto
syntax = "proto2"; package lib.opts; import "google/protobuf/descriptor.proto"; import "google/protobuf/any.proto";
message Rule { map<string, bool> on = 1; optional google.protobuf.Any any = 2; extensions 100; }
extend Rule { optional bool ext = 100; }
extend google.protobuf.MessageOptions { repeated Rule rule = 50001; }
//- a.proto
syntax = "proto2"; package a; import "lib/opts.proto";
message M {
  option (lib.opts.rule) = { on { key: "k" value: true } [lib.opts.ext]: false };
  option (lib.opts.rule) = { any { [type.googleapis.com/lib.opts.Rule] {} } };
  optional group G = 1 { optional double d = 1 [default = inf, json_name = "e"]; }
}
`;

test("the name of a package in the name of an option, of an extension inside of braces, and in a type URL", () => {
  for (const place of ["(lib.op$0ts.rule) = { on", "[lib.op$0ts.ext]", "/lib.op$0ts.Rule]"]) {
    const after = renamed(optioned.replace(place.replace("$0", ""), place), "marks");
    assert.match(after["lib/opts.proto"] as string, /package lib\.marks;/);
    assert.match(after["a.proto"] as string, /\(lib\.marks\.rule\) = \{ on .* \[lib\.marks\.ext\]: false/);
    assert.match(after["a.proto"] as string, /\[type\.googleapis\.com\/lib\.marks\.Rule\]/);
  }
});

test("words of options, and what the language names in them, are told from names", () => {
  const at = (place: string): string => refusal(optioned.replace(place.replace("$0", ""), place), "other");
  assert.equal(at("{ k$0ey:"), "word key");
  assert.equal(at("v$0alue: true"), "word value");
  assert.equal(at("value: tr$0ue"), "word true");
  assert.equal(at("ext]: fa$0lse"), "word false");
  assert.equal(at("[def$0ault"), "word default");
  assert.equal(at("= i$0nf"), "word inf");
  assert.equal(at("json_n$0ame"), "word json_name");
  assert.equal(at("gr$0oup G"), "word group");
  assert.equal(at("goo$0gleapis"), "not-here");
});

test("each file that names it is judged once before and once after, and no other", () => {
  const users = Array.from({ length: 20 }, (_, i) => [
    `user${i}.proto`,
    `syntax = "proto3";\nimport "mark.proto";\nmessage U${i} {\n  string a = 1 [(mark) = true];\n}\n`,
  ]);
  const mark =
    'syntax = "proto2";\nimport "google/protobuf/descriptor.proto";\nextend google.protobuf.FieldOptions { optional bool mark = 50000; }\n';
  const other = 'syntax = "proto3";\nimport "mark.proto";\nmessage Other {}\n';
  const files: Record<string, string> = { "mark.proto": mark, "other.proto": other, ...Object.fromEntries(users) };
  const s = openWorkspace(files);
  const after: OpenWorkspace[] = [];
  const result = finish(
    rename(s, "mark.proto", mark.indexOf("mark ="), "sign", {
      isOwn: f => f in files,
      files: () => Object.keys(files),
      requests: [],
      withTexts(texts) {
        const rewritten = openWorkspace({ ...files, ...Object.fromEntries(texts) });
        after.push(rewritten);
        return rewritten;
      },
    }),
  );
  assert.ok(result.ok);
  assert.equal(result.edits.length, 21);
  assert.equal(s.workspace.db.counters.checked, 21);
  assert.deepEqual(
    after.map(({ workspace }) => workspace.db.counters.checked),
    [21],
  );
});
