/** Names of fields, oneofs and enum values of all files side by side, each once, with the files that have them. */
import { codesOf } from "../base/codes.ts";
import type { FileId } from "../link/world.ts";
import { lettersOf, lettersWanted } from "./letters.ts";

/** The names of a file's members, by their numbers in `MemberNames`. */
export interface FileMembers {
  readonly package: string;
  readonly members: Int32Array;
}

export class MemberTable {
  readonly names: readonly string[];
  /** All names one behind the other, and where the one of each number begins. */
  readonly codes: Uint8Array;
  readonly starts: Int32Array;
  private readonly letters: Int32Array;
  /** Those of short packages first. */
  private readonly files: readonly FileId[];
  /** Where the files of each number begin in `holders`, and one more. */
  private readonly firsts: Int32Array;
  /** Places in `files`. */
  private readonly holders: Int32Array;

  constructor(names: readonly string[], all: Iterable<readonly [FileId, FileMembers]>) {
    this.names = names;
    const { codes, starts } = codesOf(names);
    this.codes = codes;
    this.starts = starts;
    this.letters = new Int32Array(names.length);
    for (let id = 0; id < names.length; id++)
      this.letters[id] = lettersOf(codes, starts[id] as number, starts[id + 1] as number);
    const sorted = [...all].sort(
      ([a, { package: of }], [b, { package: to }]) => of.length - to.length || (a < b ? -1 : 1),
    );
    this.files = sorted.map(([file]) => file);
    const firsts = new Int32Array(names.length + 1);
    for (const [, { members }] of sorted) countUp(firsts, members);
    for (let id = 0; id < names.length; id++) (firsts[id + 1] as number) += firsts[id] as number;
    const holders = new Int32Array(firsts[names.length] as number);
    const next = firsts.slice();
    sorted.forEach(([, { members }], place) => {
      fill(holders, next, members, place);
    });
    this.firsts = firsts;
    this.holders = holders;
  }

  /** The number of each name that has all letters of `text`, in any order and case, and that a file has. */
  each(text: string, take: (id: number) => void): void {
    const wanted = lettersWanted(text);
    const { letters, firsts } = this;
    for (let id = 0; id < letters.length; id++)
      if (((letters[id] as number) & wanted) === wanted && firsts[id] !== firsts[id + 1]) take(id);
  }

  *filesOf(id: number): Generator<FileId> {
    const end = this.firsts[id + 1] as number;
    for (let i = this.firsts[id] as number; i < end; i++) yield this.files[this.holders[i] as number] as FileId;
  }
}

// Functions of their own, as there are a million members and these are compiled long before the constructor is.
function countUp(firsts: Int32Array, members: Int32Array): void {
  for (let i = 0; i < members.length; i++) (firsts[(members[i] as number) + 1] as number)++;
}

function fill(holders: Int32Array, next: Int32Array, members: Int32Array, place: number): void {
  for (let i = 0; i < members.length; i++) holders[(next[members[i] as number] as number)++] = place;
}
