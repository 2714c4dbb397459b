/** Paths of imports, and packages, as the files of the workspace have them. */
import { folderOf } from "../../base/path.ts";
import type { Span } from "../../base/span.ts";
import type { FileId } from "../../link/world.ts";
import type { Cursor } from "./cursor.ts";
import { type Candidates, type Completions, type Proposal, value } from "./proposal.ts";

const MAX_PATHS = 500;

/** Paths that hold what is typed; those that begin with it first. */
export function importPaths(s: Candidates, file: FileId, span: Span, typed: string): Completions {
  const already = new Set(s.outline(file)?.imports.map(i => i.path));
  // The path that is being changed is an import already.
  already.delete(s.tree(file)?.source.slice(span.start, span.end) ?? "");
  const own = s.importName(file);
  const lower = typed.toLowerCase();
  const starting: string[] = [];
  const holding: string[] = [];
  for (const path of s.importPaths(file)) {
    if (path === own || already.has(path)) continue;
    const at = path.toLowerCase().indexOf(lower);
    if (at === 0) starting.push(path);
    else if (at > 0) holding.push(path);
  }
  // Nearer files first: a path shares more of its folders with this one.
  const folder = folderOf(own);
  const near = starting.map(path => ({ path, shared: sharedFolders(folder, path) }));
  near.sort((a, b) => b.shared - a.shared);
  const all = [...near.map(n => n.path), ...holding];
  const proposals = all.slice(0, MAX_PATHS).map(
    (path): Proposal => ({
      label: path,
      kind: "file",
      span,
      text: path,
      rank: path.startsWith("google/protobuf/") ? 1 : folderOf(path) === folder ? 0 : 2,
    }),
  );
  return { proposals, cut: all.length > MAX_PATHS };
}

/** How many folders from the root two paths have in common. */
function sharedFolders(folder: string, path: string): number {
  let shared = 0;
  for (let i = 0; i < folder.length && i < path.length && folder[i] === path[i]; i++) if (folder[i] === "/") shared++;
  return shared;
}

/** The package that the file's folder stands for, and those of files beside it. */
export function packageNames(s: Candidates, file: FileId, cursor: Cursor): Proposal[] {
  const name = s.importName(file);
  const folder = folderOf(name);
  const byFolder = folder.split("/").map(part => part.replaceAll(/\W/g, "_"));
  const names = new Set(folder ? [byFolder.join(".")] : []);
  for (const path of s.importPaths(file)) {
    if (folderOf(path) !== folder) continue;
    const sibling = s.resolveImport(file, path);
    const pkg = sibling === undefined || sibling === file ? undefined : s.outline(sibling)?.package;
    if (pkg) names.add(pkg);
  }
  return [...names].map((text, rank) => value(text, cursor.name, rank, { kind: "package" }));
}
