/** Full names of all files side by side, as a search goes over all of them and memory is read quickest in order. */
import { codesOf } from "../base/codes.ts";
import type { FileId } from "../link/world.ts";
import { lettersOf, lettersWanted } from "./letters.ts";

/** What a file has for the table. */
export interface FileRows {
  /** Messages, enums, services and extensions, and behind them rpcs. */
  readonly names: readonly string[];
  /** How many of them are no rpcs. */
  readonly types: number;
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
  /** Which letters the last part of each name has, and which the whole name. */
  private readonly last: Int32Array;
  private readonly whole: Int32Array;
  private readonly types: number;

  constructor(all: Iterable<readonly [FileId, FileRows]>) {
    const own = [...all];
    const names: string[] = [];
    const files: FileId[] = [];
    const add = (file: FileId, of: FileRows, from: number, to: number): void => {
      for (let i = from; i < to; i++) {
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
    this.lasts = new Int32Array(names.length);
    this.last = new Int32Array(names.length);
    this.whole = new Int32Array(names.length);
    for (let row = 0; row < names.length; row++) this.read(row);
  }

  private read(row: number): void {
    const { codes } = this;
    const start = this.starts[row] as number;
    const end = this.starts[row + 1] as number;
    let last = end;
    while (last > start && codes[last - 1] !== DOT) last--;
    this.lasts[row] = last;
    this.last[row] = lettersOf(codes, last, end);
    this.whole[row] = (this.last[row] as number) | lettersOf(codes, start, last);
  }

  /** Each row whose name has all letters of `text`, in any order and case; in the last part of the name where the text has no dot. */
  each(text: string, kinds: "types" | "all", take: (row: number) => void): void {
    const wanted = lettersWanted(text);
    const letters = text.includes(".") ? this.whole : this.last;
    const end = kinds === "types" ? this.types : letters.length;
    for (let row = 0; row < end; row++) if (((letters[row] as number) & wanted) === wanted) take(row);
  }
}

const DOT = 46;
