/**
 * Files and what is derived from them, each kept until its key really differs (ARCHITECTURE.md, "Incremental"). Pull, not push: a
 * change of text only raises the revision; work is done when somebody asks. Counters tell tests what was made again.
 */
import type { Problem } from "../base/problem.ts";
import { link, type Linked } from "../link/link.ts";
import type { FileId, ImportCycle, World } from "../link/world.ts";
import { declare, type Declared } from "../outline/buildOutline.ts";
import type { Outline } from "../outline/outline.ts";
import type { Tree } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import { ImportCycles } from "./importCycles.ts";
import { farNameProblems } from "./farNames.ts";
import { RecordedNames } from "./recordedNames.ts";
import { RecordingWorld } from "./recordingWorld.ts";
import { SharedNames } from "./sharedNames.ts";

/** What the database needs of the world outside: texts on disk, and which file an import names. */
export interface Sources {
  /** The text of a file that no editor holds; undefined where it cannot be read. */
  read(file: FileId): string | undefined;
  /** The file that `path` names in an import of `from`. */
  resolveImport(from: FileId, path: string): FileId | undefined;
  /** The file of that import name which ships with the product. */
  bundledFile?(path: string): FileId | undefined;
  importName(file: FileId): string;
  whoDeclares(fullName: string): readonly FileId[];
}

/** The stage behind linking, given as a function: the database knows when to run it, not what it does. */
export type CheckStage<C> = (world: World, file: FileId, tree: Tree, linked: Linked) => C;

/** What a file saw when it was linked. */
interface LinkedCell {
  readonly version: number;
  /** Its imports and their public imports, in order. */
  seen: readonly Seen[];
  readonly names: RecordedNames;
  readonly linked: Linked;
}
interface Seen {
  readonly target: FileId | undefined;
  readonly outline: Outline | undefined;
}

/** What a judgement depends on beside the file's text and what its imports name. */
export interface Reads {
  /** Files whose declared names decide what its references resolve to. */
  readonly names: readonly FileId[];
  /** Files whose shapes were looked at. */
  readonly shapes: readonly FileId[];
  /** Paths that it does not import but might, and the files that they name. */
  readonly tried: readonly (readonly [path: string, target: FileId | undefined])[];
  /** Who declares what was not found, and by which names files are imported. */
  readonly asked: RecordedNames;
}

interface FileState<C> {
  /** Undefined where the file cannot be read, or was put away. */
  text: string | undefined;
  loaded: boolean;
  /** Raised with each new text of the file. */
  version: number;
  outline: Outline | undefined;
  /** An older one that says the same: it is kept when the file is put away, so that the new one can go while it is young. */
  older: Outline | undefined;
  tree: Tree | undefined;
  declared: Declared | undefined;
  linked: LinkedCell | undefined;
  checked: { readonly linked: Linked; readonly read: RecordingWorld; readonly result: C } | undefined;
}

export interface Counters {
  parsed: number;
  linked: number;
  checked: number;
}

export class Database<C extends { readonly problems: readonly Problem[] }> implements World {
  private readonly files = new Map<FileId, FileState<C>>();
  private readonly overlays = new Map<FileId, string>();
  private readonly sources: Sources;
  private readonly check: CheckStage<C>;
  /** Raised by every change of any file. */
  revision = 0;
  /** Raised where imports may name other files than before. */
  rootsRevision = 0;
  private readonly cycles = new ImportCycles(this);
  /** Names that several files have. */
  readonly shared = new SharedNames(file => this.files.get(file)?.outline);
  private unshared: FileId[] = [];
  readonly counters: Counters = { parsed: 0, linked: 0, checked: 0 };

  constructor(sources: Sources, check: CheckStage<C>) {
    this.sources = sources;
    this.check = check;
  }

  /** The text that an editor holds, which counts instead of the one on disk; undefined gives the file back to the disk. */
  setOverlay(file: FileId, text: string | undefined): void {
    if (text === undefined) this.overlays.delete(file);
    else this.overlays.set(file, text);
    this.changed(file);
  }

  isOpen(file: FileId): boolean {
    return this.overlays.has(file);
  }

  get openFiles(): readonly FileId[] {
    return [...this.overlays.keys()];
  }

