/** The .proto files below a folder. */
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

/** Absolute paths, folder by folder. A folder that cannot be read is passed over. Links to folders are not followed, so there are no cycles. */
export async function* findProtoFiles(folder: string): AsyncGenerator<string[]> {
  const pending = [folder];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    const files: string[] = [];
    for (const entry of entries) {
      const path = at.endsWith("/") ? at + entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name) && !entry.name.startsWith("bazel-")) pending.push(path);
      } else if (entry.name.endsWith(".proto")) files.push(path);
    }
    if (files.length) yield files;
  }
}
