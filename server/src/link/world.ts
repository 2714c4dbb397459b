/** What linking one file may ask about others: their outlines, and which file an import names. Never a tree, never a text. */
import type { FileHead, Outline } from "../outline/outline.ts";

/** Identifies a file of the workspace: an absolute path with forward slashes, or a name of a file that only lives in memory. */
export type FileId = string;

/** A declaration wherever it is; its position is asked of its file when somebody needs it. */
export interface DeclId {
  readonly file: FileId;
  /** `pkg.Outer.name`, without a leading dot. */
  readonly name: string;
}

/** Files each of which imports the next. */
export interface ImportCycle {
  readonly first: readonly FileId[];
  /** So many files are left out behind the first ones. */
  readonly left: number;
  readonly last: readonly FileId[];
}

export interface World {
  /** The file that `path` names in an import of `from`; undefined where there is none. */
  resolveImport(from: FileId, path: string): FileId | undefined;
  /** The file of that import name which ships with the product, whatever the workspace has under it; absent where none does. */
  bundledFile?(path: string): FileId | undefined;
  /** Undefined where the file cannot be read. */
  outline(file: FileId): Outline | undefined;
  /** The same for who asks for its head alone; where judgements are kept they then depend on no more. */
  head?(file: FileId): FileHead | undefined;
  /** The way by imports from `file` over `target`, which it imports, back to it; undefined where none leads back. Absent where nothing is judged. */
  importCycle?(file: FileId, target: FileId): ImportCycle | undefined;
  /** The name by which other files import this one; the compiler's name of the file. */
  importName(file: FileId): string;
  /** Files of the workspace that declare a message, an enum, a service or an extension of that full name. */
  whoDeclares(fullName: string): readonly FileId[];
}

export const headOf = (world: World, file: FileId): FileHead | undefined =>
  world.head ? world.head(file) : world.outline(file);
