/** A view of the world that remembers what was looked at: what a judgement depends on is what it read. */
import type { FileId, World } from "../link/world.ts";
import type { FileHead, Outline } from "../outline/outline.ts";

export class RecordingWorld implements World {
  private readonly used = new Map<FileId, Outline | undefined>();
  private readonly heads = new Map<FileId, Outline | undefined>();
  /** File → paths of its imports → the files that they named. */
  private readonly imports = new Map<FileId, Map<string, FileId | undefined>>();
  private readonly acyclic = new Map<FileId, boolean>();
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

  isAcyclic(file: FileId): boolean {
    const answer = this.world.isAcyclic?.(file) ?? false;
    this.acyclic.set(file, answer);
    return answer;
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
    for (const [file, answer] of this.acyclic) if (this.world.isAcyclic?.(file) !== answer) return false;
    return true;
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
