/** Files each of which leads to every other by imports, and the shortest ways among them. */
import type { FileId, ImportCycle } from "../link/world.ts";

/** A way of more files than this is told with so many at its beginning and at its end; those between are only counted. */
const WHOLE = 10;
const FIRST = 5;
const LAST = 3;

const UNKNOWN = -1;

export class ImportCircle {
  private readonly files: readonly FileId[];
  private readonly places = new Map<FileId, number>();
  /** By place: the places of the files that import it. */
  private readonly importers: readonly number[][];
  /** The file to which ways are known; by place the next file on the shortest of them, and how many files that has. */
  private end = UNKNOWN;
  private readonly next: Int32Array;
  private readonly lengths: Int32Array;

  constructor(members: readonly { readonly file: FileId; readonly targets: readonly FileId[] }[]) {
    this.files = members.map(m => m.file);
    this.files.forEach((file, place) => void this.places.set(file, place));
    this.importers = members.map(() => []);
    this.next = new Int32Array(members.length);
    this.lengths = new Int32Array(members.length);
    members.forEach(({ targets }, place) => {
      for (const target of targets) {
        const to = this.places.get(target);
        if (to !== undefined) this.importers[to]?.push(place);
      }
    });
  }

  /** From `file` over `target`, which it imports, back to it. Both are of the circle. */
  wayBack(file: FileId, target: FileId): ImportCycle {
    const end = this.places.get(file) as number;
    this.findWaysTo(end);
    const start = this.places.get(target) as number;
    const length = (this.lengths[start] as number) + 1;
    const left = length > WHOLE ? length - FIRST - LAST : 0;
    const first = [file];
    const last: FileId[] = [];
    let at = start;
    for (let i = 1; i < length; i++) {
      if (i < FIRST) first.push(this.files[at] as FileId);
      else if (i >= FIRST + left) last.push(this.files[at] as FileId);
      at = this.next[at] as number;
    }
    return { first, left, last };
  }

  /** Breadth first and backwards, so that ways are shortest and one search serves all imports of a file. */
  private findWaysTo(end: number): void {
    if (this.end === end) return;
    this.end = end;
    const { next, lengths, importers } = this;
    next.fill(UNKNOWN);
    next[end] = end;
    lengths[end] = 1;
    const reached = [end];
    for (const at of reached)
      for (const importer of importers[at] as number[]) {
        if (next[importer] !== UNKNOWN) continue;
        next[importer] = at;
        lengths[importer] = (lengths[at] as number) + 1;
        reached.push(importer);
      }
  }
}
