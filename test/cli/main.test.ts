import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cli } from "../support/cli.ts";

/** What a terminal shows, with the exit code. */
async function shown(...args: string[]): Promise<[number | null, string]> {
  const { code, out, err } = await cli(args);
  return [code, out + err];
}

test("--version is that of the package", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const flag of ["--version", "-V"]) assert.deepEqual(await shown(flag), [0, `${version}\n`]);
});

test("without a command the list of them is printed; it is no success", async () => {
  const [code, list] = await shown("--help");
  assert.equal(code, 0);
  assert.match(list, /^ {2}check +\S/m);
  assert.deepEqual(await shown(), [2, list]);
});

test("a command that is not there is named, with the one that was meant", async () => {
  const see = "See protocall --help\n";
  assert.deepEqual(await shown("chekc"), [
    2,
    `protocall: there is no command "chekc", perhaps "check" is meant\n${see}`,
  ]);
  assert.deepEqual(await shown("nonsense"), [2, `protocall: there is no command "nonsense"\n${see}`]);
});
