/** The thread that tries texts: it may be ended at any time. A text comes in, what is wrong with it goes out. */
import { parentPort } from "node:worker_threads";
import { askEverything } from "./askEverything.ts";
import { tryFrontEnd } from "./frontEnd.ts";

parentPort?.on("message", async (text: string) => {
  let why: string | undefined;
  try {
    tryFrontEnd(text);
    await askEverything(text);
  } catch (error) {
    why = (error as Error).stack ?? String(error);
  }
  parentPort?.postMessage(why ?? null);
});
