import assert from "node:assert/strict";
import { test } from "node:test";
import { renameFiles } from "../../server/src/features/renameFiles.ts";
import { openWorkspace } from "../support/everywhere.ts";
import { finish } from "../support/finish.ts";
import { parseFixture } from "../support/fixture.ts";

const { files } = parseFixture(`
//- a/one.proto
syntax = "proto3";
import "a/two.proto";
//- a/two.proto
syntax = "proto3";
//- b.proto
syntax = "proto3";
import public "a/one.proto";
import
  'a/two.proto' ;
import "a/missing.proto";
//- c.proto
syntax = "proto3";
import "b.proto";
`);

const edits = (...moves: readonly (readonly [string, string])[]): string[] => {
  const list = moves.map(([from, to]) => ({ from, to }));
  return finish(renameFiles(openWorkspace(files), Object.keys(files), list, (_from, to) => to)).map(
    e => `${e.file}: ${files[e.file]?.slice(e.span.start, e.span.end)} -> ${e.text}`,
  );
};

test("imports of a file that is renamed", () => {
  assert.deepEqual(edits(["a/one.proto", "a/uno.proto"]), ["b.proto: a/one.proto -> a/uno.proto"]);
  assert.deepEqual(edits(["c.proto", "d.proto"]), []);
});

test("imports of a folder's files, from outside and among themselves", () => {
  assert.deepEqual(edits(["a/one.proto", "z/one.proto"], ["a/two.proto", "z/two.proto"]), [
    "a/one.proto: a/two.proto -> z/two.proto",
    "b.proto: a/one.proto -> z/one.proto",
    "b.proto: a/two.proto -> z/two.proto",
  ]);
});
