/**
 * Which files declare a name that another file declares too, or has in its package. Names are kept as hashes, so that hundreds of thousands take
 * a few megabytes; what they stand for is asked of outlines.
 */
import { hashText } from "../base/hash.ts";
import type { FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { Outline } from "../outline/outline.ts";

const PACKAGE = -1;
/** Of the places in the table so many are taken at most. */
const FULL = 0.6;

export class SharedNames {
  private readonly suspects = new Map<FileId, Set<string>>();
  private readonly files: FileId[] = [];
  private readonly numbers = new Map<FileId, number>();
  private readonly packages = new Set<string>();
  /** Packages and their parts from the left. */
  private readonly prefixes = new Set<string>();
  /** Open addressing: a hash of 32 bits, 0 where the place is free, and the number of the first file that has the name. */
  private hashes = new Int32Array(1 << 10);
  private owners = new Int32Array(1 << 10);
  private count = 0;
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
    if (!outline.package || this.packages.has(outline.package)) return;
    this.packages.add(outline.package);
    for (let end = outline.package.length; end > 0; end = outline.package.lastIndexOf(".", end - 1))
      this.notePackage(outline.package.slice(0, end));
  }

  /** Names of the file that others have, or had; undefined for nearly all files. */
  of(file: FileId): ReadonlySet<string> | undefined {
    return this.suspects.get(file);
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
    if (this.count > this.hashes.length * FULL) this.grow();
    const hash = hashText(name) | 0 || 1;
    const mask = this.hashes.length - 1;
    let place = hash & mask;
    for (; this.hashes[place] !== 0; place = (place + 1) & mask) {
      if (this.hashes[place] !== hash) continue;
      const first = this.owners[place] as number;
      if (first === owner) return;
      // Another name may have the same hash, or the file the name no more.
      if (!this.has(first, name)) continue;
      this.suspect(first, name);
      this.suspect(owner, name);
      return;
    }
    this.hashes[place] = hash;
    this.owners[place] = owner;
    this.count++;
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

  private grow(): void {
    const { hashes, owners } = this;
    this.hashes = new Int32Array(hashes.length * 2);
    this.owners = new Int32Array(hashes.length * 2);
    for (let i = 0; i < hashes.length; i++) {
      const hash = hashes[i] as number;
      if (hash === 0) continue;
      const place = freePlace(this.hashes, hash);
      this.hashes[place] = hash;
      this.owners[place] = owners[i] as number;
    }
  }
}

function freePlace(hashes: Int32Array, hash: number): number {
  const mask = hashes.length - 1;
  let place = hash & mask;
  while (hashes[place] !== 0) place = (place + 1) & mask;
  return place;
}

/** Values of an enum are siblings of it. */
function* topNames(outline: Outline): Generator<string> {
  for (const m of outline.messages) yield m.fullName;
  for (const e of outline.enums) {
    yield e.fullName;
    for (const v of e.values) yield v.fullName;
  }
  for (const x of outline.extensions) yield x.fullName;
  for (const s of outline.services) yield s.fullName;
}
