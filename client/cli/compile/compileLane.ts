/**
 * One thread's part of a list of files. What a file imports is compiled first: then its text and tree go while they are young, and all that
 * stays for those that import it is its outline.
 */
import { ByteWriter } from "../../../server/src/base/byteWriter.ts";
import type { FileId } from "../../../server/src/link/world.ts";
import type { Project } from "../project.ts";
import type { Claims } from "./claims.ts";
import {
  type CompiledFile,
  type CompileOptions,
  compileFile,
  type FileToCompile,
  importsOf,
  type JudgedFile,
} from "./compileFile.ts";

/** So many results are handed on at a time. */
const BATCH = 100;

export interface Lane {
  readonly claims: Claims;
  /** Of so many lanes, this is the one of that number, from 0. */
  readonly lane: number;
  readonly lanes: number;
}

interface Step extends FileToCompile {
  readonly imports: readonly FileId[];
  at: number;
}

/** `handOn` gets all results of the lane, some at a time; the entries of one time share a buffer. */
export function compileLane(
  project: Project,
  { claims, lane, lanes }: Lane,
  options: CompileOptions,
  handOn: (results: readonly CompiledFile[]) => void,
): void {
  const batch = new Batch();
  const enter = (claimed: FileToCompile): Step => ({
    ...claimed,
    imports: importsOf(project.db, claimed.file),
    at: 0,
  });
  for (const first of claims.lane(lane, lanes)) {
    // Without recursion, as chains of imports may be long.
    const path = [enter(first)];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const next = step.imports[step.at++];
      if (next === undefined) {
        path.pop();
        batch.add(bytes => compileFile(project, step as Step, options, bytes));
        if (batch.size === BATCH) handOn(batch.take());
        continue;
      }
      const claimed = claims.claim(next);
      if (claimed) path.push(enter(claimed));
    }
  }
  if (batch.size > 0) handOn(batch.take());
}

/** Results whose entries lie behind one another in one buffer. */
class Batch {
  private readonly bytes = new ByteWriter(1 << 20);
  private parts: { readonly judged: JudgedFile; readonly start: number; readonly end: number }[] = [];

  get size(): number {
    return this.parts.length;
  }

  add(judge: (bytes: ByteWriter) => JudgedFile): void {
    const start = this.bytes.length;
    const judged = judge(this.bytes);
    this.parts.push({ judged, start, end: this.bytes.length });
  }

  take(): CompiledFile[] {
    const bytes = this.bytes.bytes();
    const results = this.parts.map(({ judged, start, end }) =>
      start === end ? judged : { ...judged, entry: bytes.subarray(start, end) },
    );
    this.bytes.reset();
    this.parts = [];
    return results;
  }
}
