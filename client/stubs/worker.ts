/** The thread that runs a generator: is given a `Generation`, answers with what was produced, writes nothing. */
import { parentPort, workerData } from "node:worker_threads";
import type { Generation } from "./generation.ts";
import { runTarget } from "./runTarget.ts";

parentPort?.postMessage(runTarget(workerData as Generation));
