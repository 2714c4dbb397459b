/**
 * Which files declare a name that another file declares too, or has in its package. Names are kept as hashes, so that hundreds of thousands take
 * a few megabytes; what they stand for is asked of outlines.
 */
import { packageParts } from "../base/packageParts.ts";
import { hashText } from "../base/hash.ts";
import type { FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { Outline } from "../outline/outline.ts";
import { PACKAGE_LIMITS } from "../shared/numberLimits.ts";

const PACKAGE = -1;
const TABLE_BITS = 6;
const TABLES = 1 << TABLE_BITS;
/** Of the places in a table so many are taken at most. */
const FULL = 0.6;

export class SharedNames {
  private readonly suspects = new Map<FileId, Set<string>>();
  private readonly files: FileId[] = [];
  private readonly numbers = new Map<FileId, number>();
  private readonly packages = new Set<string>();
  /** Packages and their parts from the left. */
  private readonly prefixes = new Set<string>();
  /** Those of them that a file declares. */
  private readonly sharedPackages = new Set<string>();
  /** By the lowest bits of the hash. One large table would hold everything up whenever it grows. */
  private readonly tables = Array.from({ length: TABLES }, () => new Table());
  private readonly outlineOf: (file: FileId) => Outline | undefined;
  /** Raised whenever a name is found to be shared. */
  version = 0;

  /** `outlineOf`: what is known of a file that was added. */
  constructor(outlineOf: (file: FileId) => Outline | undefined) {
    this.outlineOf = outlineOf;
  }

  /** What the file declares at its top now; what it declared before stays known. */
  add(file: FileId, outline: Outline): void {
    let number = this.numbers.get(file);
    if (number === undefined) {
      number = this.files.push(file) - 1;
      this.numbers.set(file, number);
    }
    for (const name of topNames(outline)) this.note(name, number);
    // No file can use a package whose name is too long, and to note each of its prefixes would take long.
    if (!outline.package || outline.package.length > PACKAGE_LIMITS.length || this.packages.has(outline.package))
      return;
    this.packages.add(outline.package);
    for (const part of packageParts(outline.package)) this.notePackage(part);
  }

  /** Names of the file that others have, or had; undefined for nearly all files. */
  of(file: FileId): ReadonlySet<string> | undefined {
    return this.suspects.get(file);
  }

  /** Whether others have, or had, a name of the file or one that its package is made of. */
  isIn(file: FileId, { package: name }: Outline): boolean {
    return this.suspects.has(file) || [...this.sharedPackages].some(p => name === p || name.startsWith(`${p}.`));
  }

  get isEmpty(): boolean {
    return this.suspects.size === 0;
  }

  private notePackage(prefix: string): void {
    if (this.prefixes.has(prefix)) return;
    this.prefixes.add(prefix);
    this.note(prefix, PACKAGE);
  }

  private note(name: string, owner: number): void {
    const hash = hashText(name) | 0 || 1;
    const table = this.tables[hash & (TABLES - 1)] as Table;
    // Another name may have the same hash, or the file the name no more.
    const first = table.find(hash, other => other === owner || this.has(other, name));
    if (first === undefined) table.add(hash, owner);
    else if (first !== owner) {
      if (owner === PACKAGE || first === PACKAGE) this.sharedPackages.add(name);
      this.suspect(first, name);
      this.suspect(owner, name);
    }
  }

  private has(owner: number, name: string): boolean {
    if (owner === PACKAGE) return this.prefixes.has(name);
    const outline = this.outlineOf(this.files[owner] as FileId);
    return outline !== undefined && findDecl(outline, name) !== undefined;
  }

  private suspect(owner: number, name: string): void {
    const file = this.files[owner];
    if (file === undefined) return;
    let names = this.suspects.get(file);
    if (!names) this.suspects.set(file, (names = new Set()));
    if (names.has(name)) return;
    names.add(name);
    this.version++;
  }
}

/** Open addressing: hashes of 32 bits, 0 where a place is free, each with the number of the first file that has the name. */
class Table {
  private hashes = new Int32Array(1 << 6);
  private owners = new Int32Array(1 << 6);
  private count = 0;

  /** The first owner of that hash that is the right one. */
  find(hash: number, isRight: (owner: number) => boolean): number | undefined {
    const mask = this.hashes.length - 1;
    for (let place = placeOf(hash, mask); this.hashes[place] !== 0; place = (place + 1) & mask)
      if (this.hashes[place] === hash && isRight(this.owners[place] as number)) return this.owners[place];
    return undefined;
  }

  add(hash: number, owner: number): void {
    if (++this.count > this.hashes.length * FULL) this.grow();
    const mask = this.hashes.length - 1;
    let place = placeOf(hash, mask);
    while (this.hashes[place] !== 0) place = (place + 1) & mask;
    this.hashes[place] = hash;
    this.owners[place] = owner;
  }

  private grow(): void {
    const { hashes, owners } = this;
    this.hashes = new Int32Array(hashes.length * 2);
    this.owners = new Int32Array(hashes.length * 2);
    this.count = 1;
    hashes.forEach((hash, i) => {
      if (hash !== 0) this.add(hash, owners[i] as number);
    });
  }
}

/** The lowest bits have chosen the table. */
const placeOf = (hash: number, mask: number): number => (hash >>> TABLE_BITS) & mask;

/** Values of an enum are siblings of it. */
export function* topNames(outline: Outline): Generator<string> {
  for (const m of outline.messages) yield m.fullName;
  for (const e of outline.enums) {
    yield e.fullName;
    for (const v of e.values) yield v.fullName;
  }
  for (const x of outline.extensions) yield x.fullName;
  for (const s of outline.services) yield s.fullName;
}
