/**
 * The files of a workspace: which there are, what their imports name, who declares what. Knows the disk through `Disk` only, and keeps
 * each answer of it until the disk says that something changed.
 */
import { baseName, folderOf, joinPath, relativeTo } from "../base/path.ts";
import type { FileId } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";
import type { SeverityRules } from "../base/severity.ts";
import { rootsOfBufWorkYaml, rootsOfBufYaml, rootsOfProtocallJson, severitiesOfProtocallJson } from "./config.ts";
import type { Sources } from "./database.ts";
import { NameIndex } from "./nameIndex.ts";
import { evidenceIn, type Listing } from "./rootEvidence.ts";
import { importNameOf, inferRoots, pathBelow, type Root } from "./roots.ts";

export interface Disk {
  /** The text of a file; undefined where it cannot be read or is no UTF-8. */
  read(path: string): string | undefined;
  /** What lies in a folder; undefined where it is none. */
  list(folder: string): Listing | undefined;
}

export interface WorkspaceOptions {
  /** Folders that are open, absolute. */
  readonly folders: readonly string[];
  /** Roots that the user gave; when there are any, nothing is inferred. */
  readonly roots?: readonly string[];
  /** Roots that the user gave for the files of one folder; they count before `roots`. */
  readonly folderRoots?: readonly FolderRoots[];
  /** The folder of the files that ship with the product. */
  readonly bundled: string;
}

export interface FolderRoots {
  readonly folder: string;
  readonly roots: readonly string[];
}

export interface Severities {
  readonly rules: SeverityRules;
  readonly error?: string;
}

export class Workspace implements Sources {
  readonly names = new NameIndex();
  private readonly disk: Disk;
  private options: WorkspaceOptions;
  private readonly listed = new Map<string, Listing | undefined>();
  private readonly filesIn = new Map<string, ReadonlySet<string>>();
  private readonly named = new Map<string, readonly Root[]>();
  private readonly foundBeside = new Map<string, string | undefined>();
  private readonly configured = new Map<string, readonly Root[] | undefined>();
  private readonly severities = new Map<string, Severities>();
  private readonly perFile = new Map<FileId, readonly Root[]>();
  private readonly resolved = new Map<readonly Root[], Map<string, FileId | undefined>>();
  private fixed: FixedRoots;
  private isOpen: (file: FileId) => boolean = () => false;
  private outlineOf: (file: FileId) => Outline | undefined = () => undefined;

  constructor(disk: Disk, options: WorkspaceOptions) {
    this.disk = disk;
    this.options = options;
    this.fixed = fixedRoots(options);
  }

  /** Evidence for roots comes from outlines, which the database makes; it is told after both exist. What is open is there unsaved too. */
  useOutlines(outlineOf: (file: FileId) => Outline | undefined, isOpen?: (file: FileId) => boolean): void {
    this.outlineOf = outlineOf;
    if (isOpen) this.isOpen = isOpen;
  }

  get folders(): readonly string[] {
    return this.options.folders;
  }

  get bundled(): string {
    return this.options.bundled;
  }

  /** Whether a file is the user's, not one that ships with the product. */
  isOwn(file: FileId): boolean {
    return relativeTo(this.options.bundled, file) === undefined;
  }

  setOptions(options: WorkspaceOptions): void {
    this.options = options;
    this.fixed = fixedRoots(options);
    this.forgetRoots();
  }

  changeFolders(folders: readonly string[]): void {
    this.setOptions({ ...this.options, folders });
  }

  /** Whether they differ from those that were given before. */
  giveFolderRoots(folderRoots: readonly FolderRoots[]): boolean {
    if (JSON.stringify(folderRoots) === JSON.stringify(this.options.folderRoots ?? [])) return false;
    this.setOptions({ ...this.options, folderRoots });
    return true;
  }

  /** A file appeared or went: what imports name may differ. */
  forgetRoots(): void {
    this.listed.clear();
    this.filesIn.clear();
    this.named.clear();
    this.foundBeside.clear();
    this.configured.clear();
    this.severities.clear();
    this.perFile.clear();
    this.resolved.clear();
  }

  read(file: FileId): string | undefined {
    return this.disk.read(file);
  }

  exists(path: string): boolean {
    const folder = folderOf(path);
    let names = this.filesIn.get(folder);
    if (!names) this.filesIn.set(folder, (names = new Set(this.list(folder)?.files)));
    return names.has(baseName(path)) || this.isOpen(path);
  }

  isFolder(path: string): boolean {
    return this.list(path) !== undefined;
  }

  private list(folder: string): Listing | undefined {
    if (!this.listed.has(folder)) this.listed.set(folder, this.disk.list(folder));
    return this.listed.get(folder);
  }

  /** The import roots of a file, in the order of search, each with its reason. The bundled files come behind them all. */
  rootsOf(file: FileId): readonly Root[] {
    const given = this.fixed.byFolder.find(f => relativeTo(f.folder, file) !== undefined)?.roots ?? this.fixed.given;
    if (given.length) return given;
    if (relativeTo(this.options.bundled, file) !== undefined) return this.fixed.bundled;
    const configured = this.configuredRoots(folderOf(file));
    if (configured?.length) return configured;
    let roots = this.perFile.get(file);
    if (!roots) {
      // Asked while the outline itself is made: an import of a file being read cannot be evidence for it.
      this.perFile.set(file, [{ path: folderOf(file), reason: { kind: "folder" } }]);
      roots = this.inferred(file);
      this.perFile.set(file, roots);
    }
    return roots;
  }

