/**
 * Many files judged and encoded: a few in this thread, a whole workspace in one thread for each core. Threads have room for young values,
 * as a compiler makes many that live for one file; the main thread's is fixed when the process starts.
 */
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { FileId } from "../../../server/src/link/world.ts";
import type { Project } from "../project.ts";
import { Claims, newFlags, type TakenFlags } from "./claims.ts";
import type { CompiledFile, CompileOptions, FileToCompile } from "./compileFile.ts";
import { compileLane } from "./compileLane.ts";

/** Below this starting threads costs more than it saves. */
const FEW = 300;
const MOST_THREADS = 8;
const YOUNG_MB = 160;

export interface CompileAllOptions extends CompileOptions {
  /** `follow`: what the files import is compiled too, directly or not. */
  readonly imports: "leave" | "follow";
  /** As given by `-I`. */
  readonly roots: readonly string[];
}

export interface ThreadData {
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

/** Results by file: first the files themselves in their order, then what they import as it was found. */
export async function compileAll(
  project: Project,
  files: readonly FileToCompile[],
  options: CompileAllOptions,
): Promise<ReadonlyMap<FileId, CompiledFile>> {
  const found = new Map<FileId, CompiledFile | undefined>(files.map(({ file }) => [file, undefined]));
  let waiting = files;
  let further: FileToCompile[] = [];
  const take = (results: readonly CompiledFile[]): void => {
    for (const result of results) {
      found.set(result.file, result);
      if (options.imports === "leave") continue;
      for (const file of result.imports) {
        if (found.has(file)) continue;
        found.set(file, undefined);
        further.push({ file, shown: path.relative(".", file) });
      }
    }
  };
  const threads = new Threads(options);
  try {
    while (waiting.length > 0) {
      if (waiting.length < FEW) {
        const claims = new Claims(waiting, newFlags(waiting.length));
        compileLane(project, { claims, lane: 0, lanes: 1 }, options, take);
      } else await threads.compile(waiting, take);
      waiting = further;
      further = [];
    }
  } finally {
    await threads.end();
  }
  return found as ReadonlyMap<FileId, CompiledFile>;
}

/** Started when they are needed. */
class Threads {
  private workers: Worker[] = [];
  private readonly data: ThreadData;

  constructor({ roots, descriptors }: CompileAllOptions) {
    this.data = { roots, options: { descriptors } };
  }

  async compile(files: readonly FileToCompile[], take: (results: readonly CompiledFile[]) => void): Promise<void> {
    this.start();
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

  private start(): void {
    if (this.workers.length > 0) return;
    const file = path.resolve(import.meta.dirname ?? __dirname, "compileThread.js");
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: 4096 };
    const count = Math.min(availableParallelism(), MOST_THREADS);
    this.workers = Array.from({ length: count }, () => new Worker(file, { workerData: this.data, resourceLimits }));
  }
}
