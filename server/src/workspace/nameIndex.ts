/** Which file declares a name, over all files of the workspace. Replaced file by file. */
import type { FileId } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";
import { MemberNames } from "./memberNames.ts";
import { type FileMembers, MemberTable } from "./memberTable.ts";
import { type FileRows, NameTable } from "./nameTable.ts";

interface Names extends FileRows, FileMembers {}

export class NameIndex {
  private readonly byName = new Map<string, FileId | FileId[]>();
  private readonly byFile = new Map<FileId, Names>();
  private readonly byPackage = new Map<string, Set<FileId>>();
  private readonly memberNames = new MemberNames();
  /** Made when somebody searches; most edits leave the names as they are. */
  private nameTable: NameTable | undefined;
  private memberTable: MemberTable | undefined;

  set(file: FileId, outline: Outline | undefined): void {
    const known = this.byFile.get(file);
    // Taken before the older ones are given back, as nearly all of them are the same.
    const own = outline && namesOf(outline, this.memberNames.take(outline), known);
    const { nameTable, memberTable } = this;
    this.remove(file);
    if (!own) return;
    for (const name of typesOf(own)) {
      const declared = this.byName.get(name);
      if (declared === undefined) this.byName.set(name, file);
      else if (typeof declared === "string") this.byName.set(name, [declared, file]);
      else declared.push(file);
    }
    this.byFile.set(file, own);
    const beside = this.byPackage.get(own.package);
    if (beside) beside.add(file);
    else this.byPackage.set(own.package, new Set([file]));
    if (own.names === known?.names) this.nameTable = nameTable;
    if (own.members === known?.members) this.memberTable = memberTable;
  }

  remove(file: FileId): void {
    this.nameTable = undefined;
    this.memberTable = undefined;
    const own = this.byFile.get(file);
    if (!own) return;
    this.byFile.delete(file);
    this.memberNames.release(own.members);
    const beside = this.byPackage.get(own.package);
    beside?.delete(file);
    if (beside?.size === 0) this.byPackage.delete(own.package);
    for (const name of typesOf(own)) {
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
      for (const name of typesOf(this.byFile.get(file))) yield [name, file];
  }

  get files(): Iterable<FileId> {
    return this.byFile.keys();
  }

  has(file: FileId): boolean {
    return this.byFile.has(file);
  }

  /** Each full name of a type, service or extension that has all letters of `text`, in any order and case: where to search for it. */
  eachType(text: string, take: (fullName: string, file: FileId) => void): void {
    const { names, files } = this.table;
    this.table.each(text, "types", row => take(names[row] as string, files[row] as FileId));
  }

  /** Of types, services, rpcs and extensions. */
  get table(): NameTable {
    this.nameTable ??= new NameTable(this.byFile);
    return this.nameTable;
  }

  /** Of fields, oneofs and enum values. */
  get members(): MemberTable {
    this.memberTable ??= new MemberTable(this.memberNames.names, this.byFile);
    return this.memberTable;
  }

  get size(): number {
    return this.byName.size;
  }
}

const typesOf = (own: FileRows | undefined): readonly string[] => own?.names.slice(0, own.types) ?? [];

/** What is as it was `before` is kept. */
function namesOf(outline: Outline, members: Int32Array, before: Names | undefined): Names {
  const types: string[] = [];
  for (const [name, decl] of outline.types)
    if (decl.kind !== "message" || decl.synthetic !== "map-entry") types.push(name);
  const names = [...types, ...outline.services.flatMap(s => s.methods.map(m => m.fullName))];
  const isSame = before?.types === types.length && isEqual(before.names, names);
  const isSamePackage = before?.package === outline.package;
  return {
    package: outline.package,
    names: isSame ? before.names : names,
    types: types.length,
    members: isSamePackage && isEqual(before.members, members) ? before.members : members,
  };
}

function isEqual<T>(a: ArrayLike<T>, b: ArrayLike<T>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
