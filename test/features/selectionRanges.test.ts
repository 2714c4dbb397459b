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

test("through a string, its options and the declaration with its comments", () => {
  assert.deepEqual(texts('message M {\n  // One.\n  // Two.\n  string a = 1 [json_name = "b$0 c"];\n}\n'), [
    "b c",
    '"b c"',
    'json_name = "b c"',
    '[json_name = "b c"]',
    'string a = 1 [json_name = "b c"];',
    '// One.\n  // Two.\n  string a = 1 [json_name = "b c"];',
    '\n  // One.\n  // Two.\n  string a = 1 [json_name = "b c"];\n',
    '{\n  // One.\n  // Two.\n  string a = 1 [json_name = "b c"];\n}',
    'message M {\n  // One.\n  // Two.\n  string a = 1 [json_name = "b c"];\n}',
    'message M {\n  // One.\n  // Two.\n  string a = 1 [json_name = "b c"];\n}\n',
  ]);
});

test("through the lines of a comment", () => {
  const found = texts("message M {} // other\n\n// One.\n// T$0wo.\n// Three.\nmessage N {}\n");
  assert.deepEqual(found.slice(0, 2), ["// Two.", "// One.\n// Two.\n// Three."]);
});

test("a comment behind the declaration before is none of the next", () => {
  const found = texts("message M {} // of M\nmessage N$0 {}\n");
  assert.deepEqual(found, ["N", "message N {}", "message M {} // of M\nmessage N {}\n"]);
});

test("lists of options, literals and lists without their brackets first", () => {
  const found = texts("message M { int32 a = 1 [(b) = { c: [1, 2$0] }, deprecated = true]; }\n");
  for (const inner of ["1, 2", " c: [1, 2] ", "(b) = { c: [1, 2] }, deprecated = true"])
    assert.ok(found.includes(inner), inner);
});

test("in an empty and in a broken file", () => {
  assert.deepEqual(texts("$0"), [""]);
  assert.equal(texts("message M { int32 a$0").at(-1), "message M { int32 a");
});
