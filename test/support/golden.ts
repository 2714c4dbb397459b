import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Compares a text with a file of the repository. With `UPDATE_GOLDEN=1` a file that differs is written anew, and the test fails all the
 * same: a run that writes can never look green, and what was written is to be read before it is committed.
 */
export function matchesGolden(file: string, actual: string): void {
  const full = path.resolve(process.cwd(), file);
  const expected = readOrEmpty(full);
  if (expected === actual) return;
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, actual);
    assert.fail(`${file} was written anew: read it, then run without UPDATE_GOLDEN`);
  }
  assert.equal(actual, expected, `${file} differs (UPDATE_GOLDEN=1 writes it anew)`);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/\r\n/g, "\n");
  } catch {
    return "";
  }
}