  private inferred(file: FileId): readonly Root[] {
    const outline = this.outlineOf(file);
    const goPackage = outline?.options.find(o => o.name === "go_package")?.value;
    const holding = this.options.folders
      .filter(f => relativeTo(f, file) !== undefined)
      .sort((a, b) => a.length - b.length);
    const outer = holding[0];
    return inferRoots(
      {
        file,
        package: outline?.package ?? "",
        imports: outline?.imports.map(i => i.path).filter(path => this.bundledFile(path) === undefined) ?? [],
        ...(goPackage?.kind === "string" ? { goPackage: goPackage.text } : {}),
      },
      {
        inner: holding.at(-1),
        outer,
        exists: path => this.exists(path),
        foldersIn: folder => this.list(folder)?.folders ?? [],
        named: folder => this.namedRoots(folder, outer ?? folder),
        goModule: folder => this.goModule(folder),
        found: this.foundBeside,
      },
    );
  }

  private namedRoots(folder: string, top: string): readonly Root[] {
    let roots = this.named.get(folder);
    if (!roots) {
      roots = evidenceIn(folder, top, { read: path => this.disk.read(path), list: at => this.list(at) });
      this.named.set(folder, roots);
    }
    return roots;
  }

  private goModule(folder: string): string | undefined {
    if (!this.list(folder)?.files.includes("go.mod")) return undefined;
    return /^\s*module\s+"?([^\s"]+)/m.exec(this.disk.read(joinPath(folder, "go.mod")) ?? "")?.[1];
  }

  /** The nearest configuration above a folder decides. */
  private configuredRoots(folder: string): readonly Root[] | undefined {
    if (this.configured.has(folder)) return this.configured.get(folder);
    const own = this.configIn(folder);
    const up = folderOf(folder);
    const above = up === folder || up === "" ? undefined : this.configuredRoots(up);
    const found = own && above ? withWorkspace(own, above) : (own ?? above);
    this.configured.set(folder, found);
    return found;
  }

  /** How strongly problems of a file are shown, as the nearest `protocall.json` above it says; and what is wrong with that. */
  severitiesOf(file: FileId): Severities {
    return this.severitiesIn(folderOf(file));
  }

  private severitiesIn(folder: string): Severities {
    const known = this.severities.get(folder);
    if (known) return known;
    const path = joinPath(folder, "protocall.json");
    const text = this.exists(path) ? this.disk.read(path) : undefined;
    const up = folderOf(folder);
    const own = text === undefined ? undefined : severitiesOfProtocallJson(path, text);
    const found = own ?? (up === folder || up === "" ? { rules: {} } : this.severitiesIn(up));
    this.severities.set(folder, found);
    return found;
  }

  private configIn(folder: string): readonly Root[] | undefined {
    const readers = [
      ["protocall.json", rootsOfProtocallJson],
      ["buf.work.yaml", rootsOfBufWorkYaml],
      ["buf.yaml", rootsOfBufYaml],
    ] as const;
    for (const [name, read] of readers) {
      const path = joinPath(folder, name);
      const text = this.exists(path) ? this.disk.read(path) : undefined;
      if (text === undefined) continue;
      const { roots } = read(path, folder, text);
      if (roots.length) return roots;
    }
    return undefined;
  }

  resolveImport(from: FileId, path: string): FileId | undefined {
    const roots = this.rootsOf(from);
    let known = this.resolved.get(roots);
    if (!known) this.resolved.set(roots, (known = new Map()));
    if (known.has(path)) return known.get(path);
    const root = this.rootOfImport(from, path);
    const found = root ? pathBelow(root, path) : this.bundledFile(path);
    known.set(path, found);
    return found;
  }

  /** The root below which the path of an import is found; undefined where it ships with the product, or is nowhere. */
  rootOfImport(from: FileId, path: string): Root | undefined {
    return this.rootsOf(from).find(root => this.exists(pathBelow(root, path)));
  }

  bundledFile(path: string): FileId | undefined {
    const file = joinPath(this.options.bundled, path);
    return this.exists(file) ? file : undefined;
  }

  importName(file: FileId): string {
    return relativeTo(this.options.bundled, file) ?? importNameOf(file, this.rootsOf(file)) ?? baseName(file);
  }

  whoDeclares(fullName: string): readonly FileId[] {
    return this.names.whoDeclares(fullName);
  }
}

/** A module that a `buf.work.yaml` above it lists sees the others too. */
function withWorkspace(own: readonly Root[], above: readonly Root[]): readonly Root[] {
  const isOf = (root: Root, name: string): boolean =>
    root.reason.kind === "config" && baseName(root.reason.file) === name;
  const isModule =
    own.every(r => isOf(r, "buf.yaml")) &&
    above.some(r => isOf(r, "buf.work.yaml") && own.some(o => o.path === r.path));
  return isModule ? [...own, ...above.filter(r => !own.some(o => o.path === r.path))] : own;
}

interface FixedRoots {
  readonly given: readonly Root[];
  /** Inner folders before those that hold them. */
  readonly byFolder: readonly { readonly folder: string; readonly roots: readonly Root[] }[];
  readonly bundled: readonly Root[];
}

const given = (paths: readonly string[]): Root[] => paths.map(path => ({ path, reason: { kind: "given" } }));

const fixedRoots = (options: WorkspaceOptions): FixedRoots => ({
  given: given(options.roots ?? []),
  byFolder: (options.folderRoots ?? [])
    .filter(f => f.roots.length > 0)
    .map(({ folder, roots }) => ({ folder, roots: given(roots) }))
    .sort((a, b) => b.folder.length - a.folder.length),
  bundled: given([options.bundled]),
});
