/**
 * Names that meet in a descriptor set alone: files that no import brings together may each declare them, but who reads the set has one table of
 * names. P2028 [full name, path], in the later file: the name is something else in the other one.
 */
import { packageParts } from "../base/packageParts.ts";
import type { FileId } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";
import { topNames } from "./sharedNames.ts";

/** What a file brings into a table of names; plain, so that it travels between threads. */
export interface FileNames {
  readonly package: string;
  /** Full names of what stands at its top. */
  readonly declared: readonly string[];
}

export interface SetClash {
  /** Whether the file declares the name or has it in its package. */
  readonly use: "declares" | "package";
  readonly file: FileId;
  readonly name: string;
  readonly other: FileId;
}

export const fileNames = (outline: Outline): FileNames => ({
  package: outline.package ?? "",
  declared: [...topNames(outline)],
});

/** `files` of a set, imports first. */
export function setClashes(files: Iterable<FileId>, namesOf: (file: FileId) => FileNames | undefined): SetClash[] {
  const out: SetClash[] = [];
  const declared = new Map<string, FileId>();
  const packages = new Map<string, FileId>();
  for (const file of files) {
    const names = namesOf(file);
    if (!names) continue;
    for (const part of packageParts(names.package)) {
      const other = declared.get(part);
      if (other !== undefined) out.push({ use: "package", file, name: part, other });
      else if (!packages.has(part)) packages.set(part, file);
    }
    for (const name of names.declared) {
      const other = declared.get(name) ?? packages.get(name);
      if (other === undefined) declared.set(name, file);
      else if (other !== file) out.push({ use: "declares", file, name, other });
    }
  }
  return out;
}
