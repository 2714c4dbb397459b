/** Paths of imports, and packages, as the files of the workspace have them. */
import { folderOf } from "../../base/path.ts";
import type { Span } from "../../base/span.ts";
import type { FileId } from "../../link/world.ts";
import type { Cursor } from "./cursor.ts";
import { type Candidates, type Completions, type Proposal, value } from "./proposal.ts";

const MAX_PATHS = 5000;

export function importPaths(s: Candidates, file: FileId, span: Span): Completions {
  const already = new Set(s.outline(file)?.imports.map(i => i.path));
  const own = s.importName(file);
  const proposals: Proposal[] = [];
  for (const path of s.importPaths(file)) {
    if (path === own || already.has(path)) continue;
    if (proposals.length >= MAX_PATHS) return { proposals, cut: true };
    proposals.push({
      label: path,
      kind: "file",
      span,
      text: path,
      rank: path.startsWith("google/protobuf/") ? 1 : 0,
    });
  }
  return { proposals, cut: false };
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
