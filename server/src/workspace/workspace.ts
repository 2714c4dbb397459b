/**
 * The files of a workspace: which there are, what their imports name, who declares what. Knows the disk through `Disk` only, and keeps
 * each answer of it until the disk says that something changed.
 */
import { baseName, folderOf, joinPath, relativeTo } from "../base/path.ts";
import type { FileId } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";
import type { Severities } from "../base/severity.ts";
import { type ConfigurationFiles, rootsInCache } from "./bufModules.ts";
import { type ConfigMistake, severitiesOfProtocallJson } from "./config.ts";
import { ConfiguredRoots, rootsFor } from "./configuredRoots.ts";
import type { Sources } from "./database.ts";
import { NameIndex } from "./nameIndex.ts";
import { evidenceIn, type Listing } from "./rootEvidence.ts";
import { type Evidence, importNameOf, inferRoots, pathBelow, type Root } from "./roots.ts";

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
  /** Where Buf keeps the modules that it has fetched. */
  readonly bufCache?: string;
}

export interface FolderRoots {
  readonly folder: string;
  readonly roots: readonly string[];
}

export interface ProjectSeverities extends Severities {
  /** The `protocall.json` that says so; absent where none does. */
  readonly file?: string;
}

/** Roots of a file that nothing configures, and what they were inferred from. */
interface Inferred {
  readonly outline: Outline | undefined;
  readonly key: string;
  readonly roots: readonly Root[];
}

export class Workspace implements Sources {
  readonly names = new NameIndex();
  private readonly disk: Disk;
  private options: WorkspaceOptions;
  private readonly listed = new Map<string, Listing | undefined>();
  private readonly filesIn = new Map<string, ReadonlySet<string>>();
  private readonly named = new Map<string, readonly Root[]>();
  private readonly foundBeside = new Map<string, string | undefined>();
  private readonly configurations: ConfigurationFiles = {
    read: path => (this.exists(path) ? this.disk.read(path) : undefined),
    isFolder: path => this.isFolder(path),
  };
  private readonly configured: ConfiguredRoots;
  private readonly severities = new Map<string, ProjectSeverities>();
  private readonly inferred = new Map<FileId, Inferred | "being made">();
  private readonly inCache = new Map<FileId, readonly Root[]>();
  private readonly resolved = new Map<readonly Root[], Map<string, FileId | undefined>>();
  private fixed: FixedRoots;
  private isOpen: (file: FileId) => boolean = () => false;
  private outlineOf: (file: FileId) => Outline | undefined = () => undefined;

