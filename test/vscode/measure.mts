/** Runs `measure` in the extension host of a real VS Code, as `runSuite` runs the cases. `node measure.mjs FILE` writes its numbers. */
import { runInEditor } from "./runInEditor.mts";

const [file] = process.argv.slice(2);
if (!file) throw new Error("give the file to write");
await runInEditor("measure/run.cjs", { PROTOCALL_MEASURES: file });
