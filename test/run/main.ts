/**
 * `npm test [-- --only PATH…] [--skip-setup]`. Installs what is missing, builds, checks types and style, runs all tests, and ends with
 * a line that says how many passed and failed.
 *
 *   --only PATH     a test file or a folder below `test`; repeats. Neither types nor style are checked.
 *   --skip-setup    installs and downloads nothing
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { setUp } from "../setup/setUp.ts";
import { type Counts, sum } from "./counts.ts";
import { build, bundledTests, checkTypes, lint, makePackage, nodeTests, vscodeTests } from "./steps.ts";

/** Tests of these folders start programs of the product or servers of others. */
const processFolders = ["lsp", "rpc", "cli", "stubs", "conformance", "start"];

const { values } = parseArgs({
  options: { only: { type: "string", multiple: true }, "skip-setup": { type: "boolean" } },
});
const only = (values.only ?? []).map(given => path.relative(".", given).replaceAll("\\", "/"));
for (const given of only)
  if (!existsSync(given)) {
    console.error(`there is no ${given}`);
    process.exit(2);
  }

const started = Date.now();
const counted: Counts[] = [];

async function step(name: string, work: () => Promise<Counts>): Promise<boolean> {
  const from = Date.now();
  console.log(`— ${name}`);
  const counts = await work();
  counted.push(counts);
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  console.log(`  ${counts.passed} passed, ${counts.failed} failed (${seconds} s)\n`);
  return counts.failed === 0;
}

async function setUpStep(): Promise<Counts> {
  const missing = await setUp(line => console.log(`  ${line}`));
  for (const line of missing) console.log(`  ${line}`);
  return { passed: 0, failed: missing.length };
}

const isBelow = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);
const wants = (folder: string): boolean =>
  only.length === 0 || only.some(given => isBelow(given, folder) || isBelow(folder, given));

async function everything(): Promise<void> {
  await step("build", () => build(["--tests"]));
  await step("types", checkTypes);
  await step("style", lint);
  const tests = bundledTests("test/out/js");
  const isProcess = (file: string): boolean => processFolders.some(name => isBelow(file, `test/out/js/${name}`));
  await step("unit tests", () => nodeTests(tests.filter(file => !isProcess(file))));
  await step("tests with processes", () => nodeTests(tests.filter(isProcess)));
  await step("tests in VS Code", vscodeTests);
  if (await step("package", makePackage))
    await step("tests of the page", () => nodeTests(bundledTests("test/out/vscode/ui")));
}

async function someTests(): Promise<void> {
  const needsProduct = [...processFolders, "vscode", "tidy"].some(name => wants(`test/${name}`));
  const good = await step("build", () => build([needsProduct ? "--tests" : "--tests-only", ...only]));
  if (!good) console.log("  going on with what could be built\n");
  const bundled = bundledTests("test/out/js").filter(file =>
    only.some(given => isBelow(file.replace("test/out/js", "test").replace(/\.mjs$/, ".ts"), given)),
  );
  if (bundled.length > 0) await step("tests", () => nodeTests(bundled));
  if (wants("test/vscode/suite")) await step("tests in VS Code", vscodeTests);
  if (wants("test/vscode/ui") && (await step("package", makePackage)))
    await step("tests of the page", () => nodeTests(bundledTests("test/out/vscode/ui")));
}

if (!values["skip-setup"]) await step("set-up", setUpStep);
await (only.length > 0 ? someTests() : everything());

const total = sum(counted);
console.log(`took ${Math.round((Date.now() - started) / 1000)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
