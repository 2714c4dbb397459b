/** Runs a generator in a thread of its own, which is ended when the user gives up or the time is over. */
import { Worker } from "node:worker_threads";
import type { StubsFailure } from "./failures.ts";
import type { Produce, Produced } from "./generation.ts";

/** A file of some thousand messages takes a few seconds. */
const LIMIT_SECONDS = 120;

/** `file`: the bundle `client/out/stubsWorker.js`. */
export function produceInWorker(file: string, limitSeconds = LIMIT_SECONDS): Produce {
  return (generation, signal) =>
    new Promise<Produced>(resolve => {
      const fail = (failure: StubsFailure): void => finish({ ok: false, failure });
      if (signal.aborted) return resolve({ ok: false, failure: { kind: "cancelled" } });
      const worker = new Worker(file, { workerData: generation, env: {}, execArgv: [] });
      const cancel = (): void => fail({ kind: "cancelled" });
      const timer = setTimeout(() => fail({ kind: "too-slow", seconds: limitSeconds }), limitSeconds * 1000);
      signal.addEventListener("abort", cancel, { once: true });
      worker.once("message", (produced: Produced) => finish(produced));
      worker.once("error", error => fail({ kind: "generator", detail: error.message }));
      worker.once("exit", code =>
        fail({
          kind: "generator",
          detail: { en: `it ended with code ${code}`, ko: `코드 ${code}(으)로 끝났습니다` },
        }),
      );

      /** The first that says how it went is heard. */
      function finish(produced: Produced): void {
        clearTimeout(timer);
        signal.removeEventListener("abort", cancel);
        void worker.terminate();
        resolve(produced);
      }
    });
}
