/**
 * Which imports lead back to the file that they stand in. Files that lead to each other, at whatever distance, make a circle; circles (the
 * strongly connected components of the imports, by Tarjan's algorithm) are found once for all files and hold until one of them changes.
 */
import type { FileId, ImportCycle, World } from "../link/world.ts";
import { ImportCircle } from "./importCircle.ts";

/** A file whose imports are being followed. */
interface Step {
  readonly file: FileId;
  readonly targets: readonly FileId[];
  next: number;
  /** When the file was met, counted in files. */
  readonly number: number;
  /** The lowest number among files to which it leads and whose circle is not complete yet. */
  lowest: number;
}

/** Of a file that is in no circle. */
const NONE = null;

export class ImportCycles {
  private readonly world: Pick<World, "outline" | "resolveImport">;
  private revision = -1;
  private readonly circles = new Map<FileId, ImportCircle | typeof NONE>();

  constructor(world: Pick<World, "outline" | "resolveImport">) {
    this.world = world;
  }

  /** The shortest way from `file` over its import `target` back; undefined where none leads back. `revision` is that of all files. */
  through(file: FileId, target: FileId, revision: number): ImportCycle | undefined {
    if (this.revision !== revision) {
      this.revision = revision;
      this.circles.clear();
    }
    if (!this.circles.has(file)) this.follow(file);
    const circle = this.circles.get(file);
    return circle && circle === this.circles.get(target) ? circle.wayBack(file, target) : undefined;
  }

  /** Depth first and without recursion, as chains of imports may be long. */
  private follow(start: FileId): void {
    const { circles } = this;
    const open = new Map<FileId, Step>();
    /** Files that were met and are in no circle yet, in that order. */
    const waiting: Step[] = [];
    const way: Step[] = [];
    let met = 0;
    const enter = (file: FileId): void => {
      const step = { file, targets: this.targetsOf(file), next: 0, number: met, lowest: met };
      met++;
      open.set(file, step);
      waiting.push(step);
      way.push(step);
    };
    enter(start);
    for (let at = way.at(-1); at; at = way.at(-1)) {
      const target = at.targets[at.next++];
      if (target !== undefined) {
        const reached = open.get(target);
        if (reached) at.lowest = Math.min(at.lowest, reached.number);
        else if (!circles.has(target)) enter(target);
        continue;
      }
      way.pop();
      const importer = way.at(-1);
      if (importer) importer.lowest = Math.min(importer.lowest, at.lowest);
      if (at.lowest < at.number) continue;
      const members = waiting.splice(waiting.lastIndexOf(at));
      const circle = members.length > 1 || at.targets.includes(at.file) ? new ImportCircle(members) : NONE;
      for (const { file } of members) {
        open.delete(file);
        circles.set(file, circle);
      }
    }
  }

  private targetsOf(file: FileId): FileId[] {
    return (this.world.outline(file)?.imports ?? []).flatMap(i => this.world.resolveImport(file, i.path) ?? []);
  }
}
