import assert from "node:assert/strict";
import { test } from "node:test";
import { fixAll } from "../../../server/src/features/actions/fixAll.ts";
import { applyEdits } from "../../../server/src/features/draft.ts";
import { openWorkspace } from "../../support/everywhere.ts";
import { parseFixture } from "../../support/fixture.ts";

test("makes what leaves no choice, once, and nothing else", () => {
  const { files } = parseFixture(`
//- a.proto
syntax = "proto3"; package a; message A {}
//- one.proto
syntax = "proto3"; package x; message Two {}
//- other.proto
syntax = "proto3"; package x; message Two {}
//- main.proto
syntax = "proto3";
package m;
import "one.proto";
message M {
  a.A first = 1;
  a.A second = 1;
}
`);
  const text = files["main.proto"] as string;
  assert.equal(
    applyEdits(text, fixAll(openWorkspace(files).problems("main.proto"))),
    text.replace('import "one.proto"', 'import "a.proto";\nimport "one.proto"'),
  );
});
