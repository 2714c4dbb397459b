/** Twenty seconds of changed and random texts; the same ones in each run. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";

test("no text makes the front end or a feature throw, hang or lose a character", async t => {
  const child = spawn(process.execPath, ["test/out/js/fuzz/fuzz.mjs", "--seconds", "20", "--seed", "1"]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", text => (said += text));
  const code = await new Promise(resolve => child.once("close", resolve));
  t.diagnostic(said.trim().split("\n").at(-1) ?? "");
  assert.equal(code, 0, said);
});
