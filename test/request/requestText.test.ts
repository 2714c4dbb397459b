import assert from "node:assert/strict";
import { test } from "node:test";
import { type ParseErrorCode, printParseErrorCode } from "jsonc-parser";
import { requestText } from "../../server/src/request/requestText.ts";

test("fills the places of a wording", () => {
  assert.equal(requestText("R2010", ["name"], "en"), "`name` is set twice");
  assert.equal(requestText("R2010", ["name"], "ko"), "`name`이(가) 두 번 쓰였습니다");
});

test("each mistake that the parser of JSON finds is said in both languages", () => {
  const names = Array.from({ length: 16 }, (_, code) => printParseErrorCode((code + 1) as ParseErrorCode));
  assert.equal(names.at(-1), "InvalidCharacter");
  for (const name of names) {
    const [en, ko] = [requestText("R2001", [name], "en"), requestText("R2001", [name], "ko")];
    assert.doesNotMatch(en + ko, new RegExp(name), name);
    assert.match(ko, /^JSON이 아닙니다: .*[가-힣]/);
  }
});