  /** The file on disk has changed, has appeared or is gone. */
  changed(file: FileId): void {
    this.revision++;
    const state = this.files.get(file);
    if (!state) return;
    if (!state.loaded && !this.overlays.has(file)) {
      // Put away: forget what was kept of the old text, and look at the new one when somebody asks.
      forget(state);
      state.version++;
      return;
    }
    this.load(file, state);
  }

  /** Which file an import names may have changed for any file: roots, or files that appeared or went. */
  rootsChanged(): void {
    this.revision++;
    this.rootsRevision++;
  }

  /** Drops text, tree and links of a file that is not open; its outline stays. */
  putAway(file: FileId): void {
    const state = this.files.get(file);
    if (!state?.loaded || this.overlays.has(file)) return;
    state.loaded = false;
    if (state.older) state.outline = state.older;
    forgetText(state);
  }

  /**
   * Takes an outline that was made elsewhere, for a file that nobody has asked for yet or since it changed. `names`: whether its names are
   * compared with those of others now, or when problems are asked for: for many files that takes a while.
   */
  preload(file: FileId, outline: Outline, names: "now" | "when-asked" = "now"): void {
    let state = this.files.get(file);
    if (state?.loaded || state?.outline) return;
    if (!state) this.files.set(file, (state = this.newState()));
    state.outline = outline;
    if (names === "now") this.shared.add(file, outline);
    else this.unshared.push(file);
  }

  /** An outline that the text of the file may still have: an equal one is not kept a second time. */
  suggest(file: FileId, outline: Outline): void {
    if (this.files.has(file)) return;
    const state = this.newState();
    state.older = outline;
    this.files.set(file, state);
  }

  private newState(): FileState<C> {
    return {
      text: undefined,
      loaded: false,
      version: 0,
      outline: undefined,
      older: undefined,
      tree: undefined,
      declared: undefined,
      linked: undefined,
      checked: undefined,
    };
  }

  private load(file: FileId, state: FileState<C>): void {
    const text = this.overlays.get(file) ?? this.sources.read(file);
    const wasLoaded = state.loaded;
    state.loaded = true;
    if (wasLoaded && text === state.text) return;
    // What was put away keeps its outline until the text is read again; a change meanwhile shows in the outline's hashes.
    const { outline, older } = wasLoaded || text === undefined ? unknown : state;
    forget(state);
    state.outline = outline;
    state.older = older;
    state.text = text;
    state.version++;
  }

  private loaded(file: FileId): FileState<C> {
    let state = this.files.get(file);
    if (!state) {
      state = this.newState();
      this.files.set(file, state);
    }
    if (!state.loaded) this.load(file, state);
    return state;
  }

  text(file: FileId): string | undefined {
    return this.loaded(file).text;
  }

  /** Raised with each new text. */
  version(file: FileId): number {
    return this.loaded(file).version;
  }

  tree(file: FileId): Tree | undefined {
    const state = this.loaded(file);
    if (state.text === undefined) return undefined;
    if (!state.tree) {
      this.counters.parsed++;
      state.tree = parse(state.text);
    }
    return state.tree;
  }

  declared(file: FileId): Declared | undefined {
    const state = this.loaded(file);
    const tree = this.tree(file);
    if (!tree) return undefined;
    if (!state.declared) {
      state.declared = declare(tree);
      const older = state.older ?? state.outline;
      state.older = older && sameMeaning(older, state.declared.outline) ? older : undefined;
      this.shared.add(file, state.declared.outline);
    }
    state.outline = state.declared.outline;
    return state.declared;
  }

  outline(file: FileId): Outline | undefined {
    return this.files.get(file)?.outline ?? this.declared(file)?.outline;
  }

  /** The file's references resolved; made again when the file changes or a name that it sees may mean something else. */
  linked(file: FileId): Linked | undefined {
    const declared = this.declared(file);
    if (!declared) return undefined;
    const state = this.loaded(file);
    const { version, linked: kept } = state;
    const seen = this.seen(file, declared.outline);
    if (kept?.version === version && sameNames(kept.seen, seen) && kept.names.isCurrent) {
      // The older outlines need not be kept.
      kept.seen = seen;
      return kept.linked;
    }
    this.counters.linked++;
    const names = new RecordedNames(this);
    const linked = names.during(() => link(names, file, declared));
    state.linked = { version, seen, names, linked };
    return linked;
  }

