/**
 * A view of the world that remembers who declared the names that were not found, and by which names files are imported: what is said of a
 * missing import depends on it. What features ask for later is not remembered.
 */
import type { FileId, ImportCycle, World } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";

export class RecordedNames implements World {
  private readonly answers = new Map<string, string>();
  private readonly imported = new Map<FileId, string>();
  private readonly world: World;
  private isRecording = false;

  constructor(world: World) {
    this.world = world;
  }

  /** What `work` asks for is remembered. */
  during<T>(work: () => T): T {
    this.isRecording = true;
    try {
      return work();
    } finally {
      this.isRecording = false;
    }
  }

  /** Whether all answers would be the same now. */
  get isCurrent(): boolean {
    for (const [name, answer] of this.answers) if (answerOf(this.world.whoDeclares(name)) !== answer) return false;
    for (const [file, name] of this.imported) if (this.world.importName(file) !== name) return false;
    return true;
  }

  get isEmpty(): boolean {
    return this.answers.size + this.imported.size === 0;
  }

  whoDeclares(fullName: string): readonly FileId[] {
    const files = this.world.whoDeclares(fullName);
    if (this.isRecording) this.answers.set(fullName, answerOf(files));
    return files;
  }

  outline(file: FileId): Outline | undefined {
    return this.world.outline(file);
  }

  importCycle(file: FileId, target: FileId): ImportCycle | undefined {
    return this.world.importCycle?.(file, target);
  }

  resolveImport(from: FileId, path: string): FileId | undefined {
    return this.world.resolveImport(from, path);
  }

  bundledFile(path: string): FileId | undefined {
    return this.world.bundledFile?.(path);
  }

  importName(file: FileId): string {
    const name = this.world.importName(file);
    if (this.isRecording) this.imported.set(file, name);
    return name;
  }
}

const answerOf = (files: readonly FileId[]): string => files.join("\n");
