/**
 * Who imports whom, read backwards: which files may see a file's declarations. Made of outlines; a file is looked at again when its imports
 * differ, and all files when what an import names may differ.
 */
import type { FileId, World } from "../link/world.ts";
import type { ImportOutline } from "../outline/outline.ts";

/** What one file imports, as it was when it was looked at. */
interface Seen {
  readonly imports: readonly ImportOutline[];
  /** Undefined for one that is not found. */
  readonly targets: readonly (FileId | undefined)[];
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
  private moved = new Set<FileId>();

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

  /** The files themselves and every file that imports one of them, however far away. */
  dependents(files: Iterable<FileId>, revision: number, rootsRevision = revision): ReadonlySet<FileId> {
    this.update(revision, rootsRevision);
    const out = new Set<FileId>(files);
    for (const at of out) for (const importer of this.importers.get(at)?.keys() ?? []) out.add(importer);
    return out;
  }

  /** The files themselves and all that they import, however far away. */
  imported(files: Iterable<FileId>, revision: number, rootsRevision = revision): ReadonlySet<FileId> {
    this.update(revision, rootsRevision);
    const out = new Set<FileId>(files);
    for (const at of out)
      for (const target of this.seen.get(at)?.targets ?? []) if (target !== undefined) out.add(target);
    return out;
  }

  /** Files whose imports name other files than when this was asked before; files that came or went are among them. */
  takeMoved(revision: number, rootsRevision = revision): ReadonlySet<FileId> {
    this.update(revision, rootsRevision);
    const out = this.moved;
    this.moved = new Set();
    return out;
  }

  private update(revision: number, rootsRevision: number): void {
    for (const _ of this.updating(revision, rootsRevision));
  }

  /** What the questions do first, for who wants to pause meanwhile: it yields where it may be left for others, who may ask too. */
  *updating(revision: number, rootsRevision: number): Generator<void> {
    if (this.revision === revision && this.rootsRevision === rootsRevision) return;
    const mayMove = this.rootsRevision !== rootsRevision;
    const files = new Set(this.filesOf());
    for (const file of files) {
      const imports = this.world.outline(file)?.imports ?? none;
      const seen = this.seen.get(file);
      if (!seen) this.look(file, imports);
      else if (mayMove || !sameImports(seen.imports, imports)) this.lookAgain(file, seen, imports);
      yield;
    }
    for (const [file, seen] of this.seen) if (!files.has(file)) this.forget(file, seen);
    this.revision = revision;
    this.rootsRevision = rootsRevision;
  }

  private lookAgain(file: FileId, seen: Seen, imports: readonly ImportOutline[]): void {
    const same =
      sameImports(seen.imports, imports) &&
      imports.every((entry, i) => this.world.resolveImport(file, entry.path) === seen.targets[i]);
    if (same) return;
    this.forget(file, seen);
    this.look(file, imports);
  }

  private look(file: FileId, imports: readonly ImportOutline[]): void {
    const targets = imports.map(entry => this.world.resolveImport(file, entry.path));
    targets.forEach((target, i) => {
      if (target === undefined) return;
      let importers = this.importers.get(target);
      if (!importers) this.importers.set(target, (importers = new Map()));
      importers.set(file, imports[i]?.modifier === "public" || importers.get(file) === true);
    });
    this.seen.set(file, { imports, targets });
    this.moved.add(file);
  }

  private forget(file: FileId, { targets }: Seen): void {
    for (const target of targets) if (target !== undefined) this.importers.get(target)?.delete(file);
    this.seen.delete(file);
    this.moved.add(file);
  }
}

const sameImports = (a: readonly ImportOutline[], b: readonly ImportOutline[]): boolean =>
  a === b ||
  (a.length === b.length && a.every((entry, i) => entry.path === b[i]?.path && entry.modifier === b[i]?.modifier));
