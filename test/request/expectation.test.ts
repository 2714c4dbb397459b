import assert from "node:assert/strict";
import { test } from "node:test";
import { parseExpectation, renderExpectation, unmetExpectations } from "../../server/src/protocol/expectation.ts";

test("reads expectations and writes them again", () => {
  const cases = {
    NOT_FOUND: "status NOT_FOUND",
    "status == ok": "status OK",
    "5": "status NOT_FOUND",
    "messages == 3": "messages == 3",
    '$.user.name == "Kim"': '$.user.name == "Kim"',
    '$["a b"][0].c != null': '$["a b"][0].c != null',
    "$.x exists": "$.x exists",
    "$ absent": "$ absent",
    '$.tags contains "a"': '$.tags contains "a"',
  };
  for (const [text, rendered] of Object.entries(cases)) {
    const expectation = parseExpectation(text);
    assert.ok(expectation, text);
    assert.equal(renderExpectation(expectation), rendered);
  }
  for (const text of ["", "99", "$.a == ", "$.a == kim", "$.a exists 1", "a == 1"]) {
    assert.equal(parseExpectation(text), undefined, text);
  }
});

test("compares an outcome with what was expected", () => {
  const unmet = (texts: string[], status: string, ...messages: unknown[]) =>
    unmetExpectations(
      texts.map(text => parseExpectation(text)!),
      { status, messages },
    ).map(({ expectation, actual }) => `${renderExpectation(expectation)}: ${actual ?? "nothing"}`);

  assert.deepEqual(unmet([], "OK", {}), []);
  assert.deepEqual(unmet([], "NOT_FOUND"), ["status OK: NOT_FOUND"]);
  assert.deepEqual(unmet(["NOT_FOUND"], "NOT_FOUND"), []);
  assert.deepEqual(unmet(["$.a.b[1] == 2", "messages == 1"], "OK", { a: { b: [1, 2] } }), []);
  assert.deepEqual(unmet(["$.a == 1"], "OK", { a: "1" }), ['$.a == 1: "1"']);
  assert.deepEqual(unmet(['$.a == {"x":1,"y":[2]}'], "OK", { a: { y: [2], x: 1 } }), []);
  assert.deepEqual(unmet(['$.a contains "b"'], "OK", { a: ["a", "b"] }), []);
  assert.deepEqual(unmet(['$.a contains "b"'], "OK", { a: "abc" }), []);
  assert.deepEqual(unmet(["$.a exists"], "OK", {}), ["$.a exists: nothing"]);
  assert.deepEqual(unmet(["$.n == 2"], "OK", { n: 1 }, { n: 2 }), []);
});
