/** What else carries the name of a package: the folders of its files, and options for generated code. */
import type { FileId } from "../link/world.ts";
import type { FileEdit } from "./draft.ts";
import type { Everywhere } from "./references.ts";
import { type FileMove, renameFiles } from "./renameFiles.ts";

/** Files that may move, and what their importers then write. */
export interface FolderMove {
  readonly moves: readonly FileMove[];
  readonly importEdits: readonly FileEdit[];
}

/**
 * Files in folders that are named like their package, `a/b/v1` for `a.b.v1`; `importers`: all files that see one of them. Yields the part
 * that is done.
 */
export function* packageFolders(
  s: Everywhere,
  inside: readonly FileId[],
  importers: Iterable<FileId>,
  from: string,
  newName: string,
): Generator<number, FolderMove> {
  const names = new Map<FileId, string>();
  const moves = inside.flatMap(file => {
    const name = s.importName(file);
    const after = renamedFolder(name, s.outline(file)?.package ?? "", from, newName);
    if (after === undefined || !file.endsWith(name)) return [];
    const to = file.slice(0, -name.length) + after;
    names.set(file, after);
    return [{ from: file, to }];
  });
  const isTaken = moves.some(({ to }) => s.outline(to) !== undefined);
  if (isTaken || moves.length === 0) return { moves: [], importEdits: [] };
  const importEdits = yield* renameFiles(s, importers, moves, file => names.get(file) ?? s.importName(file));
  return { moves, importEdits };
}

function renamedFolder(path: string, pkg: string, from: string, newName: string): string | undefined {
  const folders = path.split("/");
  const file = folders.pop() as string;
  const parts = pkg.split(".");
  const start = folders.length - parts.length;
  if (start < 0 || parts.some((part, i) => folders[start + i] !== part)) return undefined;
  folders[start + from.split(".").length - 1] = newName;
  return [...folders, file].join("/");
}

const generated = new Set(
  (
    "go_package java_package java_outer_classname csharp_namespace php_namespace php_metadata_namespace php_class_prefix " +
    "ruby_package swift_prefix objc_class_prefix"
  ).split(" "),
);

/** Options that name the package of generated code, which is a name of its own and stays; in the order in which files have them. */
export const generatedNames = (s: Everywhere, files: readonly FileId[]): readonly string[] => [
  ...new Set(files.flatMap(f => (s.outline(f)?.options ?? []).map(o => o.name).filter(name => generated.has(name)))),
];
