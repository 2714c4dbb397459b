/**
 * Import roots: the folders that an import's path is relative to. Where nothing configures them they are inferred from evidence, and
 * each says why it is one.
 */
import { ancestors, baseName, folderOf, joinPath, relativeTo } from "../base/path.ts";

export type RootReason =
  /** Given on the command line or by the setting. */
  | { readonly kind: "given" }
  /** Named by a configuration file. */
  | { readonly kind: "config"; readonly file: string }
  /** The file's package and its folders end alike. */
  | { readonly kind: "package"; readonly package: string }
  /** An import resolves from here. */
  | { readonly kind: "import"; readonly path: string }
  /** `go_package` of the file less the module of `go.mod` is the end of its folder, or imports begin with the module. */
  | { readonly kind: "go"; readonly file: string; readonly module: string }
  /** A build file names it, or its plugin takes it where nothing is said. */
  | { readonly kind: "build"; readonly file: string }
  /** A command line of protoc names it. */
  | { readonly kind: "command"; readonly file: string; readonly text: string }
  /** A module on which a `buf.yaml` depends, in Buf's cache; `file` lists it. */
  | { readonly kind: "dependency"; readonly file: string; readonly module: string }
  /** The folder that is open in the editor, or the file's own. */
  | { readonly kind: "folder" };

export interface Root {
  /** Absolute, without a trailing slash. */
  readonly path: string;
  /** What paths of imports begin with that is no folder below the root, as in Go: `github.com/acme/shop`. */
  readonly prefix?: string;
  /** Where only a part of the folder counts. */
  readonly limits?: Limits;
  readonly reason: RootReason;
}

/** Absolute folders. */
export interface Limits {
  /** Only what lies in one of these; all where there is none. */
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
}

/** What inference looks at of one file. */
export interface Evidence {
  readonly file: string;
  readonly package: string;
  readonly imports: readonly string[];
  /** The value of the option. */
  readonly goPackage?: string;
}

/** What inference asks of the world. */
export interface Surroundings {
  /** The innermost and the outermost folder that are open and hold the file; undefined for a loose file. */
  readonly inner: string | undefined;
  readonly outer: string | undefined;
  exists(path: string): boolean;
  /** Names of the folders in a folder. */
  foldersIn(folder: string): readonly string[];
  /** Roots that scripts and build files of a folder name. */
  named(folder: string): readonly Root[];
  /** The module that the `go.mod` of a folder declares. */
  goModule(folder: string): string | undefined;
  /** Keeps what was found beside a folder, as many files import the same. */
  readonly found: Map<string, string | undefined>;
}

/** Folders in which others lie that were brought along. */
const vendored = /^(?:third[_-]?party|vendor|vendors|external|deps|lib|libs|proto[_-]?deps|include)$/i;
/** Copies and results of builds, among which no source is looked for. */
const skipped = /^(?:\.|node_modules$|target$|dist$|out$|bazel-|__pycache__$)/;
const MAX_FOLDERS = 200;

/**
 * Roots for a file that no configuration speaks of, best evidence first: where its package points to, what scripts and build files
 * name, where its imports resolve from: above it, of Go's module, beside it, among what was brought along; then the open folder and its own.
 */
export function inferRoots(evidence: Evidence, around: Surroundings): Root[] {
  const { exists } = around;
  const roots = new Map<string, Root>();
  const add = (root: Root): void => {
    const key = `${root.path}\n${root.prefix ?? ""}`;
    if (!roots.has(key)) roots.set(key, root);
  };
  const folder = folderOf(evidence.file);
  const above = [...upTo(folder, around.outer)];
  const byPackage = rootBefore(folder, evidence.package.replaceAll(".", "/"));
  if (byPackage !== undefined && above.includes(byPackage))
    add({ path: byPackage, reason: { kind: "package", package: evidence.package } });
  // Of a loose file nobody knows how far up its project reaches.
  const near = around.outer === undefined ? [folder] : above;
  for (const at of near) around.named(at).forEach(add);
  const go = goRoots(evidence, folder, near, around);
  if (go.byPackage) add(go.byPackage);
  for (const path of evidence.imports) {
    if ([...roots.values()].some(root => exists(pathBelow(root, path)))) continue;
    const at = above.find(f => exists(joinPath(f, path)));
    if (at !== undefined) add({ path: at, reason: { kind: "import", path } });
    else if (go.module && exists(pathBelow(go.module, path))) add(go.module);
    else {
      const beside = besideThem(near, path, around);
      if (beside !== undefined) add({ path: beside, reason: { kind: "import", path } });
    }
  }
  add({ path: around.inner ?? folder, reason: { kind: "folder" } });
  add({ path: folder, reason: { kind: "folder" } });
  return [...roots.values()];
}

