/**
 * Runs a program in the extension host of a real VS Code: that of `VSCODE_EXECUTABLE_PATH`; else code-server where it is set up; else one
 * that @vscode/test-electron downloads.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runTests } from "@vscode/test-electron";
import { hasCodeServer } from "../setup/codeServer.ts";

const here = path.dirname(fileURLToPath(import.meta.url));

/** `program`: below this folder; exports `run`. In a new, empty workspace. A failure is the exit code of this process. */
export async function runInEditor(program: string, env: NodeJS.ProcessEnv): Promise<void> {
  const shim = hasCodeServer() ? path.join(here, "shim.mjs") : undefined;
  const editor = process.env.VSCODE_EXECUTABLE_PATH || shim;
  const workspace = mkdtempSync(path.join(tmpdir(), "protocall-workspace-"));
  try {
    await runTests({
      ...(editor ? { vscodeExecutablePath: editor } : {}),
      extensionDevelopmentPath: process.cwd(),
      extensionTestsPath: path.join(here, program),
      launchArgs: [workspace],
      extensionTestsEnv: { ...env, PROTOCALL_ROOT: process.cwd() },
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}
