/** The steps of a test run. Each returns what it counted and shows its own output. */
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { cleanEnvironment } from "../setup/environment.ts";
import { run } from "../setup/run.ts";
import { type Counts, one, sum, takeCounts } from "./counts.ts";

const MINUTES = 60_000;
/** Of a step. A slow machine is no mistake, but what hangs has to end. */
const limitMs = 60 * MINUTES;
/** Of a file of tests. */
const fileLimitMs = 15 * MINUTES;
const bin = (name: string): string => path.resolve("node_modules/.bin", name);

/** A program whose exit code is its verdict; its output is shown where it failed. */
async function verdict(program: string, args: readonly string[]): Promise<Counts> {
  const { code, output } = await run(program, args, { env: cleanEnvironment(), timeout: limitMs });
  if (code !== 0) console.log(output.trimEnd());
  return one(code === 0);
}

export const build = (args: readonly string[]): Promise<Counts> =>
  verdict(process.execPath, ["esbuild.mjs", ...args]);

export async function checkTypes(): Promise<Counts> {
  const projects = [".", "client/ui", "test/vscode"];
  return sum(await Promise.all(projects.map(project => verdict(bin("tsc"), ["-p", project, "--noEmit"]))));
}

export const lint = (): Promise<Counts> => verdict(bin("biome"), ["check", "--error-on-warnings"]);

/** The package as a user installs it, for the tests of the page. */
export const vsixFile = path.resolve("test/out/protocall.vsix");

export const makePackage = (): Promise<Counts> =>
  verdict(bin("vsce"), ["package", "--no-dependencies", "--no-rewrite-relative-links", "--out", vsixFile]);

/** Bundled files of `node:test` cases, in one `node --test`. */
export async function nodeTests(files: readonly string[]): Promise<Counts> {
  if (files.length === 0) return { passed: 0, failed: 0 };
  mkdirSync("test/out/results", { recursive: true });
  const results = path.resolve("test/out/results", `node-${process.pid}.json`);
  const reporter = path.resolve("test/out/run/reporter.mjs");
  const { code } = await run(
    process.execPath,
    [
      ...["--enable-source-maps", "--test", `--test-reporter=${reporter}`, "--test-reporter-destination=stdout"],
      ...[`--test-timeout=${fileLimitMs}`, ...files],
    ],
    { env: cleanEnvironment({ PROTOCALL_RESULTS: results }), stdio: "inherit", timeout: limitMs },
  );
  return takeCounts(results, code);
}

export async function vscodeTests(): Promise<Counts> {
  const { code } = await run(process.execPath, ["test/out/vscode/runSuite.mjs"], {
    env: cleanEnvironment({ PROTOCALL_SHIM_ARTIFACTS: path.resolve("test/out/vscode-failure") }),
    stdio: "inherit",
    timeout: limitMs,
  });
  return takeCounts(path.resolve("test/out/results/vscode.json"), code);
}

/** Bundled test files below a folder of `test/out`. */
export function bundledTests(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => {
      const at = path.join(folder, entry.name);
      if (entry.isDirectory()) return bundledTests(at);
      return entry.name.endsWith(".test.mjs") ? [at] : [];
    })
    .sort();
}
