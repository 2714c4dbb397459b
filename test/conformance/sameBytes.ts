/** A test that both compilers write the same set, with the count of what was compared. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Build, compileBoth } from "./compileBoth.ts";
import { differences, filesOf } from "./differences.ts";

export function sameBytes(build: Build): void {
  const what = `imports ${build.imports}, source info ${build.sourceInfo}`;
  test(`${build.files.length} files, ${what}`, async t => {
    const { ours, theirs } = await compileBoth(build);
    assert.deepEqual(differences(ours, theirs), []);
    const files = filesOf(theirs).size;
    assert.ok(files >= build.files.length, `${files} files came of ${build.files.length}`);
    t.diagnostic(`${files} descriptors, ${theirs.length} bytes, all equal (${what})`);
  });
}
