import assert from "node:assert/strict";
import { test } from "node:test";
import { renumber } from "../../../server/src/features/actions/renumber.ts";
import { after, offered } from "../../support/actions.ts";

test("in the order of the text, around what is reserved", () => {
  assert.equal(
    after(
      renumber,
      'syntax = "proto3"; message M$0 { reserved 2; extensions 4 to 5; int32 a = 7; oneof o { int32 b = 9; } int32 c = 3; }',
    ),
    'syntax = "proto3"; message M { reserved 2; extensions 4 to 5; int32 a = 1; oneof o { int32 b = 3; } int32 c = 6; }',
  );
});

test("refused as soon as a commit has the message", () => {
  const source = 'syntax = "proto3"; package p; message M$0 { int32 a = 2; }';
  assert.deepEqual(offered(renumber, source), ["Renumber the fields of `M`"]);
  assert.deepEqual(
    offered(renumber, source, { versions: ['syntax = "proto3"; package q; message M { int32 z = 2; }'] }),
    [
      "Renumber the fields of `M`: a commit has `M` already: bytes with its old numbers would be read as other fields",
    ],
  );
  assert.deepEqual(offered(renumber, source, { versions: ['syntax = "proto3"; package q; message N {}'] }), [
    "Renumber the fields of `M`",
  ]);
  assert.deepEqual(offered(renumber, 'syntax = "proto3"; message M$0 { int32 a = 1; }'), []);
});