  constructor(disk: Disk, options: WorkspaceOptions) {
    this.disk = disk;
    this.options = options;
    this.fixed = fixedRoots(options);
    this.configured = new ConfiguredRoots(this.configurations, () => this.options.bufCache);
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

  /** Whether a file is the user's, not one that ships with the product or that Buf has fetched. */
  isOwn(file: FileId): boolean {
    return relativeTo(this.options.bundled, file) === undefined && !this.isFetched(file);
  }

  /** Folders in Buf's cache of all modules on which files that are known depend. */
  get dependencies(): ReadonlySet<string> {
    const out = new Set<string>();
    for (const folder of new Set([...this.names.files].map(folderOf)))
      for (const { path, reason } of this.configured.of(folder)?.roots ?? [])
        if (reason.kind === "dependency") out.add(path);
    return out;
  }

  /** Whether Buf has fetched a file. */
  isFetched(file: FileId): boolean {
    const { bufCache } = this.options;
    return bufCache !== undefined && relativeTo(bufCache, file) !== undefined;
  }

  /** Configuration files in or above the folders, or met before, that make no sense. */
  configurationMistakes(folders: Iterable<string>): ReadonlyMap<string, ConfigMistake> {
    for (const folder of folders) this.configured.of(folder);
    return this.configured.mistakes;
  }

  /** Modules on which the configuration of a file depends and that Buf has not fetched. */
  missingModules(file: FileId): readonly string[] {
    return this.givenRoots(file).length ? [] : (this.configured.of(folderOf(file))?.missing ?? []);
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
    this.inferred.clear();
    this.inCache.clear();
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
    const given = this.givenRoots(file);
    if (given.length) return given;
    if (relativeTo(this.options.bundled, file) !== undefined) return this.fixed.bundled;
    if (this.isFetched(file)) return this.fetchedRoots(file);
    const configured = this.configured.of(folderOf(file));
    if (configured) return rootsFor(configured, file);
    return this.inferredRoots(file);
  }

  private givenRoots(file: FileId): readonly Root[] {
    return this.fixed.byFolder.find(f => relativeTo(f.folder, file) !== undefined)?.roots ?? this.fixed.given;
  }

  private fetchedRoots(file: FileId): readonly Root[] {
    const { bufCache = "" } = this.options;
    let roots = this.inCache.get(file);
    if (!roots) this.inCache.set(file, (roots = rootsInCache(bufCache, file, this.configurations) ?? []));
    return roots;
  }

  private inferredRoots(file: FileId): readonly Root[] {
    const known = this.inferred.get(file);
    // Asked while the outline itself is made: an import of a file being read cannot be evidence for it.
    if (known === "being made") return [{ path: folderOf(file), reason: { kind: "folder" } }];
    this.inferred.set(file, "being made");
    try {
      const made = this.inferAgain(file, known);
      this.inferred.set(file, made);
      return made.roots;
    } finally {
      if (this.inferred.get(file) === "being made") this.inferred.delete(file);
    }
  }

  private inferAgain(file: FileId, known: Inferred | undefined): Inferred {
    const outline = this.outlineOf(file);
    if (known && known.outline === outline) return known;
    const evidence = this.evidenceFor(file, outline);
    const key = JSON.stringify(evidence);
    return { outline, key, roots: known?.key === key ? known.roots : this.infer(evidence) };
  }

  private evidenceFor(file: FileId, outline: Outline | undefined): Evidence {
    const goPackage = outline?.options.find(o => o.name === "go_package")?.value;
    return {
      file,
      package: outline?.package ?? "",
      imports: outline?.imports.map(i => i.path).filter(path => this.bundledFile(path) === undefined) ?? [],
      ...(goPackage?.kind === "string" ? { goPackage: goPackage.text } : {}),
    };
  }

  private infer(evidence: Evidence): readonly Root[] {
    // A text that is in no folder yet sees the files of all open ones.
    if (!evidence.file.includes("/")) return this.options.folders.map(path => ({ path, reason: { kind: "folder" } }));
    const holding = this.options.folders
      .filter(f => relativeTo(f, evidence.file) !== undefined)
      .sort((a, b) => a.length - b.length);
    const outer = holding[0];
    return inferRoots(evidence, {
      inner: holding.at(-1),
      outer,
      exists: path => this.exists(path),
      foldersIn: folder => this.list(folder)?.folders ?? [],
      named: folder => this.namedRoots(folder, outer ?? folder),
      goModule: folder => this.goModule(folder),
      found: this.foundBeside,
    });
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

  /** How strongly problems of a file are shown, as the nearest `protocall.json` above it says; and what is wrong with that. */
  severitiesOf(file: FileId): ProjectSeverities {
    return this.severitiesIn(folderOf(file));
  }

  private severitiesIn(folder: string): ProjectSeverities {
    const known = this.severities.get(folder);
    if (known) return known;
    const path = joinPath(folder, "protocall.json");
    const text = this.exists(path) ? this.disk.read(path) : undefined;
    const up = folderOf(folder);
    const own = text === undefined ? undefined : severitiesOfProtocallJson(text);
    const above = up === folder || up === "" ? { rules: {} } : this.severitiesIn(up);
    const found = own ? { ...own, file: path } : above;
    this.severities.set(folder, found);
    return found;
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
