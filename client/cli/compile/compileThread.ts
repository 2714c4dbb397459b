/** A thread that compiles one lane of each list that it is given. */
import { parentPort, workerData } from "node:worker_threads";
import { openProject } from "../project.ts";
import { Claims } from "./claims.ts";
import type { FromThread, ThreadData, ToThread } from "./threads.ts";
import { compileLane } from "./compileLane.ts";

const { roots, options } = workerData as ThreadData;
const project = openProject(roots);
const send = (message: FromThread, buffers: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, buffers);

parentPort?.on("message", ({ files, taken, lane, lanes }: ToThread) => {
  compileLane(project, { claims: new Claims(files, taken), lane, lanes }, options, results => {
    const buffers = new Set(results.flatMap(({ entry }) => (entry ? [entry.buffer as ArrayBuffer] : [])));
    send(results, [...buffers]);
  });
  send("done");
});
