/** Many files judged and encoded: a few in this thread, a whole workspace in threads. */
import path from "node:path";
import type { FileId } from "../../../server/src/link/world.ts";
import type { Project } from "../project.ts";
import { Claims, newFlags } from "./claims.ts";
import type { CompiledFile, CompileOptions, FileToCompile } from "./compileFile.ts";
import { compileLane } from "./compileLane.ts";
import type { Threads } from "./threads.ts";

export interface CompileAllOptions extends CompileOptions {
  /** `follow`: what the files import is compiled too, directly or not. */
  readonly imports: "leave" | "follow";
}

/** By `threads` where they are started. Results by file: first the files themselves in their order, then what they import as it was found. */
export async function compileAll(
  project: Project,
  threads: Threads,
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
  while (waiting.length > 0) {
    if (threads.areStarted) await threads.compile(waiting, take);
    else {
      const claims = new Claims(waiting, newFlags(waiting.length));
      compileLane(project, { claims, lane: 0, lanes: 1 }, options, take);
    }
    waiting = further;
    further = [];
  }
  return found as ReadonlyMap<FileId, CompiledFile>;
}