function* upTo(folder: string, bound: string | undefined): Generator<string> {
  for (const at of ancestors(folder)) {
    yield at;
    if (at === bound) return;
  }
}

/** `/repo/proto/acme/v1` less `acme/v1` → `/repo/proto`. */
function rootBefore(folder: string, end: string): string | undefined {
  if (end === "" || !folder.endsWith(`/${end}`)) return undefined;
  return folder.slice(0, -end.length - 1) || "/";
}

function goRoots(
  { goPackage }: Evidence,
  folder: string,
  near: readonly string[],
  around: Surroundings,
): { readonly byPackage?: Root; readonly module?: Root } {
  for (const at of near) {
    const module = around.goModule(at);
    if (module === undefined) continue;
    const reason = { kind: "go", file: joinPath(at, "go.mod"), module } as const;
    const path = goPackage?.replace(/;.*$/, "");
    const byPackage = path?.startsWith(`${module}/`) ? rootBefore(folder, path.slice(module.length + 1)) : undefined;
    return {
      module: { path: at, prefix: module, reason },
      ...(byPackage !== undefined && near.includes(byPackage) ? { byPackage: { path: byPackage, reason } } : {}),
    };
  }
  return {};
}

/** A folder in one of `near`, or among what was brought along in it, from which the path resolves; the nearest. */
function besideThem(near: readonly string[], path: string, around: Surroundings): string | undefined {
  for (const at of near) {
    const key = `${at}\n${path}`;
    if (!around.found.has(key)) around.found.set(key, besideIn(at, path, around));
    const found = around.found.get(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function besideIn(folder: string, path: string, around: Surroundings): string | undefined {
  const begin = path.split("/", 1)[0] as string;
  const below = (at: string): string[] =>
    around
      .foldersIn(at)
      .filter(name => !skipped.test(name))
      .slice(0, MAX_FOLDERS)
      .map(name => joinPath(at, name));
  const holds = (at: string): boolean =>
    (begin === path || around.foldersIn(at).includes(begin)) && around.exists(joinPath(at, path));
  const within = (at: string, depth: number): string | undefined => {
    if (depth === 0) return undefined;
    const folders = below(at);
    return folders.find(holds) ?? folders.map(f => within(f, depth - 1)).find(f => f !== undefined);
  };
  const beside = below(folder);
  // `src/main/proto` and `vendor/github.com/acme/repo` are as deep as it gets.
  const depthOf = (at: string): number => (vendored.test(baseName(at)) ? 3 : baseName(at) === "src" ? 2 : 0);
  return beside.find(holds) ?? beside.map(at => within(at, depthOf(at))).find(at => at !== undefined);
}

/** The file that the path of an import names below a root; a name that cannot be where the root does not count for the path. */
export function pathBelow(root: Root, path: string): string {
  const rest = root.prefix === undefined ? path : relativeTo(root.prefix, path);
  if (rest === undefined) return "";
  const file = joinPath(root.path, rest);
  return isWithin(root.limits, file) ? file : "";
}

/** Whether a file lies below a root and counts as its. */
export const holds = (root: Root, file: string): boolean =>
  relativeTo(root.path, file) !== undefined && isWithin(root.limits, file);

function isWithin(limits: Limits | undefined, file: string): boolean {
  if (!limits) return true;
  const isIn = (folder: string): boolean => relativeTo(folder, file) !== undefined;
  return (limits.includes.length === 0 || limits.includes.some(isIn)) && !limits.excludes.some(isIn);
}

/** The name by which a file is imported: relative to the first root that holds it. */
export function importNameOf(file: string, roots: readonly Root[]): string | undefined {
  for (const root of roots) {
    const name = holds(root, file) ? relativeTo(root.path, file) : undefined;
    if (name !== undefined) return root.prefix === undefined ? name : joinPath(root.prefix, name);
  }
  return undefined;
}
