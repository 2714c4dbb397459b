/** The .proto files that a command works on: the same workspace and database as the editor's. */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { bufCache } from "../../server/src/host/bufCache.ts";
import { disk, readText } from "../../server/src/host/disk.ts";
import { Database } from "../../server/src/workspace/database.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import type { Bilingual } from "../../server/src/shared/language.ts";
import { UsageError } from "./command.ts";

export interface Project {
  readonly workspace: Workspace;
  readonly db: Database<Checked>;
}

/** Files that ship with the product lie beside the bundle: `client/out/cli.js` → `server/protos`. */
export const bundledProtos = (): string =>
  toId(path.resolve(import.meta.dirname ?? __dirname, "../../server/protos"));

export const toId = (file: string): string => path.resolve(file).replaceAll("\\", "/");

/** Relative to the current folder where it lies below it. */
export function shownFile(id: string): string {
  const relative = path.relative(".", id).replaceAll("\\", "/");
  return relative === "" ? "." : relative.startsWith("../") ? id : relative;
}

/** `roots`: as given by `-I`; none: found as in the editor. */
export function openProject(roots: readonly string[]): Project {
  for (const root of roots) {
    const stat = statSync(root, { throwIfNoEntry: false });
    if (!stat)
      throw new UsageError({
        en: `the import root ${root} does not exist`,
        ko: `import 루트 ${root}이(가) 없습니다`,
      });
    if (!stat.isDirectory())
      throw new UsageError({
        en: `the import root ${root} is not a folder`,
        ko: `import 루트 ${root}은(는) 폴더가 아닙니다`,
      });
  }
  const folders = [toId(".")];
  const workspace = new Workspace(disk, {
    folders,
    roots: roots.map(toId),
    bundled: bundledProtos(),
    bufCache: toId(bufCache()),
  });
  const db = new Database<Checked>(workspace, checkFile);
  workspace.useOutlines(file => db.outline(file));
  return { workspace, db };
}

export type FoundFile =
  | { readonly ok: true; readonly file: string; readonly shown: string }
  | { readonly ok: false; readonly shown: string; readonly why: Bilingual };

/** The files that arguments name; folders are searched for files with these endings. Files are shown as the user wrote them. */
export function* findFiles(args: readonly string[], endings: readonly string[] = [".proto"]): Generator<FoundFile> {
  const seen = new Set<string>();
  for (const shown of args) {
    const stat = statSync(shown, { throwIfNoEntry: false });
    if (!stat) yield { ok: false, shown, why: { en: `${shown} does not exist`, ko: `${shown}이(가) 없습니다` } };
    else
      for (const at of stat.isDirectory() ? filesBelow(shown, endings) : [shown]) {
        const file = toId(at);
        if (!seen.has(file)) yield { ok: true, file, shown: at };
        seen.add(file);
      }
  }
}

function* filesBelow(folder: string, endings: readonly string[]): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && entry.name !== ".git") yield* filesBelow(at, endings);
    } else if (endings.some(e => entry.name.endsWith(e))) yield at;
  }
}

/** Why a file cannot be read; undefined where it can. */
export function unreadable(file: string): Bilingual | undefined {
  const result = readText(file);
  return result.ok ? undefined : result.detail;
}
