/** Writes all files or none: they are written aside first, then moved to their places; a move that fails takes back those before it. */
import { mkdir, mkdtemp, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { StubsFailure } from "./failures.ts";
import type { OutputFile } from "./generation.ts";

/** `folder`: absolute; made if it is not there. Names and folder have been judged. Undefined: all is written. */
export async function writeFiles(folder: string, files: readonly OutputFile[]): Promise<StubsFailure | undefined> {
  if (files.length === 0) return undefined;
  const undo: (() => Promise<unknown>)[] = [];
  let aside: string | undefined;
  let name = folder;
  try {
    await makeFolder(folder, undo);
    // On the same disk as the folder, so that moving is renaming.
    const scratch = await mkdtemp(path.join(folder, ".protocall-"));
    aside = scratch;
    for (const [index, file] of files.entries()) {
      name = file.name;
      await writeFile(path.join(scratch, `${index}.new`), file.content);
    }
    for (const [index, file] of files.entries()) {
      name = file.name;
      const at = path.join(folder, ...file.name.split("/"));
      const old = path.join(scratch, `${index}.old`);
      await makeFolder(path.dirname(at), undo);
      if (await moved(at, old)) undo.push(() => rename(old, at));
      await rename(path.join(scratch, `${index}.new`), at);
      undo.push(() => rm(at));
    }
    return undefined;
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => undefined);
    return { kind: "not-written", name, detail: (error as Error).message };
  } finally {
    if (aside !== undefined) await rm(aside, { recursive: true, force: true });
  }
}

/** False where there is nothing to move. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

async function makeFolder(folder: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  // The topmost of those that were made.
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  const made: string[] = [];
  for (let at = folder; ; at = path.dirname(at)) {
    made.unshift(at);
    if (at === first) break;
  }
  undo.push(...made.map(at => () => rmdir(at)));
}
