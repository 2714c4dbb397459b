import assert from "node:assert/strict";
import { test } from "node:test";
import { carriedBy, carriersOf } from "../../server/src/features/carriers.ts";
import { highlight } from "../../server/src/features/highlight.ts";
import { declarationAt, type Everywhere, references } from "../../server/src/features/references.ts";
import { rename } from "../../server/src/features/rename.ts";
import { ImportGraph } from "../../server/src/workspace/importGraph.ts";
import { searchNames } from "../../server/src/features/workspaceSymbols.ts";
import { parseFixture } from "../support/fixture.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

function open(
  files: Readonly<Record<string, string>>,
): Everywhere & { names: MemoryWorkspace<{ problems: [] }>["names"] } {
  const w = new MemoryWorkspace(files, () => ({ problems: [] }));
  const { db } = w;
  const graph = new ImportGraph(db, () => w.files);
  return {
    tree: f => db.tree(f),
    declared: f => db.declared(f),
    linked: f => db.linked(f),
    outline: f => db.outline(f),
    text: f => db.text(f),
    resolveImport: (from, path) => db.resolveImport(from, path),
    importName: f => f,
    whoDeclares: n => db.whoDeclares(n),
    whoSees: f => graph.whoSees(f, db.revision),
    optionRefs: () => [],
    done: f => db.putAway(f),
    names: w.names,
  };
}

const place = (files: Readonly<Record<string, string>>, file: string, start: number, end: number): string => {
  const before = (files[file] as string).slice(0, start).split("\n");
  return `${file}:${before.length} ${(files[file] as string).slice(start, end)}`;
};

const schema = `
//- a.proto
syntax = "proto3"; package a.b;
message Par$0ent {
  message Child {}
  Child own = 1;
}
//- b.proto
syntax = "proto3"; package a;
import public "a.proto";
message Parent {}
message User { b.Parent p = 1; b.Parent.Child c = 2; .a.b.Parent q = 3; Parent other = 4; }
//- c.proto
syntax = "proto3"; package c;
import "b.proto";
message Far { map<string, a.b.Parent> m = 1; }
service S { rpc R(a.b.Parent) returns (stream a.b.Parent.Child); }
//- d.proto
syntax = "proto3"; package d;
message Parent {}
`;

test("every form of a name, over public imports, and no namesake", () => {
  const { files, cursor } = parseFixture(schema);
  const s = open(files);
  const id = declarationAt(s, "a.proto", cursor?.offset ?? 0);
  assert.deepEqual(id, { file: "a.proto", name: "a.b.Parent" });
  const found = [...references(s, id as { file: string; name: string })].map(r =>
    place(files, r.file, r.span.start, r.span.end),
  );
  assert.deepEqual(found.sort(), [
    "a.proto:2 Parent",
    "b.proto:4 Parent",
    "b.proto:4 Parent",
    "b.proto:4 Parent",
    "c.proto:3 Parent",
    "c.proto:4 Parent",
    "c.proto:4 Parent",
  ]);
});

function renamed(source: string, newName: string): Readonly<Record<string, string>> | string {
  const { files, cursor } = parseFixture(source);
  assert.ok(cursor);
  const result = rename(
    open(files),
    cursor.file,
    cursor.offset,
    newName,
    f => !f.startsWith("google/"),
    texts => {
      return open({ ...files, ...Object.fromEntries(texts) });
    },
  );
  if (!result.ok) return `${result.reason} ${result.detail}`.trim();
  const out: Record<string, string> = { ...files };
  for (const e of [...result.edits].sort((a, b) => b.span.start - a.span.start)) {
    const text = out[e.file] as string;
    out[e.file] = text.slice(0, e.span.start) + e.text + text.slice(e.span.end);
  }
  return out;
}

test("rename changes each reference form as it must", () => {
  const after = renamed(schema, "Top");
  assert.ok(typeof after !== "string", String(after));
  assert.match(after["a.proto"] as string, /message Top \{\n {2}message Child/);
  assert.match(after["b.proto"] as string, /b\.Top p = 1; b\.Top\.Child c = 2; \.a\.b\.Top q = 3; Parent other = 4;/);
  assert.match(
    after["c.proto"] as string,
    /map<string, a\.b\.Top> m[\s\S]*rpc R\(a\.b\.Top\) returns \(stream a\.b\.Top\.Child\)/,
  );
  assert.equal(after["d.proto"], parseFixture(schema).files["d.proto"]);
});

test("rename refuses what would break or change a meaning", () => {
  assert.equal(renamed('syntax = "proto3"; message A$0 {} message B {}', "B"), "taken B");
  assert.equal(renamed('syntax = "proto3"; message A$0 {}', "1x"), "not-a-name 1x");
  assert.equal(renamed('syntax = "proto3"; message A {} $0', "B"), "not-here");
  // Inside of M the new name would be found first.
  assert.match(
    String(
      renamed('syntax = "proto3"; message A$0 {} message M { message Inner {} A a = 1; Inner i = 2; }', "Inner"),
    ),
    /^changes-meaning/,
  );
  assert.equal(
    renamed(
      '//- main.proto\nsyntax = "proto3"; import "google/protobuf/empty.proto"; message M { google.protobuf.Emp$0ty e = 1; }',
      "Nothing",
    ),
    "shipped google.protobuf.Empty",
  );
});

test("rename of enum values reaches defaults", () => {
  const after = renamed('syntax = "proto2"; enum E { A$0 = 0; } message M { optional E e = 1 [default = A]; }', "Z");
  assert.equal(
    (after as Record<string, string>)["main.proto"],
    'syntax = "proto2"; enum E { Z = 0; } message M { optional E e = 1 [default = Z]; }',
  );
});

test("highlights declaration and uses of one file", () => {
  const { files, cursor } = parseFixture('syntax = "proto3"; message A { A$0 a = 1; repeated A more = 2; }');
  assert.deepEqual(
    highlight(open(files), "main.proto", cursor?.offset ?? 0, []).map(h => h.isDeclaration),
    [true, false, false],
  );
});

test("who carries a message, and what a message carries", () => {
  const { files } = parseFixture(schema);
  const s = open(files);
  const id = { file: "a.proto", name: "a.b.Parent" };
  assert.deepEqual([...carriersOf(s, id)].map(c => `${c.kind} ${c.id.name} ×${c.at.length}`).sort(), [
    "message a.User ×2",
    "message c.Far ×1",
    "method c.S.R ×1",
  ]);
  assert.deepEqual(
    carriedBy(s, { file: "c.proto", name: "c.S.R" }).map(c => c.id.name),
    ["a.b.Parent", "a.b.Parent.Child"],
  );
  assert.deepEqual(
    carriedBy(s, { file: "c.proto", name: "c.Far" }).map(c => c.id.name),
    ["a.b.Parent"],
  );
});

test("names are found by a few letters, the best first", () => {
  const names: [string, string][] = [
    ["a.UserService", "1"],
    ["a.SuperUser", "2"],
    ["a.User", "3"],
    ["b.UnseenSerialRecord", "4"],
    ["b.Other", "5"],
  ];
  assert.deepEqual(
    searchNames(names, "user", 10)
      .map(n => n.id.name)
      .slice(0, 3),
    ["a.User", "a.UserService", "a.SuperUser"],
  );
  assert.ok(searchNames(names, "usr", 10).some(n => n.id.name === "b.UnseenSerialRecord"));
  assert.deepEqual(searchNames(names, "xyz", 10), []);
});
