import assert from "node:assert/strict";
import { test } from "node:test";
import { definition, typeDefinition } from "../../server/src/features/definition.ts";
import { type DocumentSymbol, documentSymbols } from "../../server/src/features/documentSymbols.ts";
import { optionAt } from "../../server/src/features/optionAt.ts";
import { symbolAt } from "../../server/src/features/symbolAt.ts";
import { exampleBody } from "../../server/src/features/exampleBody.ts";
import { methodsOf } from "../../server/src/features/methods.ts";
import { optionRefsAt } from "../../server/src/lsp/everywhere.ts";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { parseFixture } from "../support/fixture.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

function open(source: string) {
  const fixture = parseFixture(source);
  return { ...fixture, db: new MemoryWorkspace(fixture.files, checkFile).db };
}

/** The definition must be the place that is marked. */
function checkDefinition(source: string): void {
  const { db, cursor, markers } = open(source);
  assert.ok(cursor);
  const found = definition(db, cursor.file, cursor.offset, []).map(d => `${d.file} ${d.span.start}–${d.span.end}`);
  assert.deepEqual(
    found,
    markers.map(m => `${m.file} ${m.start}–${m.end}`),
  );
}

test("goes to a message of an imported file", () => {
  checkDefinition(`
//- user.proto
syntax = "proto3";
message User {}
     // ^^^^ definition
//- main.proto
syntax = "proto3";
import "user.proto";
message Group { U$0ser owner = 1; }
`);
});

test("each part of a qualified name is a name of its own", () => {
  checkDefinition(`
//- main.proto
syntax = "proto3"; package a;
message Outer {
     // ^^^^^ definition
  message Inner {}
}
message M { a.Out$0er.Inner f = 1; }
`);
});

test("goes to the value type of a map, the request of an rpc, the extended message", () => {
  checkDefinition(`
syntax = "proto3";
message V {}
     // ^ definition
message M { map<string, V$0> m = 1; }
`);
  checkDefinition(`
syntax = "proto3";
message Req {}
     // ^^^ definition
service S { rpc R(stream Re$0q) returns (Req); }
`);
  checkDefinition(`
syntax = "proto2";
message X { extensions 1 to 5; }
     // ^ definition
extend X$0 { optional int32 y = 1; }
`);
});

test("the type of a field, of a map's values, of an enum value, of an option, the response of an rpc", () => {
  const at = (source: string): string[] => {
    const { db, cursor } = open(source);
    assert.ok(cursor);
    const refs = optionRefsAt(db, cursor.file, cursor.offset);
    const symbol = optionAt(db, cursor.file, refs, cursor.offset) ?? symbolAt(db, cursor.file, cursor.offset);
    assert.equal(symbol?.kind, "decl");
    return typeDefinition(db, symbol.id, symbol.span).map(
      d => db.text(d.file)?.slice(d.span.start, d.span.end) ?? "",
    );
  };
  const head = 'syntax = "proto3"; message V {} enum E { Z = 0; } ';
  assert.deepEqual(at(`${head}message M { V v$0 = 1; }`), ["V"]);
  assert.deepEqual(at(`${head}message M { map<string, V> v$0 = 1; }`), ["V"]);
  assert.deepEqual(at(`${head}message M { E e$0 = 1; }`), ["E"]);
  assert.deepEqual(at(`${head}message M { int32 i$0 = 1; }`), []);
  assert.deepEqual(at('syntax = "proto3"; enum E { Z$0 = 0; }'), ["E"]);
  assert.deepEqual(at(`${head}service S { rpc R$0(V) returns (V); }`), ["V"]);
  assert.deepEqual(at(`${head}message M { V$0 v = 1; }`), ["V"]);
  assert.deepEqual(at('syntax = "proto3"; option optim$0ize_for = SPEED;'), ["OptimizeMode"]);
});

/** The text of what is gone to, with its line. */
function target(source: string): string {
  const { db, cursor } = open(source);
  assert.ok(cursor);
  const refs = optionRefsAt(db, cursor.file, cursor.offset);
  return definition(db, cursor.file, cursor.offset, refs)
    .map(({ file, span }) => {
      const text = db.text(file) ?? "";
      return `${file}:${text.slice(0, span.start).split("\n").length} ${text.slice(span.start, span.end)}`;
    })
    .join();
}

const options = (statement: string, field = ""): string => `//- a.proto
syntax = "proto2"; package a.b;
message Rule {
  enum Kind { LOW = 1; }
  optional Kind kind = 1; extensions 100;
  extend Rule { optional Rule inner = 100; }
}
//- main.proto
syntax = "proto2"; package c;
import "a.proto";
import "google/protobuf/descriptor.proto";
import "google/protobuf/any.proto";
extend google.protobuf.MessageOptions { optional a.b.Rule rule = 50000; optional google.protobuf.Any any = 50001; }
message M { ${statement} ${field} }
`;

