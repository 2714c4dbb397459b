/** Formatting of parts of a file: of a range, and while typing. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { formatRange } from "../../server/src/format/formatRange.ts";
import { formatTyped } from "../../server/src/format/formatTyped.ts";
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import { parse } from "../../server/src/syntax/parse.ts";

const indent = "  ";

/** The text with what lies between the two marks formatted. */
function ranged(marked: string): string {
  const [before = "", within = "", after = ""] = marked.split("|");
  const text = before + within + after;
  const range = { start: before.length, end: before.length + within.length };
  return formatRange(parse(text), { indent }, range).text;
}

suite("a range", () => {
  test("touches whole declarations, and nothing else", () => {
    assert.equal(
      ranged(`message  A {
    int32   a=1;
    int32   |b=2;
   int32  c|=3 [deprecated=true,json_name="x"];
    int32   d=4;
}
message  B {}
`),
      `message  A {
    int32   a=1;
  int32 b = 2;
  int32 c = 3 [
    deprecated = true,
    json_name = "x"
  ];
    int32   d=4;
}
message  B {}
`,
    );
  });

  test("beyond one body takes the declaration", () => {
    assert.equal(
      ranged("message |A { int32  a=1|; }\nmessage  B {}\n"),
      "message A {\n  int32 a = 1;\n}\nmessage  B {}\n",
    );
  });

  test("sorts nothing", () => {
    assert.equal(ranged('|import  "b.proto";\nimport "a.proto";|\n'), 'import "b.proto";\nimport "a.proto";\n');
  });

  test("of blanks alone touches nothing", () => {
    const text = "message  A {}\n\n\n||\nmessage  B {}\n";
    assert.equal(ranged(text), text.replace("||", ""));
  });
});

/** What the text becomes when its last character before the caret was typed, with the caret at `|`. */
function typed(marked: string): string {
  const caret = marked.indexOf("|");
  const text = marked.slice(0, caret) + marked.slice(caret + 1);
  const last = text[caret - 1] as string;
  const edits = formatTyped(parse(text), { indent }, { caret, typed: /\s/.test(last) ? "\n" : last });
  assert.ok(edits.every(({ span }) => span.end <= caret));
  const rest = text.slice(caret);
  const after = applyEdits(text, edits);
  assert.ok(after.endsWith(rest));
  return `${after.slice(0, after.length - rest.length)}|${rest}`;
}

suite("while typing", () => {
  test("a semicolon formats its statement", () => {
    assert.equal(
      typed("message A {\n      int32  a=1;\n    int32   b=2;|\n   int32 c=3;\n}\n"),
      "message A {\n      int32  a=1;\n  int32 b = 2;|\n   int32 c=3;\n}\n",
    );
  });

  test("a semicolon that ends nothing is left alone", () => {
    const text = "message A {\n  int32 a = 1;;|\n}\n";
    assert.equal(typed(text), text);
  });

  test("a brace formats its block", () => {
    assert.equal(
      typed("message  B {}\nmessage  A {\nint32 a=1;\n  message C { }\n  }|\n"),
      "message  B {}\nmessage A {\n  int32 a = 1;\n  message C {}\n}|\n",
    );
  });

  test("a new line is indented by what is open", () => {
    assert.equal(typed("message A {\n|\n}\n"), "message A {\n  |\n}\n");
    assert.equal(
      typed("message A {\n  int32 a = 1;\n    |int32 b = 2;\n}\n"),
      "message A {\n  int32 a = 1;\n  |int32 b = 2;\n}\n",
    );
    assert.equal(
      typed("message A {\n  int32 a = 1 [\n|\n  ];\n}\n"),
      "message A {\n  int32 a = 1 [\n    |\n  ];\n}\n",
    );
    assert.equal(typed("message A {\n  message B {}\n    |}\n"), "message A {\n  message B {}\n|}\n");
  });

  test("a new line within a statement, a comment or a string keeps its indentation", () => {
    for (const text of ["message A {\n  int32 a =\n      |\n}\n", "/*\n     |\n*/\nmessage A {}\n"])
      assert.equal(typed(text), text);
  });
});
