/** Which file declares a name, over all files of the workspace. Replaced file by file. */
import type { FileId } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";

export class NameIndex {
  private readonly byName = new Map<string, FileId | FileId[]>();
  private readonly byFile = new Map<FileId, readonly string[]>();

  set(file: FileId, outline: Outline | undefined): void {
    this.remove(file);
    if (!outline) return;
    const names: string[] = [];
    for (const [name, decl] of outline.types) {
      if (decl.kind === "message" && decl.synthetic === "map-entry") continue;
      names.push(name);
      const known = this.byName.get(name);
      if (known === undefined) this.byName.set(name, file);
      else if (typeof known === "string") this.byName.set(name, [known, file]);
      else known.push(file);
    }
    this.byFile.set(file, names);
  }

  remove(file: FileId): void {
    const names = this.byFile.get(file);
    if (!names) return;
    this.byFile.delete(file);
    for (const name of names) {
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

  get files(): Iterable<FileId> {
    return this.byFile.keys();
  }

  has(file: FileId): boolean {
    return this.byFile.has(file);
  }

  /** Full names with the files that declare them. */
  *entries(): Generator<readonly [string, FileId]> {
    for (const [file, names] of this.byFile) for (const name of names) yield [name, file];
  }

  get size(): number {
    return this.byName.size;
  }
}
