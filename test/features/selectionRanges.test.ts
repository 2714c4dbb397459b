import assert from "node:assert/strict";
import { test } from "node:test";
import { selectionRanges } from "../../server/src/features/selectionRanges.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { parseFixture } from "../support/fixture.ts";

/** The selected texts, innermost first. */
function texts(source: string): string[] {
  const { files, cursor } = parseFixture(source);
  assert.ok(cursor);
  const text = files[cursor.file] as string;
  return selectionRanges(parse(text), cursor.offset).map(s => text.slice(s.start, s.end));
}

test("from the word to the file", () => {
  assert.deepEqual(texts("message M { a.b$0.C c = 1 [deprecated = true]; }\n"), [
    "b",
    "a.b.C",
    "a.b.C c = 1 [deprecated = true];",
    " a.b.C c = 1 [deprecated = true]; ",
    "{ a.b.C c = 1 [deprecated = true]; }",
    "message M { a.b.C c = 1 [deprecated = true]; }",
    "message M { a.b.C c = 1 [deprecated = true]; }\n",
  ]);
});

test("through options and literals", () => {
  const found = texts("option (a) = { b { c: 1$0 } };");
  assert.ok(found.includes("c: 1") && found.includes("{ c: 1 }") && found.includes("b { c: 1 }"));
});

test("in an empty and in a broken file", () => {
  assert.deepEqual(texts("$0"), [""]);
  assert.equal(texts("message M { int32 a$0").at(-1), "message M { int32 a");
});
