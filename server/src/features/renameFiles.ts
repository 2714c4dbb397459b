/** Imports that follow when files are renamed or moved to other folders. */
import type { FileId } from "../link/world.ts";
import type { FileEdit } from "./draft.ts";
import { spanOfNode } from "./declSpan.ts";
import { insideQuotes } from "./occurrences.ts";
import type { Everywhere } from "./references.ts";
import { stringValue } from "../syntax/stringValue.ts";

export interface FileMove {
  readonly from: FileId;
  readonly to: FileId;
}

/**
 * Edits of the files that import what moves, in their old places; `importNameAfter`: the path by which a moved file is imported. Yields
 * the part that is done.
 */
export function* renameFiles(
  s: Everywhere,
  files: Iterable<FileId>,
  moves: readonly FileMove[],
  importNameAfter: (from: FileId, to: FileId) => string,
): Generator<number, readonly FileEdit[]> {
  const names = new Map(moves.map(({ from, to }) => [from, importNameAfter(from, to)]));
  const all = [...files];
  const out: FileEdit[] = [];
  for (const [index, file] of all.entries()) {
    yield index / all.length;
    const renamed = new Map<string, string>();
    for (const { path } of s.outline(file)?.imports ?? []) {
      const target = s.resolveImport(file, path);
      const name = target === undefined ? undefined : names.get(target);
      if (name !== undefined && name !== path) renamed.set(path, name);
    }
    if (renamed.size) out.push(...importEdits(s, file, renamed));
    s.done(file);
  }
  return out;
}

function importEdits(s: Everywhere, file: FileId, renamed: ReadonlyMap<string, string>): FileEdit[] {
  const tree = s.tree(file);
  if (!tree) return [];
  return tree.root.decls.flatMap(d => {
    if (d.kind !== "Import" || !d.path) return [];
    const text = renamed.get(stringValue(tree.source, tree.tokens.starts, d.path));
    return text === undefined ? [] : [{ file, span: insideQuotes(spanOfNode(tree, d.path)), text }];
  });
}
