import assert from "node:assert/strict";
import { test } from "node:test";
import { linkedEditing } from "../../server/src/features/linkedEditing.ts";
import { openWorkspace } from "../support/everywhere.ts";
import { parseFixture } from "../support/fixture.ts";

/** Lines and columns (from 1) of the linked places. */
function linked(source: string): string[] {
  const { files, cursor } = parseFixture(source);
  assert.ok(cursor);
  const text = files[cursor.file] as string;
  return linkedEditing(openWorkspace(files), cursor.file, cursor.offset).map(({ start, end }) => {
    const before = text.slice(0, start).split("\n");
    return `${before.length}:${(before.at(-1) as string).length + 1} ${text.slice(start, end)}`;
  });
}

test("a type and its uses, from either", () => {
  const source = (a: string, b: string): string =>
    `syntax = "proto3";\nmessage Us${a}er {}\nmessage M { U${b}ser u = 1; map<string, User> m = 2; }\n`;
  const places = ["2:9 User", "3:13 User", "3:37 User"];
  assert.deepEqual(linked(source("$0", "")), places);
  assert.deepEqual(linked(source("", "$0")), places);
});

test("the value of an enum and a default", () => {
  const source = 'syntax = "proto2";\nenum E { ONE$0 = 1; }\nmessage M { optional E e = 1 [default = ONE]; }\n';
  assert.deepEqual(linked(source), ["2:10 ONE", "3:41 ONE"]);
});

test("not where another file sees this one: what it writes would stay", () => {
  assert.deepEqual(
    linked(`
//- a.proto
syntax = "proto3";
message Us$0er {}
message M { User u = 1; }
//- b.proto
syntax = "proto3";
import "a.proto";
`),
    [],
  );
});

test("not what another file declares, a group, or a name without uses", () => {
  assert.deepEqual(
    linked(
      '//- a.proto\nsyntax = "proto3";\nimport "b.proto";\nmessage M { B$0 b = 1; B c = 2; }\n//- b.proto\nmessage B {}\n',
    ),
    [],
  );
  assert.deepEqual(linked('syntax = "proto2";\nmessage M { optional group Gr$0p = 1 {} optional Grp g = 2; }\n'), []);
  assert.deepEqual(linked('syntax = "proto3";\nmessage Lo$0ne {}\n'), []);
});
