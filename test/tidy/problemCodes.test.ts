/** Each problem that a rule finds, and each fix that it offers, is shown by a test. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { test } from "node:test";

const codesBelow = (folder: string, pattern: RegExp): Set<string> =>
  new Set(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(file => file.endsWith(".ts") && !file.startsWith("out"))
      .flatMap(file => readFileSync(path.join(folder, file), "utf8").match(pattern) ?? []),
  );

test("each problem and each fix of the rules has a test", () => {
  const found = codesBelow("server/src/check", /(?<=")[PF]\d{4}(?=")/g);
  assert.ok(found.size > 100);
  const shown = codesBelow("test", /\b[PF]\d{4}\b/g);
  assert.deepEqual([...found].filter(code => !shown.has(code)).sort(), []);
});
