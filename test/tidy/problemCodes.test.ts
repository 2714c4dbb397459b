/** Each problem, and each fix, is shown by a test of the stage that finds it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { test } from "node:test";

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(file => file.endsWith(".ts"))
    .map(file => readFileSync(path.join(folder, file), "utf8"));
}

const codesIn = (texts: readonly string[], pattern: RegExp): string[] =>
  [...new Set(texts.flatMap(text => text.match(pattern) ?? []))].sort();

const tests = ["test/check", "test/syntax", "test/link", "test/options"].flatMap(folder => {
  try {
    return textsBelow(folder);
  } catch {
    return [];
  }
});

test("each problem and each fix of the rules has a test", () => {
  const found = codesIn(textsBelow("server/src/check"), /(?<=")[PF]\d{4}(?=")/g);
  assert.ok(found.length > 100);
  const shown = new Set(codesIn(tests, /\b[PF]\d{4}\b/g));
  assert.deepEqual(
    found.filter(code => !shown.has(code)),
    [],
  );
});
