import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";
import { parseFixture } from "../support/fixture.ts";

/** `Typed → what it resolves to`, a line for each reference of main.proto. */
function resolved(source: string): string {
  const { files } = parseFixture(source);
  const { db } = new MemoryWorkspace(files, () => ({ problems: [] }));
  const linked = db.linked("main.proto");
  assert.ok(linked);
  return linked.refs
    .map(({ node, result }) => {
      if (result.ok) {
        const { found } = result;
        return `${node.text} → ${found.kind} ${found.kind === "package" ? found.name : `${found.id.file}#${found.id.name}`}`;
      }
      if (result.reason === "shadowed") return `${node.text} → shadowed by ${result.resolved}`;
      return `${node.text} → undefined${result.elsewhere.length ? `, declared in ${result.elsewhere.join()}` : ""}`;
    })
    .join("\n");
}

test("the innermost scope wins", () => {
  assert.equal(
    resolved(`
//- main.proto
syntax = "proto3"; package a.b;
message T {}
message M {
  message T {}
  T inner = 1;
  b.T outer = 2;
  .a.b.T absolute = 3;
  M.T qualified = 4;
}
`),
    `T → message main.proto#a.b.M.T
b.T → message main.proto#a.b.T
.a.b.T → message main.proto#a.b.T
M.T → message main.proto#a.b.M.T`,
  );
});

test("a scope that has the first part decides, even if the rest is missing", () => {
  assert.equal(
    resolved(`
//- main.proto
syntax = "proto3"; package x.a;
import "other.proto";
message M { a.T t = 1; .a.T u = 2; }
//- other.proto
syntax = "proto3"; package a;
message T {}
`),
    `a.T → shadowed by x.a.T
.a.T → message other.proto#a.T`,
  );
});

test("a field's type skips what is no type, an rpc's does not", () => {
  assert.equal(
    resolved(`
//- main.proto
syntax = "proto3";
message Foo {}
message M { string Foo = 1; Foo f = 2; }
service S { rpc Foo(Foo) returns (M); }
`),
    `Foo → message main.proto#Foo
Foo → method main.proto#S.Foo
M → message main.proto#M`,
  );
});

test("public imports are seen, theirs are not, option imports only by options", () => {
  assert.equal(
    resolved(`
//- main.proto
edition = "2024";
import "direct.proto";
import option "opt.proto";
message M { Direct a = 1; Public b = 2; Hidden c = 3; Opt d = 4; }
//- direct.proto
syntax = "proto3"; import public "public.proto"; import "hidden.proto"; message Direct {}
//- public.proto
syntax = "proto3"; message Public {}
//- hidden.proto
syntax = "proto3"; message Hidden {}
//- opt.proto
syntax = "proto3"; message Opt {}
`),
    `Direct → message direct.proto#Direct
Public → message public.proto#Public
Hidden → undefined, declared in hidden.proto
Opt → undefined, declared in opt.proto`,
  );
});

test("maps, groups, extensions and their scopes", () => {
  assert.equal(
    resolved(`
//- main.proto
syntax = "proto2"; package p;
message M {
  map<string, V> m = 1;
  optional group G = 2 { optional V v = 1; }
  message V {}
  extensions 10 to 20;
}
message O { extend M { optional M.V x = 10; } }
`),
    `V → message main.proto#p.M.V
V → message main.proto#p.M.V
M.V → message main.proto#p.M.V
M → message main.proto#p.M`,
  );
});

test("import cycles and files that import themselves end", () => {
  assert.equal(
    resolved(`
//- main.proto
syntax = "proto3"; import "main.proto"; import public "b.proto"; message M { B b = 1; }
//- b.proto
syntax = "proto3"; import public "main.proto"; message B { M m = 1; }
`),
    "B → message b.proto#B",
  );
});
