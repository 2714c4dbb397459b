/** What is said of a body that does not fit: all at once, with path, place and what was probably meant, in both languages. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type BodyProblemCode, bodyProblemText, bodyWordings } from "../../../client/rpc/codec/bodyText.ts";
import { BothWays } from "./bothWays.ts";

const shop = new BothWays(`syntax = "proto3";
package shop;
import "google/protobuf/timestamp.proto";
enum Color { COLOR_NONE = 0; COLOR_RED = 1; COLOR_GREEN = 2; }
message Order {
  string user_name = 1;
  repeated Line lines = 2;
  map<string, Color> colors = 3;
  google.protobuf.Timestamp at = 4;
  int64 total = 5;
}
message Line { string article = 1; int32 count = 2; Order order = 3; }
`);

test("all at once, in the order of the text", () => {
  const body = `{
  // What is wrong here is wrong in five ways.
  "userNmae": "Kim",
  "lines": [{ "article": 5 }, { "count": "x", "colour": 1 },],
  "colors": { "a b": "COLOR_REDD" },
  "at": "2023-02-29T00:00:00Z",
}`;
  assert.deepEqual(shop.complaints("shop.Order", body), [
    'userNmae "userNmae": shop.Order has no field `userNmae`, did you mean `userName`?',
    "lines[0].article 5: expected a string, not a number",
    'lines[1].count "x": expected an integer (int32)',
    'lines[1].colour "colour": shop.Line has no field `colour`',
    'colors["a b"] "COLOR_REDD": `COLOR_REDD` is not a value of shop.Color, did you mean `COLOR_RED`?',
    'at "2023-02-29T00:00:00Z": there is no such date',
  ]);
  assert.deepEqual(
    shop.problems("shop.Order", body).map(p => p.suggestion),
    ["userName", undefined, undefined, undefined, "COLOR_RED", undefined],
  );
});

test("suggestions: case, underscores, letters in the wrong order; none where nothing is near", () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["username", "userName"],
    ["UserName", "userName"],
    ["user-name", "userName"],
    ["usrName", "userName"],
    ["toatl", "total"],
    ["lnies", "lines"],
    ["address", undefined],
    ["x", undefined],
  ];
  for (const [given, near] of cases)
    assert.equal(shop.problems("shop.Order", `{"${given}":null}`)[0]?.suggestion, near, given);
});

test("comments and trailing commas are allowed, unless strict JSON is asked for", () => {
  const body = '{ /* a */ "userName": "x", // b\n "lines": [{},], }';
  assert.equal(shop.again("shop.Order", body), '{"userName":"x","lines":[{}]}');
  assert.ok(shop.problems("shop.Order", body, { syntax: "json" }).length > 0);
});

test("text that is no JSON", () => {
  const cases: readonly (readonly [string, BodyProblemCode])[] = [
    ["", "empty"],
    ["// nothing", "empty"],
    ["{", "syntax-brace"],
    ['{"lines": [', "syntax-bracket"],
    ["{userName: 1}", "syntax-symbol"],
    ['{"userName" "x"}', "syntax-colon"],
    ['{"userName": }', "syntax-value"],
    ['{"userName": "x" "total": 1}', "syntax-comma"],
    ['{"userName": "x}', "syntax-open-string"],
    ['{"userName": "\\x"}', "syntax-escape"],
    ['{"userName": "\\u12"}', "syntax-unicode"],
    ["{} {}", "syntax-end"],
    ["{ /* ", "syntax-open-comment"],
  ];
  for (const [body, code] of cases) {
    const codes = shop.problems("shop.Order", body).map(p => p.code);
    assert.ok(codes.includes(code), `${body}: ${codes.join()}`);
  }
  assert.deepEqual(shop.complaints("shop.Order", "[]"), [" []: expected an object (shop.Order), not an array"]);
  assert.deepEqual(shop.complaints("shop.Order", "null"), [" null: expected an object (shop.Order), not `null`"]);
});

test("a field twice, by both of its names too", () => {
  assert.deepEqual(shop.complaints("shop.Order", '{"userName":"a","user_name":"b"}'), [
    'user_name "user_name": `user_name` is set twice',
  ]);
});

test("messages that nest without end, and brackets that do", () => {
  const deep = (levels: number): string => `${'{"lines":[{"order":'.repeat(levels)}{}${"}]}".repeat(levels)}`;
  assert.deepEqual(shop.problems("shop.Order", deep(49)), []);
  assert.deepEqual(
    shop.problems("shop.Order", deep(60)).map(p => p.code),
    ["depth"],
  );
  const codes = shop.problems("shop.Order", "[".repeat(200_000)).map(p => p.code);
  assert.ok(codes.length > 0);
});

test("unknown fields and names can be passed over", () => {
  const body = '{"nope":1,"total":"1","colors":{"a":"NOPE"}}';
  assert.equal(shop.bytes("shop.Order", body, { unknown: "ignore" }), "2801");
});

test("each problem has a sentence in English and in Korean, with all of its arguments", () => {
  for (const code of Object.keys(bodyWordings) as BodyProblemCode[]) {
    const args = ["<0>", "<1>", "<2>"];
    const english = bodyProblemText({ code, args }, "en");
    const korean = bodyProblemText({ code, args }, "ko");
    assert.doesNotMatch(english, /[가-힣]|\{\d|\.$/, code);
    assert.doesNotMatch(english, /^[A-Z](?!ny|SON)/, code);
    assert.match(korean, /[가-힣]/, code);
    assert.doesNotMatch(korean, /\{\d|\.$/, code);
    const used = (text: string): string => args.filter(arg => text.includes(arg)).join();
    assert.equal(used(korean), used(english), code);
  }
  assert.equal(
    bodyProblemText({ code: "unknown-field", args: ["nmae", "A"], suggestion: "name" }, "ko"),
    "A에 필드 `nmae`이(가) 없습니다. `name`이(가) 아닌가요?",
  );
  assert.equal(
    bodyProblemText({ code: "expected-string", args: ["number"] }, "ko"),
    "문자열이 필요합니다. 숫자은(는) 쓸 수 없습니다",
  );
});