test("goes from each part of an option's name, keys of literals, types in URLs", () => {
  assert.equal(target(options("option (c.ru$0le).kind = LOW;")), "main.proto:5 rule");
  assert.equal(target(options("option (rule).ki$0nd = LOW;")), "a.proto:4 kind");
  assert.equal(target(options("option (rule).kind = L$0OW;")), "a.proto:3 LOW");
  assert.equal(target(options("option (rule).(a.b.Rule.in$0ner).kind = LOW;")), "a.proto:5 inner");
  assert.equal(target(options("option (rule).(a.b.Ru$0le.inner).kind = LOW;")), "a.proto:2 Rule");
  assert.equal(target(options("option (rule).(a.$0b.Rule.inner).kind = LOW;")), "");
  assert.equal(target(options("option (rule) = { [a.b.Rule.in$0ner] { kind: LOW } };")), "a.proto:5 inner");
  assert.equal(target(options("option (rule) = { [a.b.Rule.inner] { ki$0nd: LOW } };")), "a.proto:4 kind");
  assert.equal(
    target(options("option (any) = { [type.googleapis.com/a.b.Ru$0le] { kind: LOW } };")),
    "a.proto:2 Rule",
  );
});

test("goes from the default of an enum field to its value", () => {
  assert.equal(
    target(options("", "optional a.b.Rule.Kind k = 1 [default = L$0OW, deprecated = true];")),
    "a.proto:3 LOW",
  );
  assert.equal(target(options("", "optional a.b.Rule.Kind k = 1 [default = MISS$0ING];")), "");
  assert.equal(target(options("", "optional bool k = 1 [default = tr$0ue];")), "");
});

test("an option that is wrong hides none of those behind it", () => {
  assert.equal(target(options("option (missing) = 1; option (rule).ki$0nd = LOW;")), "a.proto:4 kind");
  assert.equal(target(options("option (rule).kind = NONE; option (rule).ki$0nd = LOW;")), "a.proto:4 kind");
});

test("a name that stands for nothing is no scalar type", () => {
  const { db, cursor } = open('syntax = "proto3"; message M { Miss$0ing m = 1; }');
  assert.equal(symbolAt(db, "main.proto", cursor?.offset ?? 0), undefined);
});

test("goes to an imported file", () => {
  const { db, cursor } = open('//- main.proto\nimport "a$0.proto";\n//- a.proto\n');
  assert.deepEqual(
    definition(db, "main.proto", cursor?.offset ?? 0, []).map(d => d.file),
    ["a.proto"],
  );
});

test("symbols are a tree", () => {
  const { db } = open(`syntax = "proto3";
message M { int32 f = 1; oneof o { string g = 2; } message N { enum E { Z = 0; } } }
service S { rpc R(M) returns (stream M); }
extend M { int32 x = 9; }`);
  const render = (s: DocumentSymbol, depth = 0): string =>
    `${"  ".repeat(depth)}${s.kind} ${s.name} ${s.detail}`.trimEnd() +
    s.children.map(c => `\n${render(c, depth + 1)}`).join("");
  assert.equal(
    documentSymbols(db, "main.proto")
      .map(s => render(s))
      .join("\n"),
    `message M
  field f int32 = 1
  oneof o
    field g string = 2
  message N
    enum E
      enumValue Z 0
service S
  method R M → stream M
extend extend M
  field x int32 = 9`,
  );
});

test("symbols say how a field is declared, also half written ones, and what is deprecated", () => {
  const { db } = open(`syntax = "proto2";
message M {
  repeated string names = 1;
  map<string, a.B> by_name = 2 [deprecated = true];
  optional group Box = 3 { required int32 in = 1; }
  enum E { option deprecated = true; Z = -1; }
  optional int32 half
}
extend a.M { optional int32 x = 100; }`);
  const render = (s: DocumentSymbol): string[] => [
    `${s.kind} ${s.name} | ${s.detail}${s.isDeprecated ? " deprecated" : ""}`,
    ...s.children.flatMap(render),
  ];
  assert.deepEqual(documentSymbols(db, "main.proto").flatMap(render), [
    "message M | ",
    "field names | repeated string = 1",
    "field by_name | map<string, a.B> = 2 deprecated",
    "field Box | optional group = 3",
    "field in | required int32 = 1",
    "enum E |  deprecated",
    "enumValue Z | -1",
    "field half | optional int32",
    "extend extend a.M | ",
    "field x | optional int32 = 100",
  ]);
});

test("methods with their kinds", () => {
  const { db } = open(
    'syntax = "proto3"; package p; message M {} service S { rpc A(M) returns (M); rpc B(stream M) returns (M); rpc C(M) returns (stream M); rpc D(stream M) returns (stream M); }',
  );
  assert.deepEqual(
    methodsOf(db, "main.proto").map(m => `${m.service}/${m.method} ${m.kind}`),
    ["p.S/A unary", "p.S/B client-streaming", "p.S/C server-streaming", "p.S/D bidirectional"],
  );
});

test("an example body has each field once, and ends in recursive messages", () => {
  const { db } = open(`syntax = "proto3"; package p;
import "google/protobuf/timestamp.proto";
message Node {
  string user_email = 1; int64 big = 2; repeated Node children = 3; Kind kind = 4;
  oneof pick { string a = 5; Node b = 6; }
  map<string, Leaf> leaves = 7; google.protobuf.Timestamp created_at = 8; bytes raw = 9; bool on = 10;
}
message Leaf { double d = 1; Node up = 2; }
enum Kind { KIND_UNSPECIFIED = 0; KIND_BIG = 1; }`);
  assert.deepEqual(JSON.parse(exampleBody(db, "main.proto", "p.Node")), {
    userEmail: "user@example.com",
    big: "0",
    children: [],
    kind: "KIND_BIG",
    a: "",
    leaves: { key: { d: 0 } },
    createdAt: "2026-01-01T00:00:00Z",
    raw: "",
    on: false,
  });
});
