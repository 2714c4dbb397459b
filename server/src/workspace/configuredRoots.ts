/**
 * Import roots that configuration files name: the nearest `protocall.json`, `buf.work.yaml` or `buf.yaml` above a file decides. A module of a
 * `buf.work.yaml` sees the others too, and all see the modules that they depend on as far as Buf has fetched them. What a file said last counts on
 * while it is broken, as it is while somebody writes it.
 */
import { baseName, folderOf, joinPath } from "../base/path.ts";
import { type ConfigurationFiles, dependenciesOf, rootsOfPins } from "./bufModules.ts";
import {
  type ConfigMistake,
  type ConfigRoots,
  rootsOfBufWorkYaml,
  rootsOfBufYaml,
  rootsOfProtocallJson,
} from "./config.ts";
import { holds, type Root } from "./roots.ts";

export interface Configured {
  readonly roots: readonly Root[];
  /** The same, for files that the modules leave out. */
  readonly unlimited: readonly Root[];
  /** Modules on which it depends and that are not on this machine. */
  readonly missing: readonly string[];
  /** Whether it is a workspace of modules that may be configured on their own. */
  readonly isWork: boolean;
}

export class ConfiguredRoots {
  private readonly files: ConfigurationFiles;
  /** Buf's cache folder. */
  private readonly cache: () => string | undefined;
  private readonly known = new Map<string, Configured | undefined>();
  private readonly broken = new Map<string, ConfigMistake>();
  /** By file: what it named when it was sound. */
  private readonly sound = new Map<string, readonly Root[]>();

  constructor(files: ConfigurationFiles, cache: () => string | undefined) {
    this.files = files;
    this.cache = cache;
  }

  clear(): void {
    this.known.clear();
    this.broken.clear();
  }

  /** Configuration files that were met and make no sense. */
  get mistakes(): ReadonlyMap<string, ConfigMistake> {
    return this.broken;
  }

  /** Undefined where nothing configures the folder. */
  of(folder: string): Configured | undefined {
    if (this.known.has(folder)) return this.known.get(folder);
    const own = this.in(folder);
    const up = folderOf(folder);
    const above = up === folder || up === "" ? undefined : this.of(up);
    const found = own && above ? withWorkspace(own, above) : (own ?? above);
    this.known.set(folder, found);
    return found;
  }

  private in(folder: string): Configured | undefined {
    const at = (name: string): [file: string, folder: string, text: string] | undefined => {
      const file = joinPath(folder, name);
      const text = this.files.read(file);
      return text === undefined ? undefined : [file, folder, text];
    };
    const given = at("protocall.json");
    const own = this.rootsIn(given, rootsOfProtocallJson);
    if (own.length) return configured(own);
    const work = at("buf.work.yaml");
    const modules = this.rootsIn(work, rootsOfBufWorkYaml);
    if (modules.length) return { ...configured(modules.map(r => this.limited(r))), isWork: true };
    const buf = at("buf.yaml");
    return buf && this.ofBufYaml(buf, this.rootsIn(buf, rootsOfBufYaml));
  }

  private rootsIn(
    file: readonly [path: string, folder: string, text: string] | undefined,
    read: (...file: readonly [path: string, folder: string, text: string]) => ConfigRoots,
  ): readonly Root[] {
    if (!file) return [];
    const [path] = file;
    const { roots, mistake } = read(...file);
    if (mistake) this.broken.set(path, mistake);
    else this.sound.set(path, roots);
    return this.sound.get(path) ?? [];
  }

  /** What the module's own `buf.yaml` leaves out. */
  private limited(root: Root): Root {
    const file = joinPath(root.path, "buf.yaml");
    const text = this.files.read(file);
    const limits = text === undefined ? undefined : rootsOfBufYaml(file, root.path, text).roots[0]?.limits;
    return limits ? { ...root, limits } : root;
  }

  private ofBufYaml(
    [, folder, text]: readonly [string, string, string],
    roots: readonly Root[],
  ): Configured | undefined {
    if (!roots.length) return undefined;
    const file = joinPath(folder, "buf.lock");
    const lock = this.files.read(file);
    const cache = this.cache();
    const dependencies =
      lock !== undefined && cache !== undefined ? rootsOfPins(cache, { file, text: lock }, this.files) : [];
    const found = new Set(dependencies.map(({ reason }) => (reason.kind === "dependency" ? reason.module : "")));
    const missing = dependenciesOf(text).filter(name => !found.has(name));
    return { ...configured([...roots, ...dependencies]), missing };
  }
}

const configured = (roots: readonly Root[]): Configured => ({
  roots,
  unlimited: roots.some(r => r.limits) ? roots.map(({ limits: _, ...root }) => root) : roots,
  missing: [],
  isWork: false,
});

/** The roots that count for a file: what a module leaves out still finds what lies beside it. */
export const rootsFor = ({ roots, unlimited }: Configured, file: string): readonly Root[] =>
  roots.some(root => holds(root, file)) ? roots : unlimited;

/** A module that a `buf.work.yaml` above it lists sees the others too. */
function withWorkspace(own: Configured, above: Configured): Configured {
  const isModule =
    above.isWork &&
    own.roots.some(o => o.reason.kind === "config" && baseName(o.reason.file) === "buf.yaml") &&
    above.roots.some(r => own.roots.some(o => o.path === r.path));
  if (!isModule) return own;
  const others = above.roots.filter(r => !own.roots.some(o => o.path === r.path));
  const modules = own.roots.filter(r => r.reason.kind !== "dependency");
  const dependencies = own.roots.filter(r => r.reason.kind === "dependency");
  return { ...configured([...modules, ...others, ...dependencies]), missing: own.missing };
}
