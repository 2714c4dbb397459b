/**
 * Files and what is derived from them, each kept until its key really differs (ARCHITECTURE.md, "Incremental"). Pull, not push: a
 * change of text only raises the revision; work is done when somebody asks. Counters tell tests what was made again.
 */
import { link, type Linked } from "../link/link.ts";
import type { FileId, World } from "../link/world.ts";
import { declare, type Declared } from "../outline/buildOutline.ts";
import type { Outline } from "../outline/outline.ts";
import type { Tree } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";

/** What the database needs of the world outside: texts on disk, and which file an import names. */
export interface Sources {
  /** The text of a file that no editor holds; undefined where it cannot be read. */
  read(file: FileId): string | undefined;
  /** The file that `path` names in an import of `from`. Changes of the answer are announced by `rootsChanged`. */
  resolveImport(from: FileId, path: string): FileId | undefined;
  importName(file: FileId): string;
  whoDeclares(fullName: string): readonly FileId[];
}

interface FileState {
  text: string | undefined;
  /** Raised with each new text of the file. */
  version: number;
  tree: { readonly version: number; readonly tree: Tree; readonly declared: Declared } | undefined;
  linked: { readonly key: string; readonly linked: Linked } | undefined;
}

export interface Counters {
  parsed: number;
  linked: number;
}

export class Database implements World {
  private readonly files = new Map<FileId, FileState>();
  private readonly overlays = new Map<FileId, string>();
  private readonly sources: Sources;
  /** Raised by every change of any file. */
  revision = 0;
  readonly counters: Counters = { parsed: 0, linked: 0 };

  constructor(sources: Sources) {
    this.sources = sources;
  }

  /** The text that an editor holds, which counts instead of the one on disk; undefined gives the file back to the disk. */
  setOverlay(file: FileId, text: string | undefined): void {
    if (text === undefined) this.overlays.delete(file);
    else this.overlays.set(file, text);
    this.changed(file);
  }

  /** The file on disk has changed, has appeared or is gone. */
  changed(file: FileId): void {
    this.revision++;
    const state = this.files.get(file);
    if (!state) return;
    const text = this.textFromOutside(file);
    if (text === state.text) return;
    state.text = text;
    state.version++;
  }

  private textFromOutside(file: FileId): string | undefined {
    return this.overlays.get(file) ?? this.sources.read(file);
  }

  private state(file: FileId): FileState {
    let state = this.files.get(file);
    if (!state) {
      state = { text: this.textFromOutside(file), version: 0, tree: undefined, linked: undefined };
      this.files.set(file, state);
    }
    return state;
  }

  text(file: FileId): string | undefined {
    return this.state(file).text;
  }

  tree(file: FileId): Tree | undefined {
    return this.parsed(file)?.tree;
  }

  declared(file: FileId): Declared | undefined {
    return this.parsed(file)?.declared;
  }

  outline(file: FileId): Outline | undefined {
    return this.parsed(file)?.declared.outline;
  }

  private parsed(file: FileId): FileState["tree"] {
    const state = this.state(file);
    if (state.text === undefined) return undefined;
    if (state.tree?.version !== state.version) {
      this.counters.parsed++;
      const tree = parse(state.text);
      state.tree = { version: state.version, tree, declared: declare(tree) };
    }
    return state.tree;
  }

  /** The file's references resolved; made again when the file changes or a name that it sees may mean something else. */
  linked(file: FileId): Linked | undefined {
    const parsed = this.parsed(file);
    if (!parsed) return undefined;
    const state = this.state(file);
    const key = this.linkKey(file, state.version, parsed.declared.outline);
    if (state.linked?.key !== key) {
      this.counters.linked++;
      state.linked = { key, linked: link(this, file, parsed.declared) };
    }
    return state.linked.linked;
  }

  private linkKey(file: FileId, version: number, outline: Outline): string {
    let key = `${version}`;
    const seen = new Set<FileId>([file]);
    const add = (from: FileId, path: string): void => {
      const target = this.sources.resolveImport(from, path);
      const seenOutline = target === undefined ? undefined : this.outline(target);
      key += `|${target ?? "?"}:${seenOutline?.namesHash ?? "-"}`;
      if (target === undefined || !seenOutline || seen.has(target)) return;
      seen.add(target);
      for (const i of seenOutline.imports) if (i.modifier === "public") add(target, i.path);
    };
    for (const i of outline.imports) add(file, i.path);
    return key;
  }

  resolveImport(from: FileId, path: string): FileId | undefined {
    return this.sources.resolveImport(from, path);
  }

  importName(file: FileId): string {
    return this.sources.importName(file);
  }

  whoDeclares(fullName: string): readonly FileId[] {
    return this.sources.whoDeclares(fullName);
  }
}
