/** Tries texts in a thread of its own, which is ended where a text takes longer than its budget. */
import path from "node:path";
import { Worker } from "node:worker_threads";
import { cpuMs } from "../support/cpuTime.ts";
import type { FuzzCase } from "./fuzzCase.ts";

/** Of processor time: a busy machine is no mistake. */
const BUDGET_MS = 2000;
/** What is out of time that often is slow itself, and not held up by the machine. */
const TRIES = 3;
const LOOK_MS = 250;
/** A thread that uses no processor and does not answer either waits for what never comes. */
const PATIENCE_MS = 60_000;

export class Trial {
  private worker: Worker | undefined;
  private answer: (why: string | undefined) => void = () => {};
  private isOutOfTime = false;

  /** What is wrong with a text; undefined where all is well. */
  async failure(given: FuzzCase): Promise<string | undefined> {
    let why = await this.once(given);
    for (let tries = 1; this.isOutOfTime && tries < TRIES; tries++) {
      await this.warmUp();
      why = await this.once(given);
    }
    return why;
  }

  /** The first text pays for the start of the thread; it is no case. */
  async warmUp(): Promise<void> {
    await this.once({ kind: "proto", text: "" });
  }

  private async once(given: FuzzCase): Promise<string | undefined> {
    this.isOutOfTime = false;
    this.worker ??= this.start();
    const answered = new Promise<string | undefined>(resolve => {
      this.answer = resolve;
    });
    const before = cpuMs();
    const started = performance.now();
    const timer = setInterval(() => {
      const used = cpuMs() - before;
      const waited = performance.now() - started;
      this.isOutOfTime = used > BUDGET_MS && waited > BUDGET_MS;
      if (this.isOutOfTime) this.end(`was not done after ${Math.round(used)} ms`);
      else if (waited > PATIENCE_MS) this.end(`did not answer for ${Math.round(waited)} ms`);
    }, LOOK_MS);
    this.worker.postMessage(given);
    try {
      return await answered;
    } finally {
      clearInterval(timer);
    }
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
    this.worker = undefined;
  }

  private start(): Worker {
    const worker = new Worker(path.resolve("test/out/js/fuzz/worker.mjs"));
    const isCurrent = (): boolean => this.worker === worker;
    worker.on("message", (why: string | null) => isCurrent() && this.answer(why ?? undefined));
    worker.on("error", error => isCurrent() && this.end(error.stack ?? String(error)));
    worker.on("exit", code => isCurrent() && this.end(`the thread ended with ${code}`));
    return worker;
  }

  private end(why: string): void {
    const { worker } = this;
    this.worker = undefined;
    void worker?.terminate();
    this.answer(why);
  }
}
