/**
 * Many files judged and encoded: a few in this thread, a whole workspace in one thread for each core. Threads have room for young values,
 * as a compiler makes many that live for one file; the main thread's is fixed when the process starts.
 */
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { FileId } from "../../../server/src/link/world.ts";
import type { Project } from "../project.ts";
import { type CompiledFile, type CompileOptions, compileFile, type FileToCompile } from "./compileFile.ts";

/** Below this starting threads costs more than it saves. */
const FEW = 300;
/** What a thread gets at a time: neighbours, as files of a folder import each other. */
const SHARE = 60;
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
export type ToThread = readonly FileToCompile[];
export type FromThread = readonly CompiledFile[];

/** Results by file: first the files themselves in their order, then what they import as it was found. */
export async function compileAll(
  project: Project,
  files: readonly FileToCompile[],
  options: CompileAllOptions,
): Promise<ReadonlyMap<FileId, CompiledFile>> {
  const threads = files.length < FEW ? 1 : Math.min(availableParallelism(), MOST_THREADS);
  const work = new Work(files, threads, options.imports);
  if (threads > 1) await inThreads(work, threads, options);
  else
    for (let share = work.take(0); share.length > 0; share = work.take(0))
      work.done(share.map(file => compileFile(project, file, options)));
  return work.results;
}

/** What is still to do, and what came of it. */
class Work {
  private readonly found = new Map<FileId, CompiledFile | undefined>();
  /** A thread works through its own lane, so that few files are read by more than one; then it helps the others from the end of theirs. */
  private readonly lanes: FileToCompile[][];
  private readonly imports: "leave" | "follow";

  constructor(files: readonly FileToCompile[], lanes: number, imports: "leave" | "follow") {
    const length = Math.ceil(files.length / lanes);
    this.lanes = Array.from({ length: lanes }, (_, i) => files.slice(i * length, (i + 1) * length));
    for (const { file } of files) this.found.set(file, undefined);
    this.imports = imports;
  }

  take(lane: number): FileToCompile[] {
    const own = this.lanes[lane]?.splice(0, SHARE) ?? [];
    if (own.length > 0) return own;
    const longest = this.lanes.reduce((a, b) => (b.length > a.length ? b : a));
    return longest.splice(-Math.min(SHARE, Math.ceil(longest.length / 2)));
  }

  done(results: readonly CompiledFile[]): void {
    for (const result of results) {
      this.found.set(result.file, result);
      if (this.imports === "leave") continue;
      for (const file of result.imports) {
        if (this.found.has(file)) continue;
        this.found.set(file, undefined);
        this.lanes[0]?.push({ file, shown: path.relative(".", file) });
      }
    }
  }

  get results(): ReadonlyMap<FileId, CompiledFile> {
    return this.found as ReadonlyMap<FileId, CompiledFile>;
  }
}

async function inThreads(work: Work, count: number, { roots, descriptors }: CompileAllOptions): Promise<void> {
  const file = path.resolve(import.meta.dirname ?? __dirname, "compileThread.js");
  const workerData: ThreadData = { roots, options: { descriptors } };
  const threads = Array.from({ length: count }, () => {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: 4096 };
    return new Worker(file, { workerData, resourceLimits });
  });
  try {
    // One that has nothing to do now may have later, when another finds imports.
    const idle = new Set<Worker>();
    await new Promise<void>((resolve, reject) => {
      const next = (thread: Worker): void => {
        const share = work.take(threads.indexOf(thread));
        if (share.length > 0) {
          idle.delete(thread);
          thread.postMessage(share satisfies ToThread);
        } else if (idle.add(thread).size === threads.length) resolve();
      };
      for (const thread of threads) {
        thread.on("message", (results: FromThread) => {
          work.done(results);
          for (const other of [thread, ...idle]) next(other);
        });
        thread.on("error", reject);
        next(thread);
      }
    });
  } finally {
    await Promise.all(threads.map(thread => thread.terminate()));
  }
}
