/**
 * From which files on imports lead into no cycle: most do not, and whoever asks need not walk them again for each file. What was found holds
 * until some file changes.
 */
import { type FileId, headOf, type World } from "../link/world.ts";

/** A file whose imports are being followed. */
interface Step {
  readonly file: FileId;
  readonly targets: readonly FileId[];
  next: number;
  isAcyclic: boolean;
}

export class ImportCycles {
  private readonly world: World;
  private revision = -1;
  private readonly known = new Map<FileId, boolean>();

  constructor(world: World) {
    this.world = world;
  }

  /** Whether no chain of imports from `file` on meets a file twice; `revision` is that of all files. */
  isAcyclic(file: FileId, revision: number): boolean {
    if (this.revision !== revision) {
      this.revision = revision;
      this.known.clear();
    }
    return this.known.get(file) ?? this.follow(file);
  }

  /** Depth first and without recursion, as chains of imports may be long. */
  private follow(start: FileId): boolean {
    const { known } = this;
    const way = [this.step(start)];
    const open = new Set<FileId>([start]);
    for (let at = way.at(-1); at; at = way.at(-1)) {
      const target = at.targets[at.next++];
      if (target === undefined) {
        way.pop();
        open.delete(at.file);
        known.set(at.file, at.isAcyclic);
        const importer = way.at(-1);
        if (importer && !at.isAcyclic) importer.isAcyclic = false;
      } else if (open.has(target) || known.get(target) === false) at.isAcyclic = false;
      else if (!known.has(target)) {
        open.add(target);
        way.push(this.step(target));
      }
    }
    return known.get(start) as boolean;
  }

  private step(file: FileId): Step {
    const targets: FileId[] = [];
    for (const i of headOf(this.world, file)?.imports ?? []) {
      const target = this.world.resolveImport(file, i.path);
      if (target !== undefined) targets.push(target);
    }
    return { file, targets, next: 0, isAcyclic: true };
  }
}
