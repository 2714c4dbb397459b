/** Files around a .proto file that tell its import roots although they are no configuration of ours: which ones, and what each says. */
import { baseName, joinPath, resolvePath } from "../base/path.ts";
import { rootsOfBuildFile } from "./buildFiles.ts";
import { rootsOfCommands } from "./commandLines.ts";
import type { Root } from "./roots.ts";

export interface Listing {
  /** Names, not paths. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** What looking for evidence needs of the disk. */
export interface EvidenceFiles {
  read(path: string): string | undefined;
  list(folder: string): Listing | undefined;
}

const scripts =
  /^(?:(?:GNU)?[Mm]akefile|justfile|Justfile|Taskfile\.ya?ml|Jenkinsfile|Dockerfile|\.(?:gitlab-ci|travis)\.ya?ml|azure-pipelines\.ya?ml|package\.json|CMakeLists\.txt|generate\.go|.+\.(?:mk|sh|bash|ps1|bat|cmd|cmake))$/;
const buildFiles = /^(?:build\.gradle(?:\.kts)?|pom\.xml|build\.rs|CMakeLists\.txt|BUILD(?:\.bazel)?)$/;
/** Folders of scripts that are started from the folder above. */
const scriptFolders = ["scripts", "script", "hack", "tools", "bin", "build", "ci", ".github/workflows", ".circleci"];
/** Larger ones are no scripts, and there are not that many in one folder. */
const MAX_LENGTH = 512 * 1024;
const MAX_FILES = 60;

/** Whether a change of this file may change roots. */
export function isRootEvidence(path: string): boolean {
  const name = baseName(path);
  return (
    scripts.test(name) || buildFiles.test(name) || /\/(?:\.github\/workflows|\.circleci)\/[^/]+\.ya?ml$/.test(path)
  );
}

/** Roots that the scripts and build files of a folder name, and of the folders of scripts in it; only those that are there. */
export function evidenceIn(folder: string, top: string, disk: EvidenceFiles): readonly Root[] {
  const listing = disk.list(folder);
  if (!listing) return [];
  const out: Root[] = [];
  const look = (path: string, start: string): void => {
    if (!isRootEvidence(path)) return;
    const text = disk.read(path);
    if (text === undefined || text.length > MAX_LENGTH) return;
    for (const root of rootsOf(path, text, start, top)) if (disk.list(root.path)) out.push(root);
  };
  for (const name of listing.files.filter(n => isRootEvidence(joinPath(folder, n))).slice(0, MAX_FILES))
    look(joinPath(folder, name), folder);
  const first = new Set(listing.folders);
  for (const name of scriptFolders) {
    if (!first.has(name.split("/", 1)[0] as string)) continue;
    const at = joinPath(folder, name);
    for (const script of (disk.list(at)?.files ?? []).slice(0, MAX_FILES)) look(joinPath(at, script), folder);
  }
  return out;
}

function* rootsOf(file: string, text: string, folder: string, top: string): Generator<Root> {
  const name = baseName(file);
  const commands = name === "package.json" ? packageScripts(text) : text;
  for (const { path, text: written } of rootsOfCommands(commands, { folder, top }))
    yield { path, reason: { kind: "command", file, text: written } };
  if (!buildFiles.test(name)) return;
  for (const path of rootsOfBuildFile(file, text)) {
    const resolved = path.startsWith("/") ? resolvePath(top, `.${path}`) : resolvePath(folder, path);
    yield { path: resolved, reason: { kind: "build", file } };
  }
}

/** One script a line. */
function packageScripts(text: string): string {
  try {
    const { scripts: given } = JSON.parse(text) as { scripts?: Record<string, unknown> };
    return Object.values(given ?? {})
      .filter(s => typeof s === "string")
      .join("\n");
  } catch {
    return "";
  }
}
