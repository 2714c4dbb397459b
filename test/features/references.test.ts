import assert from "node:assert/strict";
import { test } from "node:test";
import { carriedBy, carriersOf } from "../../server/src/features/carriers.ts";
import { highlight } from "../../server/src/features/highlight.ts";
import { declarationAt, references } from "../../server/src/features/references.ts";
import { searchNames } from "../../server/src/features/workspaceSymbols.ts";
import { openWorkspace } from "../support/everywhere.ts";
import { parseFixture } from "../support/fixture.ts";

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
  const s = openWorkspace(files);
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

test("highlights declaration and uses of one file", () => {
  const { files, cursor } = parseFixture('syntax = "proto3"; message A { A$0 a = 1; repeated A more = 2; }');
  assert.deepEqual(
    highlight(openWorkspace(files), "main.proto", cursor?.offset ?? 0, []).map(h => h.isDeclaration),
    [true, false, false],
  );
});

test("who carries a message, and what a message carries", () => {
  const { files } = parseFixture(schema);
  const s = openWorkspace(files);
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
