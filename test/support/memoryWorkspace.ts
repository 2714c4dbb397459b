/** A workspace that only lives in memory: files by path, imports relative to the root, the bundled files behind them. */
import { readFileSync } from "node:fs";
import { Database, type CheckStage, type Sources } from "../../server/src/workspace/database.ts";
import { NameIndex } from "../../server/src/workspace/nameIndex.ts";
import type { Problem } from "../../server/src/base/problem.ts";

export interface Checkable {
  readonly problems: readonly Problem[];
}

export class MemoryWorkspace<C extends Checkable> {
  readonly db: Database<C>;
  readonly names = new NameIndex();
  private readonly texts: Map<string, string>;

  constructor(files: Readonly<Record<string, string>>, check: CheckStage<C>) {
    this.texts = new Map(Object.entries(files));
    const sources: Sources = {
      read: file => this.texts.get(file) ?? bundled(file.replace(/^bundled:/, "")),
      resolveImport: (_from, path) => (this.texts.has(path) || bundled(path) !== undefined ? path : undefined),
      bundledFile: path => (bundled(path) === undefined ? undefined : `bundled:${path}`),
      importName: file => file.replace(/^bundled:/, ""),
      whoDeclares: name => this.names.whoDeclares(name),
    };
    this.db = new Database(sources, check);
    for (const file of this.texts.keys()) this.names.set(file, this.db.outline(file));
  }

  /** Writes a file as another program would; undefined removes it. */
  write(file: string, text: string | undefined): void {
    if (text === undefined) this.texts.delete(file);
    else this.texts.set(file, text);
    this.db.changed(file);
    this.names.set(file, this.db.outline(file));
  }

  text(file: string): string {
    return this.texts.get(file) ?? "";
  }

  get files(): readonly string[] {
    return [...this.texts.keys()];
  }
}

const kept = new Map<string, string | undefined>();

function bundled(path: string): string | undefined {
  if (!path.startsWith("google/")) return undefined;
  if (!kept.has(path)) {
    try {
      kept.set(path, readFileSync(`server/protos/${path}`, "utf8"));
    } catch {
      kept.set(path, undefined);
    }
  }
  return kept.get(path);
}
