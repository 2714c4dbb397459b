import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { renderFix, renderProblem, renderRelated, say } from "../../server/src/messages/render.ts";
import type { Wording } from "../../server/src/messages/wording.ts";
import type { Language } from "../../server/src/shared/language.ts";
import { wordingsIn } from "../../server/src/messages/wordings.ts";

const languages: readonly Language[] = ["en", "ko"];

/** Codes that the stages of the compiler give; request documents have wordings of their own. */
function codesInSources(): string[] {
  const codes = new Set<string>();
  for (const file of readdirSync("server/src", { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || /^(messages|request|explanations)[\\/]|requestProblems/.test(file)) continue;
    const source = readFileSync(path.join("server/src", file), "utf8");
    for (const [, code] of source.matchAll(/"([PRF]\d{4})"/g)) codes.add(code as string);
  }
  return [...codes].sort();
}

const placesOf = (wording: Wording): string[][] =>
  [wording].flat().map(template => [...new Set(template.match(/\{\d+(:\w+)?\}/g))].sort());

for (const language of languages)
  test(`every code has a wording, and every wording a code: ${language}`, () => {
    assert.deepEqual(Object.keys(wordingsIn(language)).sort(), codesInSources());
  });

test("wordings have the same places in both languages", () => {
  for (const [code, wording] of Object.entries(wordingsIn("en")))
    assert.deepEqual(placesOf(wordingsIn("ko")[code] as Wording), placesOf(wording), code);
});

test("English wordings start in lower case and have no full stop", () => {
  for (const [code, wording] of Object.entries(wordingsIn("en")))
    for (const template of [wording].flat()) assert.doesNotMatch(template, /^[A-Z]|\.$/, code);
});

test("Korean particles behind an argument suit every argument", () => {
  for (const [code, wording] of Object.entries(wordingsIn("ko")))
    for (const template of [wording].flat())
      assert.doesNotMatch(
        template,
        /\{\d+(?::\w+)?\}`?(?:은|는|이|가|을|를|와|과|로|으로)(?![가-힣(])/,
        `${code}: ${template}`,
      );
});

const span = { start: 0, end: 1 };
const problem = (code: string, ...args: string[]) => ({ code, severity: "error" as const, span, args });

test("says a problem in both languages", () => {
  const taken = problem("P3104", "3", "shop.Order", "name");
  assert.equal(renderProblem(taken, "en"), "number 3 is taken by `name` in `shop.Order`");
  assert.equal(renderProblem(taken, "ko"), "번호 3은(는) `shop.Order`의 `name`이(가) 쓰고 있습니다");
});

test("says which scope won where a name was shadowed", () => {
  assert.equal(
    renderProblem(problem("P2032", "google.Type", "shop.google.Type", "shop.google"), "en"),
    "`google.Type` is read as `shop.google.Type`, which does not exist: its first part is found innermost at `shop.google`, and that scope wins; a leading dot starts at the outermost scope",
  );
});

test("says the template whose places are filled", () => {
  assert.equal(
    renderProblem(problem("P2020", "User", "shop"), "en"),
    "`User` is declared already in `shop`; rename one of the two",
  );
  assert.equal(
    renderProblem(problem("P2020", "User", ""), "en"),
    "`User` is declared already; rename one of the two",
  );
  assert.match(renderProblem(problem("P3203", "B", "A", ""), "en"), /use a free one/);
  assert.match(renderProblem(problem("P3208", "B", "", "A", "a"), "en"), /`a` stands at the second alone/);
  assert.match(renderProblem(problem("P4002", "(x)", "x"), "en"), /there is no field or extension `x`/);
  assert.match(renderProblem(problem("P4002", "(x)", "x", "x.proto"), "en"), /in `x.proto`, which is not imported/);
});

test("says words of arguments in the language", () => {
  const style = problem("P5201", "enumValue", "ok", "UPPER_SNAKE_CASE");
  assert.equal(
    renderProblem(style, "en"),
    "the name of the enum value `ok` is not in UPPER_SNAKE_CASE, the style of this edition",
  );
  assert.equal(
    renderProblem(style, "ko"),
    "enum 값 이름 `ok`이(가) 이 에디션의 이름 규칙 UPPER_SNAKE_CASE에 맞지 않습니다",
  );
  const target = problem("P4040", "shop.tag", "enum entry", "message, field");
  assert.equal(
    renderProblem(target, "ko"),
    "옵션 `shop.tag`은(는) enum 값에 쓸 수 없습니다. 쓸 수 있는 곳: 메시지, 필드",
  );
});

test("says related places and fixes", () => {
  assert.equal(renderRelated({ at: span, code: "R3104", args: ["name"] }, "en"), "`name` has the number");
  assert.equal(renderFix({ code: "F2031", args: ["a.proto"], edits: [] }, "en"), "Import `a.proto`");
  assert.equal(renderFix({ code: "F2031", args: ["a.proto"], edits: [] }, "ko"), "`a.proto` import하기");
});

test("a code without a wording is said by itself", () => {
  assert.equal(say("P9999", ["x"], "en"), "P9999 x");
});
