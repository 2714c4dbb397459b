/** A view of the world that remembers what was looked at: what a judgement depends on is what it read. */
import type { FileId, ImportCycle, World } from "../link/world.ts";
import type { FileHead, Outline } from "../outline/outline.ts";

export class RecordingWorld implements World {
  private readonly used = new Map<FileId, Outline | undefined>();
  private readonly heads = new Map<FileId, Outline | undefined>();
  /** File → paths of its imports → the files that they named. */
  private readonly imports = new Map<FileId, Map<string, FileId | undefined>>();
  private readonly cycles: { readonly file: FileId; readonly target: FileId; readonly answer: string }[] = [];
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  outline(file: FileId): Outline | undefined {
    const outline = this.world.outline(file);
    if (!this.used.has(file)) this.used.set(file, outline);
    return outline;
  }

  head(file: FileId): FileHead | undefined {
    const outline = this.world.outline(file);
    if (!this.heads.has(file)) this.heads.set(file, outline);
    return outline;
  }

  resolveImport(from: FileId, path: string): FileId | undefined {
    const target = this.world.resolveImport(from, path);
    let known = this.imports.get(from);
    if (!known) this.imports.set(from, (known = new Map()));
    known.set(path, target);
    return target;
  }

  importCycle(file: FileId, target: FileId): ImportCycle | undefined {
    const cycle = this.world.importCycle?.(file, target);
    this.cycles.push({ file, target, answer: textOf(cycle) });
    return cycle;
  }

  /** Files whose outlines were read, and what paths of `from` named that it was asked about. */
  get files(): Iterable<FileId> {
    return this.used.keys();
  }

  importsOf(from: FileId): ReadonlyMap<string, FileId | undefined> | undefined {
    return this.imports.get(from);
  }

  /** Whether all that was read would be the same now. */
  get isCurrent(): boolean {
    for (const [file, then] of this.used) {
      const now = this.world.outline(file);
      if (now === then) continue;
      if (!now || !then || now.shapeHash !== then.shapeHash) return false;
      // The older one need not be kept.
      this.used.set(file, now);
    }
    for (const [file, then] of this.heads) {
      const now = this.world.outline(file);
      if (now !== then && now?.headHash !== then?.headHash) return false;
      this.heads.set(file, now);
    }
    for (const [from, paths] of this.imports)
      for (const [path, target] of paths) if (this.world.resolveImport(from, path) !== target) return false;
    return this.cycles.every(({ file, target, answer }) => textOf(this.world.importCycle?.(file, target)) === answer);
  }

  bundledFile(path: string): FileId | undefined {
    return this.world.bundledFile?.(path);
  }

  importName(file: FileId): string {
    return this.world.importName(file);
  }

  whoDeclares(fullName: string): readonly FileId[] {
    return this.world.whoDeclares(fullName);
  }
}

const textOf = (cycle: ImportCycle | undefined): string =>
  cycle ? [...cycle.first, cycle.left, ...cycle.last].join("\n") : "";
