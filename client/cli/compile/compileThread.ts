/** The thread that compiles shares of a workspace. */
import { parentPort, workerData } from "node:worker_threads";
import { openProject } from "../project.ts";
import type { FromThread, ThreadData, ToThread } from "./compileAll.ts";
import { compileFile } from "./compileFile.ts";

const { roots, options } = workerData as ThreadData;
const project = openProject(roots);

parentPort?.on("message", (share: ToThread) => {
  const results: FromThread = share.map(file => compileFile(project, file, options));
  const buffers = results.flatMap(({ entry }) => (entry ? [entry.buffer as ArrayBuffer] : []));
  parentPort?.postMessage(results, buffers);
});
