/** Which files one file sees: itself, what it imports, and what those import publicly. */
import type { Outline } from "../outline/outline.ts";
import type { FileId, World } from "./world.ts";

export interface VisibleFile {
  readonly id: FileId;
  /** Of the time of linking: its names are those of the moment, its numbers and types need not be. */
  readonly outline: Outline;
  /** Index of the import that brings the file in; -1 for the file itself. */
  readonly via: number;
  /** Reached by `import option`: only names of options may refer to it. */
  readonly optionOnly: boolean;
}

/** The file itself first, then imports in their order, each followed by its public imports. A file reached twice counts once. */
export function visibleFiles(world: World, id: FileId, outline: Outline): readonly VisibleFile[] {
  const out: VisibleFile[] = [{ id, outline, via: -1, optionOnly: false }];
  const seen = new Map<FileId, number>([[id, 0]]);
  outline.imports.forEach((entry, via) => {
    const target = world.resolveImport(id, entry.path);
    if (target !== undefined) addWithPublic(world, target, via, entry.modifier === "option", out, seen);
  });
  return out;
}

/** Without recursion, as chains of public imports may be long. */
function addWithPublic(
  world: World,
  first: FileId,
  via: number,
  optionOnly: boolean,
  out: VisibleFile[],
  seen: Map<FileId, number>,
): void {
  const waiting = [first];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const at = seen.get(id);
    if (at !== undefined) {
      const known = out[at] as VisibleFile;
      if (!known.optionOnly || optionOnly) continue;
      out[at] = { ...known, via, optionOnly: false };
    }
    const outline = world.outline(id);
    if (!outline) continue;
    if (at === undefined) {
      seen.set(id, out.length);
      out.push({ id, outline, via, optionOnly });
    }
    // The last one waits longest, so that files come in the order of the imports.
    for (const entry of outline.imports.toReversed()) {
      if (entry.modifier !== "public") continue;
      const target = world.resolveImport(id, entry.path);
      if (target !== undefined) waiting.push(target);
    }
  }
}
