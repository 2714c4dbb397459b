/** Files of one kind below a folder: .proto files, request documents. */
import { readdir } from "node:fs/promises";

/** Folders in which no source of the user's lies. */
const skipped = new Set([
  "node_modules",
  ".git",
  ".hg",
  ".svn",
  "bazel-bin",
  "bazel-out",
  "bazel-testlogs",
  "target",
  "dist",
  "out",
  "build",
  ".gradle",
  ".venv",
  "__pycache__",
]);

export const findProtoFiles = (folder: string): AsyncGenerator<string[]> =>
  findFiles(folder, name => name.endsWith(".proto"));

/** Absolute paths, folder by folder. A folder that cannot be read is passed over. Links to folders are not followed, so there are no cycles. */
export async function* findFiles(folder: string, isWanted: (name: string) => boolean): AsyncGenerator<string[]> {
  const pending = [folder];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    const files: string[] = [];
    for (const entry of entries) {
      const path = at.endsWith("/") ? at + entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name) && !entry.name.startsWith("bazel-")) pending.push(path);
      } else if (isWanted(entry.name)) files.push(path);
    }
    if (files.length) yield files;
  }
}
