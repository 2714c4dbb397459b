import assert from "node:assert/strict";
import { test } from "node:test";
import { plainSnippet } from "../../server/src/features/completion/accept.ts";
import { plainMarkdown } from "../../server/src/lsp/plainText.ts";

const snippets: Readonly<Record<string, string>> = {
  "rpc ${1:Get}(${2:Request}) returns ($3);$0": "rpc Get(Request) returns ();",
  "${1|SPEED,CODE_SIZE|};": "SPEED;",
  "{ $0 }": "{  }",
  "{\n  ${1:a: ${2:b}}\n}": "{\n  a: b\n}",
  "cost \\$5 \\} \\\\ ${1}x": "cost $5 } \\ x",
  "no $place": "no $place",
};
for (const [snippet, plain] of Object.entries(snippets))
  test(`the snippet ${JSON.stringify(snippet)} is plainly ${JSON.stringify(plain)}`, () =>
    assert.equal(plainSnippet(snippet), plain));

test("Markdown keeps its words, code and cells and loses what renders them", () => {
  const markdown = [
    "```proto",
    "message A { // **not** bold",
    "```",
    "",
    "# Title",
    "See [the guide](command:protocall.note?%5B%5D), **now**: `a_b` and snake_case_name.",
    "",
    "| wire type | tag |",
    "|---|:-:|",
    "| `varint` | 08 |",
  ].join("\n");
  const plain =
    "message A { // **not** bold\n\nTitle\nSee the guide, now: a_b and snake_case_name.\n\nwire type  tag\nvarint  08";
  assert.equal(plainMarkdown(markdown), plain);
});
