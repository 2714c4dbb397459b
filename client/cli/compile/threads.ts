/** Threads that compile a list of files together: one for each core. */
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { newFlags, type TakenFlags } from "./claims.ts";
import type { CompiledFile, CompileOptions, FileToCompile } from "./compileFile.ts";

const MOST_THREADS = 8;
/** A compiler makes many values that live for one file; the main thread's room for them is fixed when the process starts. */
const YOUNG_MB = 160;

export interface ThreadData {
  /** As given by `-I`. */
  readonly roots: readonly string[];
  readonly options: CompileOptions;
}
export interface ToThread {
  readonly files: readonly FileToCompile[];
  readonly taken: TakenFlags;
  readonly lane: number;
  readonly lanes: number;
}
/** Some results, or that the lane has come to its end. */
export type FromThread = readonly CompiledFile[] | "done";

export class Threads {
  private workers: Worker[] = [];
  private readonly data: ThreadData;

  constructor(data: ThreadData) {
    this.data = data;
  }

  get areStarted(): boolean {
    return this.workers.length > 0;
  }

  /** Returns at once; until they are ready the main thread can do something else. */
  start(): void {
    if (this.areStarted) return;
    const file = path.resolve(import.meta.dirname ?? __dirname, "compileThread.js");
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: 4096 };
    const count = Math.min(availableParallelism(), MOST_THREADS);
    this.workers = Array.from({ length: count }, () => new Worker(file, { workerData: this.data, resourceLimits }));
  }

  async compile(files: readonly FileToCompile[], take: (results: readonly CompiledFile[]) => void): Promise<void> {
    const taken = newFlags(files.length);
    const lanes = this.workers.length;
    await Promise.all(
      this.workers.map((worker, lane) => {
        worker.postMessage({ files, taken, lane, lanes } satisfies ToThread);
        return new Promise<void>((resolve, reject) => {
          const hear = (message: FromThread): void => {
            if (message !== "done") return take(message);
            worker.off("message", hear).off("error", reject);
            resolve();
          };
          worker.on("message", hear).on("error", reject);
        });
      }),
    );
  }

  async end(): Promise<void> {
    await Promise.all(this.workers.map(worker => worker.terminate()));
  }
}
