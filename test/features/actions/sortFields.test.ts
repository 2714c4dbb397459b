import assert from "node:assert/strict";
import { test } from "node:test";
import { sortFields } from "../../../server/src/features/actions/sortFields.ts";
import { after, offered } from "../../support/actions.ts";

test("fields and oneofs are put in the order of their numbers, with their comments; all else stays", () => {
  const source = `syntax = "proto3";

message A$0 {
  // Three.
  B three = 3; // 3

  message B {}
  reserved 9;
  // Either.
  oneof pick {
    string five = 5;
    string two = 2;
  }
  // Set off.

  map<string, string> one = 1;
}
`;
  assert.equal(
    after(sortFields, source),
    `syntax = "proto3";

message A {
  map<string, string> one = 1;

  message B {}
  reserved 9;
  // Either.
  oneof pick {
    string five = 5;
    string two = 2;
  }
  // Set off.

  // Three.
  B three = 3; // 3
}
`,
  );
  assert.deepEqual(offered(sortFields, source), ["Sort the fields of `A` by number"]);
});

test("those of a oneof too, and on one line", () => {
  const source = 'syntax = "proto3"; message A { oneof o$0 { int32 b = 2; int32 a = 1; } }';
  assert.equal(after(sortFields, source), 'syntax = "proto3"; message A { oneof o { int32 a = 1; int32 b = 2; } }');
});

test("nothing for what is in order, or has no number", () => {
  assert.deepEqual(offered(sortFields, 'syntax = "proto3"; message A$0 { int32 a = 1; int32 b = 2; }'), []);
  assert.deepEqual(offered(sortFields, 'syntax = "proto3"; message A$0 { int32 b = 2; int32 a; }'), []);
  assert.deepEqual(offered(sortFields, 'syntax = "proto3"; message A$0 {}'), []);
});
