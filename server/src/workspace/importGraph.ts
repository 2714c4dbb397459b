/** Who imports whom, read backwards: which files may see a file's declarations. Made of outlines, and made anew when they change. */
import type { FileId, World } from "../link/world.ts";

export class ImportGraph {
  private readonly world: World;
  private readonly filesOf: () => Iterable<FileId>;
  private revision = -1;
  private importers = new Map<FileId, { readonly file: FileId; readonly isPublic: boolean }[]>();

  constructor(world: World, filesOf: () => Iterable<FileId>) {
    this.world = world;
    this.filesOf = filesOf;
  }

  /** The file itself and every file that sees it: direct importers, and importers of what imports it publicly. */
  whoSees(file: FileId, revision: number): readonly FileId[] {
    if (this.revision !== revision) this.build(revision);
    const out = new Set<FileId>([file]);
    // Files whose importers see `file` too.
    const open = [file];
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const importer of this.importers.get(at) ?? []) {
        const isNew = !out.has(importer.file);
        out.add(importer.file);
        if (isNew && importer.isPublic) open.push(importer.file);
      }
    return [...out];
  }

  /** The file itself and every file that imports it, however far away. */
  dependents(file: FileId, revision: number): readonly FileId[] {
    if (this.revision !== revision) this.build(revision);
    const out = new Set<FileId>([file]);
    for (const at of out) for (const importer of this.importers.get(at) ?? []) out.add(importer.file);
    return [...out];
  }

  private build(revision: number): void {
    this.revision = revision;
    this.importers = new Map();
    for (const file of this.filesOf())
      for (const entry of this.world.outline(file)?.imports ?? []) {
        const target = this.world.resolveImport(file, entry.path);
        if (target === undefined) continue;
        const list = this.importers.get(target);
        const importer = { file, isPublic: entry.modifier === "public" };
        if (list) list.push(importer);
        else this.importers.set(target, [importer]);
      }
  }
}
