/** The fast parser of plain JSON gives the tree of the other one, and leaves to it whatever is not plain. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Node, parseTree } from "jsonc-parser";
import { parseStrictJson } from "../../../client/rpc/codec/strictJson.ts";

/** Without the links that only one of the parsers makes. */
const shape = (node: Node | undefined): unknown =>
  node && {
    type: node.type,
    offset: node.offset,
    length: node.length,
    ...(node.value === undefined ? {} : { value: node.value as unknown }),
    ...(node.children ? { children: node.children.map(shape) } : {}),
  };

test("the same tree for plain JSON", () => {
  const texts = [
    '{"name": "apple", "cents": 9007199254740993}',
    " [1, -0, 2.50, 1e3, 1E+400, -12.5e-7 ]\n",
    '{"a":{"b":[{},[],"",true,false,null]},"a":2,"":{"한글":"값 😀"}}',
    String.raw`{"\u0061\n\"\\": "\ud83d\ude00 \/ \t"}`,
    '"text"',
    "0",
    '{\r\n\t"x" : [ { "y" :\n1 } , 2 ]\r\n}',
  ];
  for (const text of texts) {
    const strict = parseStrictJson(text);
    assert.ok(strict, text);
    assert.deepEqual(shape(strict), shape(parseTree(text)), text);
  }
});

test("what is not plain is left alone", () => {
  const texts = [
    ...["", "  ", "{", "[1,]", '{"a":1,}', "{a:1}", "{'a':1}", '{"a" 1}', '{"a":}', "[1 2]", "1 2", "nul", "True"],
    ...["01", "+1", ".5", "1.", "1e", "-", "NaN", '"open', '"a\nb"', String.raw`"\x"`, String.raw`"\u12"`, '"\\"'],
    ...["// comment\n{}", "{} // comment", "/**/1", "\ufeff{}", `${"[".repeat(300)}${"]".repeat(300)}`],
  ];
  for (const text of texts) assert.equal(parseStrictJson(text), undefined, text.slice(0, 40));
});
