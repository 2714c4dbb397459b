/** The thread that tries texts: it may be ended at any time. A text comes in, what is wrong with it goes out. */
import { parentPort } from "node:worker_threads";
import { askEverything, protoUri, requestUri } from "./askEverything.ts";
import { tryFrontEnd } from "./frontEnd.ts";
import type { FuzzCase } from "./fuzzCase.ts";
import { tryRequestFrontEnd } from "./requestFrontEnd.ts";

parentPort?.on("message", async ({ kind, text }: FuzzCase) => {
  let why: string | undefined;
  try {
    if (kind === "proto") tryFrontEnd(text);
    else tryRequestFrontEnd(text);
    await askEverything(text, kind === "proto" ? protoUri : requestUri);
  } catch (error) {
    why = (error as Error).stack ?? String(error);
  }
  parentPort?.postMessage(why ?? null);
});
