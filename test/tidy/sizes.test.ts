/** How large the bundles may be. Who needs more says here why. */
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { test } from "node:test";

const KB = 1024;
const budgets: Readonly<Record<string, number>> = {
  // The language client of VS Code with what it depends on takes 430 KB of it, the wording of failures in two languages 40.
  "client/out/extension.js": 640 * KB,
  // LSP takes 190 KB of it, YAML for the configurations of buf 115, the wording of all problems in two languages 45, a way to mend each 40,
  // the formatter 20, files that are not open for editors that do not ask, and what is wrong with configurations, 10.
  "server/out/server.js": 990 * KB,
  "client/out/runner.js": 600 * KB,
  "client/out/compileThread.js": 400 * KB,
  // The generator of messages comes without its TypeScript compiler, which would be 7 MB.
  "client/out/stubsWorker.js": 260 * KB,
};

for (const [file, budget] of Object.entries(budgets))
  test(`${file} has at most ${budget / KB} KB`, () => {
    const { size } = statSync(file);
    assert.ok(size > 10 * KB, `${file} is hardly anything: ${size} bytes`);
    assert.ok(size <= budget, `${(size / KB).toFixed(0)} KB`);
  });
