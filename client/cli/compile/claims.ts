/** Which files of a list somebody compiles already: shared by the threads that work on it, so that each file is compiled once. */
import type { FileId } from "../../../server/src/link/world.ts";
import type { FileToCompile } from "./compileFile.ts";

/** One byte for each file of the list, 1 where it is taken. */
export type TakenFlags = Uint8Array;

export const newFlags = (count: number): TakenFlags => new Uint8Array(new SharedArrayBuffer(count));

/** One thread's view of the list. */
export class Claims {
  private readonly places = new Map<FileId, number>();
  private readonly files: readonly FileToCompile[];
  private readonly taken: TakenFlags;

  constructor(files: readonly FileToCompile[], taken: TakenFlags) {
    this.files = files;
    this.taken = taken;
    files.forEach(({ file }, i) => void this.places.set(file, i));
  }

  /** The file as the list has it, if it is there and nobody had it before. */
  claim(file: FileId): FileToCompile | undefined {
    const place = this.places.get(file);
    return place === undefined ? undefined : this.claimAt(place);
  }

  /**
   * The files that nobody has taken yet. A thread goes through its own lane, as files of a folder import each other and few are then read
   * by more than one; then it helps the others from the end of theirs.
   */
  *lane(lane: number, lanes: number): Generator<FileToCompile> {
    const length = Math.ceil(this.files.length / lanes);
    for (let other = 0; other < lanes; other++) {
      const start = ((lane + other) % lanes) * length;
      const end = Math.min(start + length, this.files.length);
      for (let i = 0; i < end - start; i++) {
        const claimed = this.claimAt(other === 0 ? start + i : end - 1 - i);
        if (claimed) yield claimed;
      }
    }
  }

  private claimAt(place: number): FileToCompile | undefined {
    return Atomics.exchange(this.taken, place, 1) === 0 ? this.files[place] : undefined;
  }
}
