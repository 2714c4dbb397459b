/** Which file declares a name, over all files of the workspace. Replaced file by file. */
import type { FileId } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";
import { lettersOf } from "./letters.ts";
import { MemberNames } from "./memberNames.ts";

interface FileNames {
  readonly package: string;
  /** Messages, enums, services and extensions. */
  readonly types: readonly string[];
  /** The same and rpcs. */
  readonly all: readonly string[];
  /** Which letters the last part of each name has, and which the whole name; see `lettersOf`. */
  readonly last: Int32Array;
  readonly whole: Int32Array;
  /** Of fields, oneofs and enum values, by their numbers in `MemberNames`. */
  readonly members: readonly number[];
}

export class NameIndex {
  private readonly byName = new Map<string, FileId | FileId[]>();
  private readonly byFile = new Map<FileId, FileNames>();
  private readonly byPackage = new Map<string, Set<FileId>>();
  readonly members = new MemberNames();

  set(file: FileId, outline: Outline | undefined): void {
    // Taken before the older ones are given back, as nearly all of them are the same.
    const members = outline ? this.members.take(outline) : [];
    this.remove(file);
    if (!outline) return;
    const types: string[] = [];
    for (const [name, decl] of outline.types) {
      if (decl.kind === "message" && decl.synthetic === "map-entry") continue;
      types.push(name);
      const known = this.byName.get(name);
      if (known === undefined) this.byName.set(name, file);
      else if (typeof known === "string") this.byName.set(name, [known, file]);
      else known.push(file);
    }
    const all = outline.services.length
      ? [...types, ...outline.services.flatMap(s => s.methods.map(m => m.fullName))]
      : types;
    const last = new Int32Array(all.length);
    const whole = new Int32Array(all.length);
    all.forEach((name, i) => {
      whole[i] = lettersOf(name, 0);
      last[i] = lettersOf(name, name.lastIndexOf(".") + 1);
    });
    this.byFile.set(file, { package: outline.package, types, all, last, whole, members });
    const beside = this.byPackage.get(outline.package);
    if (beside) beside.add(file);
    else this.byPackage.set(outline.package, new Set([file]));
  }

  remove(file: FileId): void {
    const names = this.byFile.get(file);
    if (!names) return;
    this.byFile.delete(file);
    this.members.release(names.members);
    const beside = this.byPackage.get(names.package);
    beside?.delete(file);
    if (beside?.size === 0) this.byPackage.delete(names.package);
    for (const name of names.types) {
      const known = this.byName.get(name);
      if (known === file) this.byName.delete(name);
      else if (Array.isArray(known)) {
        const rest = known.filter(f => f !== file);
        if (rest.length === 1) this.byName.set(name, rest[0] as FileId);
        else this.byName.set(name, rest);
      }
    }
  }

  whoDeclares(fullName: string): readonly FileId[] {
    const known = this.byName.get(fullName);
    return known === undefined ? [] : typeof known === "string" ? [known] : known;
  }

  /** Packages that a file has; empty for those without one. */
  get packages(): Iterable<string> {
    return this.byPackage.keys();
  }

  /** Full names of types, services and extensions that the files of a package declare. */
  *typesOf(pkg: string): Generator<readonly [string, FileId]> {
    for (const file of this.byPackage.get(pkg) ?? [])
      for (const name of this.byFile.get(file)?.types ?? []) yield [name, file];
  }

  get files(): Iterable<FileId> {
    return this.byFile.keys();
  }

  has(file: FileId): boolean {
    return this.byFile.has(file);
  }

  /** Full names of types, services, rpcs and extensions that have all letters of `text`, in any order and case: where to search for it. */
  *candidates(text: string): Generator<readonly [string, FileId]> {
    const wanted = lettersOf(text, 0);
    const dotted = text.includes(".");
    for (const [file, { all, last, whole }] of this.byFile) {
      const letters = dotted ? whole : last;
      for (let i = 0; i < all.length; i++)
        if (((letters[i] as number) & wanted) === wanted) yield [all[i] as string, file];
    }
  }

  /** The same for types, services and extensions alone, without a pair for each: of a short text nearly all names have the letters. */
  eachType(text: string, take: (fullName: string, file: FileId) => void): void {
    const wanted = lettersOf(text, 0);
    const dotted = text.includes(".");
    for (const [file, { types, last, whole }] of this.byFile) {
      const letters = dotted ? whole : last;
      for (let i = 0; i < types.length; i++)
        if (((letters[i] as number) & wanted) === wanted) take(types[i] as string, file);
    }
  }

  /** Files that have a field, a oneof or an enum value of a name, by its number; those of short packages first. Tells it of `ids` alone. */
  filesWithMembers(ids: readonly number[]): (id: number) => readonly FileId[] {
    const found = new Map<number, { readonly file: FileId; readonly length: number }[]>(ids.map(id => [id, []]));
    const isWanted = new Uint8Array(this.members.size);
    for (const id of ids) isWanted[id] = 1;
    for (const [file, { members, package: pkg }] of this.byFile)
      for (const id of members) if (isWanted[id] === 1) found.get(id)?.push({ file, length: pkg.length });
    // Sorted when somebody asks, as most of the lists are never looked at.
    return id => {
      const files = found.get(id) ?? [];
      return files.sort((a, b) => a.length - b.length || (a.file < b.file ? -1 : 1)).map(f => f.file);
    };
  }

  get size(): number {
    return this.byName.size;
  }
}
