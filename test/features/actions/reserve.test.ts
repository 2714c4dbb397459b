import assert from "node:assert/strict";
import { test } from "node:test";
import { deleteAndReserve } from "../../../server/src/features/actions/deleteAndReserve.ts";
import { reserveDeleted } from "../../../server/src/features/actions/reserveDeleted.ts";
import { act, after, offered, refused } from "../../support/actions.ts";

const old =
  'syntax = "proto3"; package p; message M { int32 a = 1; int32 b = 2; int32 c = 3; int32 d = 7; } enum E { Z = 0; OLD = 1; }';

test("what git had and the file has no more", () => {
  const now = 'syntax = "proto3";\npackage p;\nmessage M {$0\n  int32 a = 1;\n}\n';
  assert.deepEqual(offered(reserveDeleted, now, { versions: [old] }), ["Reserve what was deleted: 2, 3, 7, b, c, d"]);
  assert.equal(
    after(reserveDeleted, now, { versions: [old] }),
    'syntax = "proto3";\npackage p;\nmessage M {\n  reserved 2 to 3, 7;\n  reserved "b", "c", "d";\n  int32 a = 1;\n}\n',
  );
});

test("ranges are merged with those that are there; a renamed field lost nothing", () => {
  assert.equal(
    after(
      reserveDeleted,
      'syntax = "proto3";\npackage p;\nmessage M {\n  reserved 4 to 6, 1;\n  reserved "x";\n  $0int32 bee = 2;\n}\n',
      { versions: [old] },
    ),
    'syntax = "proto3";\npackage p;\nmessage M {\n  reserved 1, 3 to 7;\n  reserved "x", "c", "d";\n  int32 bee = 2;\n}\n',
  );
});

test("enum values too, and identifiers where the edition wants them", () => {
  assert.equal(
    after(reserveDeleted, 'edition = "2023";\npackage p;\nenum E {\n  Z$0 = 0;\n}\n', { versions: [old] }),
    'edition = "2023";\npackage p;\nenum E {\n  reserved 1;\n  reserved OLD;\n  Z = 0;\n}\n',
  );
  assert.deepEqual(offered(reserveDeleted, 'syntax = "proto3"; package p; message M$0 { int32 x = 1; }'), []);
});

test("delete and reserve: the field with its comments, its number and name", () => {
  assert.equal(
    after(
      deleteAndReserve,
      'syntax = "proto3";\nmessage M {\n  // first\n  int32 a = 1;\n  // second\n  int32 b$0 = 2; // behind\n\n  int32 c = 3;\n}\n',
    ),
    'syntax = "proto3";\nmessage M {\n  reserved 2;\n  reserved "b";\n  // first\n  int32 a = 1;\n\n  int32 c = 3;\n}\n',
  );
});

test("delete and reserve: a negative number, and the comment behind the value", () => {
  const source = 'syntax = "proto3"; enum E {\n  E_ZERO = 0;\n  E_LESS$0 = -1; /* less */\n  E_ONE = 1;\n}\n';
  assert.equal(
    after(deleteAndReserve, source),
    'syntax = "proto3"; enum E {\n  reserved -1;\n  reserved "E_LESS";\n  E_ZERO = 0;\n  E_ONE = 1;\n}\n',
  );
});

test("a oneof goes with its last member, and an alias keeps its number", () => {
  assert.equal(
    after(
      deleteAndReserve,
      'syntax = "proto3";\nmessage M {\n  oneof o {\n    int32 a$0 = 1;\n  }\n  int32 c = 3;\n}\n',
    ),
    'syntax = "proto3";\nmessage M {\n  reserved 1;\n  reserved "a";\n  int32 c = 3;\n}\n',
  );
  assert.equal(
    after(
      deleteAndReserve,
      'syntax = "proto3";\nenum E {\n  option allow_alias = true;\n  Z = 0;\n  A = 1;\n  B$0 = 1;\n  C = 1;\n}\n',
    ),
    'syntax = "proto3";\nenum E {\n  reserved "B";\n  option allow_alias = true;\n  Z = 0;\n  A = 1;\n  C = 1;\n}\n',
  );
});

test("refused where something else needs it", () => {
  assert.deepEqual(offered(deleteAndReserve, 'syntax = "proto3"; enum E { A$0 = 0; }'), [
    "Delete `A` and reserve its number 0: an enum has one value at least",
  ]);
  assert.deepEqual(offered(deleteAndReserve, 'syntax = "proto3"; enum E { A$0 = 0; B = 1; }'), [
    "Delete `A` and reserve its number 0: `A` is the zero value, which every message without the field has",
  ]);
  assert.equal(
    refused(
      deleteAndReserve,
      'syntax = "proto2"; enum E { Z = 0; A$0 = 1; } message M { optional E e = 1 [default = A]; }',
    ),
    "`A` is still named in main.proto",
  );
});

test("works in a file with errors", () => {
  const { files } = act(
    deleteAndReserve,
    'syntax = "proto3";\nmessage M {\n  Unknown u = 1;\n  int32 a$0 = 2;\n}\nmessage {\n',
  );
  assert.match(files["main.proto"] as string, /reserved 2;\n {2}reserved "a";\n {2}Unknown u = 1;\n\}/);
});

test("comments of reserved numbers and names stay with them", () => {
  const source = `syntax = "proto3";

message A {
  // Old numbers.
  reserved 2, 3; // gone in v1
  // Legacy.
  reserved 5; // gone in v2
  reserved "x"; // name

  string a$0 = 1;
  string b = 9;
}
`;
  assert.equal(
    after(deleteAndReserve, source),
    `syntax = "proto3";

message A {
  // Old numbers.
  reserved 1 to 3; // gone in v1
  // Legacy.
  reserved 5; // gone in v2
  reserved "x", "a"; // name

  string b = 9;
}
`,
  );
  const inside =
    'syntax = "proto3";\n\nmessage A {\n  reserved\n    2, // two\n    4 to 6 /* four */;\n  string b = 9;\n  string a$0 = 3;\n}\n';
  assert.equal(
    after(deleteAndReserve, inside),
    'syntax = "proto3";\n\nmessage A {\n  reserved "a";\n  reserved\n    2, // two\n    4 to 6, 3 /* four */;\n  string b = 9;\n}\n',
  );
});
