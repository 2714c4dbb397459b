import assert from "node:assert/strict";
import { test } from "node:test";
import { canonical, format } from "../../server/src/format/format.ts";
import { sameMeaning } from "../../server/src/format/proof.ts";
import { parse } from "../../server/src/syntax/parse.ts";

const formatted = (text: string): string => format(parse(text), canonical).text;

test("sound declarations are formatted, a broken one stays with what surrounds it", () => {
  assert.equal(
    formatted(`message A { int32 a=1;
   int32   b  2 ;
  int32 c=3; }
message B{ }
`),
    `message A {
  int32 a = 1;
   int32   b  2 ;
  int32 c = 3;
}
message B {}
`,
  );
  const unclosed = "message  A {\n    int32   a=1;\n";
  assert.equal(formatted(`message  B{}\n${unclosed}`), `message B {}\n${unclosed}`);
  const skipped = "message A {}\n }  }\nmessage B {}\n";
  assert.equal(formatted(skipped), skipped);
});

test("nothing changes its place in a broken file", () => {
  const text = 'import "b.proto";\nimport "a.proto";\nmessage  { }\n';
  assert.equal(formatted(text), text);
});

test("a broken declaration stays where the line of the language is broken too", () => {
  const broken = "syntax.\nenum E {  A\n\nB//\nC=4;}\n";
  assert.equal(formatted(`${broken}message  M {  int32   b = 1 ; }`), `${broken}message M {\n  int32 b = 1;\n}\n`);
});

test("what stands on the line of a body that ends in a broken member stays there", () => {
  const once = formatted("message  L{(}option(e).i=1;}");
  assert.equal(once, "message L {(}option (e).i = 1;}");
  assert.equal(formatted(once), once);
});

test("a literal that makes no sense stays", () => {
  for (const text of [
    "option (a) = {b c};\n",
    "option (a) = {{}};\n",
    "option (a) = {b: [1 2]};\n",
    "option (a) = {[b / / c]: 1};\n",
  ])
    assert.equal(formatted(text), text);
});

test("mistakes that leave the structure plain are no hindrance", () => {
  assert.equal(
    formatted('syntax = "proto2";\n\nmessage A { int32 a=1; }\n'),
    'syntax = "proto2";\n\nmessage A {\n  int32 a = 1;\n}\n',
  );
  assert.equal(formatted('option a = "\\q"  ;\n'), 'option a = "\\q";\n');
});

test("refuses where it cannot tell text from comment, or which language it is", () => {
  const refusal = (text: string) => format(parse(text), canonical).refusal;
  assert.deepEqual(refusal("message  A {} /* "), { reason: "unclosed comment", offset: 14 });
  assert.deepEqual(refusal('option a = "b\n;'), { reason: "unclosed string", offset: 11 });
  assert.deepEqual(refusal('option a = "b'), { reason: "unclosed string", offset: 11 });
  assert.deepEqual(refusal('syntax = "proto9";'), { reason: "unknown syntax", offset: 9 });
});

test("the proof sees a token, a comment, or an owner that is lost", () => {
  const differs = (a: string, b: string) => sameMeaning(parse(a), parse(b), "canonical") !== undefined;
  const text = "// a\nmessage A {\n  int32 b = 1; // c\n}\n";
  assert.equal(differs(text, text), false);
  assert.equal(differs(text, text.replace("= 1", "= 2")), true);
  assert.equal(differs(text, text.replace("= 1;", "= 1; int32 d = 2;")), true);
  assert.equal(differs(text, text.replace(" // c", "")), true);
  assert.equal(differs(text, text.replace("// a\n", "// a\n\n")), true);
  assert.equal(differs(text, text.replace("; // c", ";\n\n  // c\n\n")), true);
  assert.equal(differs("option (a) = {b <c: 1>};", "option (a) = {b: {c: 1}};"), false);
  assert.equal(differs("option (a) = {b {c: 1}};", "option (a) = {b: {c: 1, d: 2}};"), true);
  assert.equal(differs('import "b";import "a";', 'import "a";import "b";'), false);
  assert.equal(differs("option (a) = 2;option (a) = 1;", "option (a) = 1;option (a) = 2;"), true);
});