  private seen(file: FileId, outline: Outline): Seen[] {
    const out: Seen[] = [];
    const known = new Set<FileId>([file]);
    // Without recursion, as chains of public imports may be long.
    const waiting = outline.imports.map(({ path }) => ({ from: file, path })).reverse();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const target = this.sources.resolveImport(next.from, next.path);
      const visible = target === undefined ? undefined : this.outline(target);
      out.push({ target, outline: visible });
      if (target === undefined || !visible || known.has(target)) continue;
      known.add(target);
      for (const i of visible.imports.toReversed())
        if (i.modifier === "public") waiting.push({ from: target, path: i.path });
    }
    return out;
  }

  /** The file judged; made again when its links were, or when the shape of a file that the judgement looked at differs. */
  checked(file: FileId): C | undefined {
    const linked = this.linked(file);
    const tree = this.tree(file);
    if (!linked || !tree) return undefined;
    const state = this.loaded(file);
    const kept = state.checked;
    if (kept?.linked === linked && kept.read.isCurrent) return kept.result;
    this.counters.checked++;
    // What is asked of names goes through the ones that linking recorded: its scope asks them too.
    const names = state.linked?.names ?? new RecordedNames(this);
    const world = new RecordingWorld(names);
    const result = names.during(() => this.check(world, file, tree, linked));
    state.checked = { linked, read: world, result };
    return result;
  }

  /** What the file's judgement depends on, if it was made and not put away. */
  readsOf(file: FileId): Reads | undefined {
    const { linked, checked } = this.files.get(file) ?? {};
    if (!linked || !checked) return undefined;
    const own = new Set(linked.linked.outline.imports.map(i => i.path));
    return {
      names: linked.linked.visible.map(v => v.id),
      shapes: [...checked.read.files],
      tried: [...(checked.read.importsOf(file) ?? [])].filter(([path]) => !own.has(path)),
      asked: linked.names,
    };
  }

  /** Those of the file itself, and of names that meet in what it imports; the latter are looked for anew each time, and few files have any. */
  problems(file: FileId): readonly Problem[] {
    const own = this.checked(file)?.problems ?? [];
    const linked = this.linked(file);
    const tree = this.tree(file);
    for (const known of this.unshared.splice(0)) {
      const outline = this.files.get(known)?.outline;
      if (outline) this.shared.add(known, outline);
    }
    if (this.shared.isEmpty || !linked || !tree || own.some(p => p.severity === "error")) return own;
    const far = farNameProblems(this, tree, linked, this.shared);
    return far.length === 0 ? own : [...own, ...far].sort((a, b) => a.span.start - b.span.start);
  }

  importCycle(file: FileId, target: FileId): ImportCycle | undefined {
    return this.cycles.through(file, target, this.revision);
  }

  resolveImport(from: FileId, path: string): FileId | undefined {
    return this.sources.resolveImport(from, path);
  }

  bundledFile(path: string): FileId | undefined {
    return this.sources.bundledFile?.(path);
  }

  importName(file: FileId): string {
    return this.sources.importName(file);
  }

  whoDeclares(fullName: string): readonly FileId[] {
    return this.sources.whoDeclares(fullName);
  }
}

const sameNames = (then: readonly Seen[], now: readonly Seen[]): boolean =>
  then.length === now.length &&
  then.every((a, i) => {
    const b = now[i] as Seen;
    return a.target === b.target && (a.outline === b.outline || a.outline?.namesHash === b.outline?.namesHash);
  });

const unknown: Pick<FileState<unknown>, "outline" | "older"> = { outline: undefined, older: undefined };

const sameMeaning = (a: Outline, b: Outline): boolean =>
  a.namesHash === b.namesHash && a.shapeHash === b.shapeHash && a.headHash === b.headHash;

function forget<C>(state: FileState<C>): void {
  state.outline = undefined;
  state.older = undefined;
  forgetText(state);
}

/** The text and what holds it. */
function forgetText<C>(state: FileState<C>): void {
  state.text = undefined;
  state.tree = undefined;
  state.declared = undefined;
  state.linked = undefined;
  state.checked = undefined;
}
