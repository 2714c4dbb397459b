/** Runs the cases of `suite` in the extension host of a real VS Code. Writes counts to `test/out/results/vscode.json`. */
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { runInEditor } from "./runInEditor.mts";

const results = path.resolve("test/out/results");
mkdirSync(results, { recursive: true });
const counts = path.join(results, "vscode.json");
rmSync(counts, { force: true });
await runInEditor("suite/run.cjs", { PROTOCALL_TESTS_COUNTS: counts });
