/** Texts that an option's value is likely to be: what the files beside this one say, and types for declared extensions. */
import { scalarTypes } from "../../base/scalarTypes.ts";
import { folderOf } from "../../base/path.ts";
import type { FileId } from "../../link/world.ts";
import type { OptionField } from "../../options/schema.ts";
import { inDeclaration } from "./declarations.ts";
import type { Candidates } from "./proposal.ts";

/** Most likely first. */
export function textValues(s: Candidates, file: FileId, field: OptionField): string[] {
  const { fullName, parent, name } = field.outline;
  if (fullName === inDeclaration.type) return [...scalarTypes.keys(), ...typesInSight(s, file)];
  return parent?.fullName === "google.protobuf.FileOptions" ? saidBeside(s, file, name) : [];
}

function typesInSight(s: Candidates, file: FileId): string[] {
  const out: string[] = [];
  for (const { outline } of s.linked(file)?.visible ?? [])
    for (const decl of outline.types.values())
      if ((decl.kind === "message" && !decl.synthetic) || decl.kind === "enum") out.push(`.${decl.fullName}`);
  return out;
}

/** Values that files of the folder give to an option of files, the most frequent first. */
function saidBeside(s: Candidates, file: FileId, option: string): string[] {
  const folder = folderOf(s.importName(file));
  const counts = new Map<string, number>();
  for (const path of s.importPaths(file)) {
    if (folderOf(path) !== folder) continue;
    const sibling = s.resolveImport(file, path);
    if (sibling === undefined || sibling === file) continue;
    for (const o of s.outline(sibling)?.options ?? [])
      if (o.name === option && o.value.kind === "string")
        counts.set(o.value.text, (counts.get(o.value.text) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
}
