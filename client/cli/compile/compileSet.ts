/** The FileDescriptorSet of what arguments name, or the errors that forbid it. */
import { inImportOrder } from "../../../server/src/descriptor/importOrder.ts";
import type { FileId } from "../../../server/src/link/world.ts";
import type { Language } from "../../../server/src/shared/language.ts";
import { setClashProblem } from "../../../server/src/workspace/farNames.ts";
import { type SetClash, setClashes } from "../../../server/src/workspace/setClashes.ts";
import { type Project, shownFile } from "../project.ts";
import { type Report, reportsOf } from "../reports.ts";
import { compileNamed } from "./compileNamed.ts";

export interface CompileSetOptions {
  /** As given by `-I`. */
  readonly roots: readonly string[];
  readonly includeImports: boolean;
  readonly sourceInfo: boolean;
  /** `one-table`: files that do not see each other may not declare the same name either, as in a set that others read. */
  readonly names: "one-table" | "by-file";
  /** Of the errors. */
  readonly language: Language;
}

export type CompiledSet =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      /** All of the set. */
      readonly files: readonly FileId[];
      /** Those that the arguments name. */
      readonly named: readonly FileId[];
    }
  /** Of the files or of what they import: a set without it would be one that nobody can use. */
  | { readonly ok: false; readonly errors: readonly Report[] };

export async function compileSet(
  project: Project,
  args: readonly string[],
  { roots, includeImports, sourceInfo, names, language }: CompileSetOptions,
): Promise<CompiledSet> {
  const { reports, named, results } = await compileNamed(project, args, {
    roots,
    descriptors: sourceInfo ? "with-source-info" : "plain",
    imports: "follow",
    language,
  });
  const errors = reports.filter(r => r.severity === "error");
  if (errors.length > 0) return { ok: false, errors };
  const importsOf = (file: FileId): readonly FileId[] => results.get(file)?.imports ?? [];
  if (names === "one-table") {
    const all = inImportOrder(named, importsOf, "follow");
    const clashes = setClashes(all, file => results.get(file)?.names);
    if (clashes.length > 0) return { ok: false, errors: clashes.flatMap(c => clashReports(project, c, language)) };
  }
  const files = inImportOrder(named, importsOf, includeImports ? "follow" : "leave");
  const entries = files.flatMap(file => results.get(file)?.entry ?? []);
  return { ok: true, bytes: Buffer.concat(entries), files, named };
}

function clashReports({ db }: Project, clash: SetClash, language: Language): Report[] {
  const text = db.text(clash.file);
  const tree = db.tree(clash.file);
  const linked = db.linked(clash.file);
  if (text === undefined || !tree || !linked) return [];
  return reportsOf(shownFile(clash.file), text, [setClashProblem(db, tree, linked, clash)], { language });
}
