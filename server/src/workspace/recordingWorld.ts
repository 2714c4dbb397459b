/** A view of the world that remembers whose outlines were looked at: what a judgement depends on is what it read. */
import type { FileId, World } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";

export class RecordingWorld implements World {
  /** File → the shape it had; -1 where it could not be read. */
  readonly used = new Map<FileId, number>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  outline(file: FileId): Outline | undefined {
    const outline = this.world.outline(file);
    if (!this.used.has(file)) this.used.set(file, outline?.shapeHash ?? -1);
    return outline;
  }

  resolveImport(from: FileId, path: string): FileId | undefined {
    return this.world.resolveImport(from, path);
  }

  importName(file: FileId): string {
    return this.world.importName(file);
  }

  whoDeclares(fullName: string): readonly FileId[] {
    return this.world.whoDeclares(fullName);
  }
}
