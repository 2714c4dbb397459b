/**
 * Who imports whom, read backwards: which files may see a file's declarations. Made of outlines; a file is looked at again when its imports
 * differ, and all files when what an import names may differ.
 */
import type { FileId, World } from "../link/world.ts";
import type { ImportOutline } from "../outline/outline.ts";

/** What one file imports, as it was when it was looked at. */
interface Seen {
  readonly imports: readonly ImportOutline[];
  readonly targets: readonly FileId[];
}

const none: readonly ImportOutline[] = [];

export class ImportGraph {
  private readonly world: World;
  private readonly filesOf: () => Iterable<FileId>;
  private revision = -1;
  private rootsRevision = -1;
  private readonly seen = new Map<FileId, Seen>();
  /** Imported file → importer → whether it imports publicly. */
  private readonly importers = new Map<FileId, Map<FileId, boolean>>();

  constructor(world: World, filesOf: () => Iterable<FileId>) {
    this.world = world;
    this.filesOf = filesOf;
  }

  /**
   * The file itself and every file that sees it: direct importers, and importers of what imports it publicly. `revision` is that of all
   * files, `rootsRevision` that of what imports name.
   */
  whoSees(file: FileId, revision: number, rootsRevision = revision): readonly FileId[] {
    this.update(revision, rootsRevision);
    const out = new Set<FileId>([file]);
    // Files whose importers see `file` too.
    const open = [file];
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const [importer, isPublic] of this.importers.get(at) ?? []) {
        const isNew = !out.has(importer);
        out.add(importer);
        if (isNew && isPublic) open.push(importer);
      }
    return [...out];
  }

  /** The file itself and every file that imports it, however far away. */
  dependents(file: FileId, revision: number, rootsRevision = revision): readonly FileId[] {
    this.update(revision, rootsRevision);
    const out = new Set<FileId>([file]);
    for (const at of out) for (const importer of this.importers.get(at)?.keys() ?? []) out.add(importer);
    return [...out];
  }

  private update(revision: number, rootsRevision: number): void {
    if (this.revision === revision && this.rootsRevision === rootsRevision) return;
    if (this.rootsRevision !== rootsRevision) {
      this.seen.clear();
      this.importers.clear();
    }
    this.revision = revision;
    this.rootsRevision = rootsRevision;
    let count = 0;
    for (const file of this.filesOf()) {
      count++;
      const imports = this.world.outline(file)?.imports ?? none;
      const seen = this.seen.get(file);
      if (seen && sameImports(seen.imports, imports)) continue;
      if (seen) this.forget(file, seen);
      this.look(file, imports);
    }
    if (count < this.seen.size) {
      const left = new Set(this.filesOf());
      for (const [file, seen] of this.seen) if (!left.has(file)) this.forget(file, seen);
    }
  }

  private look(file: FileId, imports: readonly ImportOutline[]): void {
    const targets: FileId[] = [];
    for (const entry of imports) {
      const target = this.world.resolveImport(file, entry.path);
      if (target === undefined) continue;
      targets.push(target);
      let importers = this.importers.get(target);
      if (!importers) this.importers.set(target, (importers = new Map()));
      importers.set(file, entry.modifier === "public" || importers.get(file) === true);
    }
    this.seen.set(file, { imports, targets });
  }

  private forget(file: FileId, { targets }: Seen): void {
    for (const target of targets) this.importers.get(target)?.delete(file);
    this.seen.delete(file);
  }
}

const sameImports = (a: readonly ImportOutline[], b: readonly ImportOutline[]): boolean =>
  a === b ||
  (a.length === b.length && a.every((entry, i) => entry.path === b[i]?.path && entry.modifier === b[i]?.modifier));
