/**
 * Runs the cases of `suite` in the extension host of a real VS Code: that of `VSCODE_EXECUTABLE_PATH`; else code-server where it is set
 * up; else one that @vscode/test-electron downloads. Writes counts to `test/out/results/vscode.json`.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runTests } from "@vscode/test-electron";
import { hasCodeServer } from "../setup/codeServer.ts";

const here = path.dirname(fileURLToPath(import.meta.url));
const shim = hasCodeServer() ? path.join(here, "shim.mjs") : undefined;
const editor = process.env.VSCODE_EXECUTABLE_PATH || shim;
const results = path.resolve("test/out/results");
mkdirSync(results, { recursive: true });
const counts = path.join(results, "vscode.json");
rmSync(counts, { force: true });

const workspace = mkdtempSync(path.join(tmpdir(), "protocall-workspace-"));
try {
  await runTests({
    ...(editor ? { vscodeExecutablePath: editor } : {}),
    extensionDevelopmentPath: process.cwd(),
    extensionTestsPath: path.join(here, "suite/run.cjs"),
    launchArgs: [workspace],
    extensionTestsEnv: { PROTOCALL_TESTS_COUNTS: counts, PROTOCALL_ROOT: process.cwd() },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
