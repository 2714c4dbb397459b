/** Full names of all files side by side, as a search goes over all of them and memory is read quickest in order. */
import { codesOf } from "../base/codes.ts";
import type { FileId } from "../link/world.ts";
import { lettersOf } from "./letters.ts";

/** What a file has for the table. */
export interface FileNames {
  /** Messages, enums, services and extensions, and behind them rpcs. */
  readonly names: readonly string[];
  /** How many of them are no rpcs. */
  readonly types: number;
  /** Which letters the last part of each name has, and which the whole name; see `lettersOf`. */
  readonly last: Int32Array;
  readonly whole: Int32Array;
}

/** Rows of types, services and extensions, and behind them those of rpcs. */
export class NameTable {
  readonly names: readonly string[];
  readonly files: readonly FileId[];
  /** All names one behind the other, and where the one of each row begins. */
  readonly codes: Uint8Array;
  readonly starts: Int32Array;
  /** Where the last part of each name begins. */
  readonly lasts: Int32Array;
  private readonly last: Int32Array;
  private readonly whole: Int32Array;
  private readonly types: number;

  constructor(all: Iterable<readonly [FileId, FileNames]>) {
    const own = [...all];
    const length = own.reduce((sum, [, { names }]) => sum + names.length, 0);
    const names: string[] = [];
    const files: FileId[] = [];
    this.last = new Int32Array(length);
    this.whole = new Int32Array(length);
    const add = (file: FileId, of: FileNames, from: number, to: number): void => {
      for (let i = from; i < to; i++) {
        this.last[names.length] = of.last[i] as number;
        this.whole[names.length] = of.whole[i] as number;
        names.push(of.names[i] as string);
        files.push(file);
      }
    };
    for (const [file, of] of own) add(file, of, 0, of.types);
    this.types = names.length;
    for (const [file, of] of own) add(file, of, of.types, of.names.length);
    this.names = names;
    this.files = files;
    const { codes, starts } = codesOf(names);
    this.codes = codes;
    this.starts = starts;
    this.lasts = new Int32Array(length);
    for (let row = 0; row < length; row++) {
      const start = starts[row] as number;
      let last = starts[row + 1] as number;
      while (last > start && codes[last - 1] !== DOT) last--;
      this.lasts[row] = last;
    }
  }

  /** Each row whose name has all letters of `text`, in any order and case; in the last part of the name where the text has no dot. */
  each(text: string, kinds: "types" | "all", take: (row: number) => void): void {
    const wanted = lettersOf(text, 0);
    const letters = text.includes(".") ? this.whole : this.last;
    const end = kinds === "types" ? this.types : letters.length;
    for (let row = 0; row < end; row++) if (((letters[row] as number) & wanted) === wanted) take(row);
  }
}

const DOT = 46;
