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

/** By the name of a folder. */
export const isSkippedFolder = (name: string): boolean => skipped.has(name) || name.startsWith("bazel-");
