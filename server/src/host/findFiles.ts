/** Files below a folder by their names, bounded in time: for generated code, which lies anywhere but among dependencies. */
import { readdir, readFile, stat } from "node:fs/promises";

const skipped = new Set([
  "node_modules",
  ".git",
  ".hg",
  ".svn",
  ".venv",
  "venv",
  "__pycache__",
  ".gradle",
  ".idea",
  ".vscode",
]);
const MAX_MS = 3000;
const MAX_BYTES = 8 * 1024 * 1024;

/** Paths of the files whose name `wanted` takes. What cannot be read is passed over; links to folders are not followed. */
export async function findFiles(folders: readonly string[], wanted: (name: string) => boolean): Promise<string[]> {
  const out: string[] = [];
  const pending = [...folders];
  const deadline = performance.now() + MAX_MS;
  while (pending.length && performance.now() < deadline) {
    // Several folders at once, as most of the time goes into waiting.
    await Promise.all(
      pending.splice(-16).map(async at => {
        for (const entry of await readdir(at, { withFileTypes: true }).catch(() => [])) {
          const path = at.endsWith("/") ? at + entry.name : `${at}/${entry.name}`;
          if (entry.isDirectory()) {
            if (!skipped.has(entry.name) && !entry.name.startsWith("bazel-")) pending.push(path);
          } else if (wanted(entry.name)) out.push(path);
        }
      }),
    );
  }
  return out.sort();
}

/** Undefined where the file is too large to be looked through, or cannot be read. */
export async function readSource(path: string): Promise<string | undefined> {
  try {
    return (await stat(path)).size > MAX_BYTES ? undefined : await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
