/**
 * The files of a workspace: which there are, what their imports name, who declares what. Knows the disk through `Disk` only, and keeps
 * each answer of it until the disk says that something changed.
 */
import { ancestors, baseName, folderOf, joinPath, relativeTo } from "../base/path.ts";
import type { FileId } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";
import type { SeverityRules } from "../base/severity.ts";
import {
  rootsOfBufWorkYaml,
  rootsOfBufYaml,
  rootsOfProtocallJson,
  rootsOfScript,
  severitiesOfProtocallJson,
} from "./config.ts";
import type { Sources } from "./database.ts";
import { NameIndex } from "./nameIndex.ts";
import { importNameOf, inferRoots, type Root } from "./roots.ts";

export interface Disk {
  /** The text of a file; undefined where it cannot be read or is no UTF-8. */
  read(path: string): string | undefined;
  exists(path: string): boolean;
}

export interface WorkspaceOptions {
  /** Folders that are open, absolute. */
  readonly folders: readonly string[];
  /** Roots that the user gave; when there are any, nothing is inferred. */
  readonly roots?: readonly string[];
  /** The folder of the files that ship with the product. */
  readonly bundled: string;
}

export interface Severities {
  readonly rules: SeverityRules;
  readonly error?: string;
}

const scripts = ["Makefile", "makefile", "GNUmakefile", "generate.sh", "gen.sh", "protoc.sh", "build.sh"];

export class Workspace implements Sources {
  readonly names = new NameIndex();
  private readonly disk: Disk;
  private options: WorkspaceOptions;
  private readonly existing = new Map<string, boolean>();
  private readonly configured = new Map<string, readonly Root[] | undefined>();
  private readonly severities = new Map<string, Severities>();
  private readonly perFile = new Map<FileId, readonly Root[]>();
  private readonly resolved = new Map<readonly Root[], Map<string, FileId | undefined>>();
  private fixed: { readonly given: readonly Root[]; readonly bundled: readonly Root[] };
  private outlineOf: (file: FileId) => Outline | undefined = () => undefined;

  constructor(disk: Disk, options: WorkspaceOptions) {
    this.disk = disk;
    this.options = options;
    this.fixed = fixedRoots(options);
  }

  /** Evidence for roots comes from outlines, which the database makes; it is told after both exist. */
  useOutlines(outlineOf: (file: FileId) => Outline | undefined): void {
    this.outlineOf = outlineOf;
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

  /** A file appeared or went: what imports name may differ. */
  forgetRoots(): void {
    this.existing.clear();
    this.configured.clear();
    this.severities.clear();
    this.perFile.clear();
    this.resolved.clear();
  }

  read(file: FileId): string | undefined {
    return this.disk.read(file);
  }

  exists(path: string): boolean {
    let known = this.existing.get(path);
    if (known === undefined) {
      known = this.disk.exists(path);
      this.existing.set(path, known);
    }
    return known;
  }

  /** The import roots of a file, in the order of search, each with its reason. The bundled files come behind them all. */
  rootsOf(file: FileId): readonly Root[] {
    if (this.fixed.given.length) return this.fixed.given;
    if (relativeTo(this.options.bundled, file) !== undefined) return this.fixed.bundled;
    const configured = this.configuredRoots(folderOf(file));
    if (configured?.length) return configured;
    let roots = this.perFile.get(file);
    if (!roots) {
      // Asked while the outline itself is made: an import of a file being read cannot be evidence for it.
      this.perFile.set(file, [{ path: folderOf(file), reason: { kind: "folder" } }]);
      const outline = this.outlineOf(file);
      const evidence = { file, package: outline?.package ?? "", imports: outline?.imports.map(i => i.path) ?? [] };
      const bound = this.options.folders.find(f => relativeTo(f, file) !== undefined);
      const inferred = inferRoots(evidence, bound, path => this.exists(path));
      roots = [...inferred, ...this.scriptRoots(folderOf(file), bound)];
      this.perFile.set(file, roots);
    }
    return roots;
  }

  /** The nearest configuration above a folder decides. */
  private configuredRoots(folder: string): readonly Root[] | undefined {
    if (this.configured.has(folder)) return this.configured.get(folder);
    const own = this.configIn(folder);
    const up = folderOf(folder);
    const found = own ?? (up === folder || up === "" ? undefined : this.configuredRoots(up));
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

  private scriptRoots(folder: string, bound: string | undefined): readonly Root[] {
    const out: Root[] = [];
    for (const at of ancestors(folder)) {
      for (const name of scripts) {
        const path = joinPath(at, name);
        const text = this.exists(path) ? this.disk.read(path) : undefined;
        if (text !== undefined) out.push(...rootsOfScript(path, at, text));
      }
      if (at === bound || bound === undefined) break;
    }
    return out;
  }

  resolveImport(from: FileId, path: string): FileId | undefined {
    const roots = this.rootsOf(from);
    let known = this.resolved.get(roots);
    if (!known) this.resolved.set(roots, (known = new Map()));
    if (known.has(path)) return known.get(path);
    let found: string | undefined;
    for (const root of [...roots.map(r => r.path), this.options.bundled]) {
      const candidate = joinPath(root, path);
      if (this.exists(candidate)) {
        found = candidate;
        break;
      }
    }
    known.set(path, found);
    return found;
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

const fixedRoots = (options: WorkspaceOptions): { given: readonly Root[]; bundled: readonly Root[] } => ({
  given: (options.roots ?? []).map(path => ({ path, reason: { kind: "given" } })),
  bundled: [{ path: options.bundled, reason: { kind: "given" } }],
});
