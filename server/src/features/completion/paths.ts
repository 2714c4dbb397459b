/** Paths of imports, and packages, as the files of the workspace have them. */
import { folderOf } from "../../base/path.ts";
import type { Span } from "../../base/span.ts";
import type { FileId } from "../../link/world.ts";
import type { Cursor } from "./cursor.ts";
import { type Candidates, type Completions, type Proposal, value } from "./proposal.ts";
import { wantedImports } from "./wantedImports.ts";

const MAX_PATHS = 500;
/** Of paths that have what is typed somewhere in the middle. */
const HOLDING = 5;

/** Paths that hold what is typed: first those that the file waits for, then those that its neighbours import, then near ones. */
export function importPaths(s: Candidates, file: FileId, span: Span, typed: string): Completions {
  const outline = s.outline(file);
  const already = new Set(outline?.imports.map(i => i.path));
  // The path that is being changed is an import already.
  already.delete(s.tree(file)?.source.slice(span.start, span.end) ?? "");
  const own = s.importName(file);
  const folder = folderOf(own);
  const lower = typed.toLowerCase();
  const neighbours = new Map<string, number>();
  const starting: string[] = [];
  const holding: string[] = [];
  for (const path of s.importPaths(file)) {
    if (path === own) continue;
    if (folderOf(path) === folder) countImports(s, file, path, neighbours);
    if (already.has(path)) continue;
    const at = path.toLowerCase().indexOf(lower);
    if (at === 0) starting.push(path);
    else if (at > 0) holding.push(path);
  }
  const wanted = wantedPaths(s, file);
  const rankOf = (path: string): number => {
    if (wanted.has(path)) return 0;
    if (neighbours.has(path)) return 1;
    return folderOf(path) === folder ? 2 : path.startsWith("google/protobuf/") ? 3 : 4;
  };
  const ranked = starting.map(path => {
    const rank = rankOf(path);
    // Of what neighbours import the most frequent first; of others what shares more of its folders with this file.
    return { path, rank, weight: rank === 1 ? (neighbours.get(path) ?? 0) : sharedFolders(folder, path) };
  });
  ranked.sort((a, b) => a.rank - b.rank || b.weight - a.weight);
  const all = [...ranked, ...holding.map(path => ({ path, rank: HOLDING }))];
  const proposals = all
    .slice(0, MAX_PATHS)
    .map(({ path, rank }): Proposal => ({ label: path, kind: "file", span, text: path, rank }));
  return { proposals, cut: all.length > MAX_PATHS };
}

/** Adds what a file beside this one imports. */
function countImports(s: Candidates, file: FileId, path: string, counts: Map<string, number>): void {
  const neighbour = s.resolveImport(file, path);
  if (neighbour === undefined || neighbour === file) return;
  for (const i of s.outline(neighbour)?.imports ?? []) counts.set(i.path, (counts.get(i.path) ?? 0) + 1);
}

function wantedPaths(s: Candidates, file: FileId): Set<string> {
  const [tree, linked] = [s.tree(file), s.linked(file)];
  if (!tree || !linked) return new Set();
  const paths = [...wantedImports(s, tree, linked)].map(other => s.pathTo(file, other));
  return new Set(paths.filter(path => path !== undefined));
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
