import type { FileId, World } from "../link/world.ts";

/** The files first, then what they import, directly or not; each once. Imports that are not found are left out. */
export function withImports(world: World, files: readonly FileId[]): readonly FileId[] {
  const seen = new Set<FileId>(files);
  for (const at of seen)
    for (const entry of world.outline(at)?.imports ?? []) {
      const target = world.resolveImport(at, entry.path);
      if (target !== undefined) seen.add(target);
    }
  return [...seen];
}
