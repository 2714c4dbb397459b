import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { run } from "../setup/run.ts";
import { checkSample } from "./checkSample.ts";
import { makeSample, modes, requestsFile, type Sample } from "./makeSample.ts";
import { cli } from "../support/cli.ts";

let sample: Sample;
before(async () => {
  sample = await makeSample();
});
after(() => sample?.remove());

/** What was printed; the marks alone. */
async function checked(): Promise<{ good: boolean; marks: string; lines: string[] }> {
  const lines: string[] = [];
  const good = await checkSample(sample, line => lines.push(line));
  const marks = lines.map(line => line[0]).filter(mark => mark === "✔" || mark === "✖");
  return { good, marks: marks.join(""), lines };
}

test("npm start -- --check: exit code 0, a result for each way to connect, nothing left behind", async () => {
  const { code, output } = await run(process.execPath, ["test/start.mjs", "--check", "--built"]);
  assert.equal(code, 0, output);
  for (const name of ["Plaintext", "TLS", "mTLS"])
    assert.match(
      output,
      new RegExp(`✔ ${name}: localhost:\\d+ shop\\.v1\\.Shop/GetItem → OK in \\d+ ms\n.*items/green-tea`),
    );
  const folder = /sample workspace: (.*)/.exec(output)?.[1];
  assert.ok(folder && !existsSync(folder), folder);
});

test("all requests of the sample are answered as they expect", async () => {
  const { code, out, err } = await cli(["run", requestsFile], { cwd: sample.folder });
  assert.equal(code, 0, out + err);
  assert.match(out, /6 as expected, 0 not/);
});

test("each thing that is wrong is told, and then not all is good", async () => {
  assert.equal((await checked()).marks, "✔✔✔✔✔");

  await sample.servers.mtls.stop();
  const unreachable = await checked();
  assert.deepEqual([unreachable.good, unreachable.marks], [false, "✔✔✔✔✖"]);
  assert.ok(unreachable.lines.some(line => line.includes(`Nothing listens on ${sample.servers.mtls.address}`)));

  writeFileSync(path.join(sample.folder, "proto/shop/v1/money.proto"), 'syntax = "proto3"; package shop.v1;');
  const broken = await checked();
  assert.deepEqual([broken.good, broken.marks], [false, "✖✖✖✖✖"]);
  assert.equal(
    broken.lines.filter(line => line.startsWith("✖ ") && /TLS|Plaintext/i.test(line)).length,
    modes.length,
  );
});
