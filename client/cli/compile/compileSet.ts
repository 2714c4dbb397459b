/** The FileDescriptorSet of what arguments name, or the errors that forbid it. */
import { inImportOrder } from "../../../server/src/descriptor/importOrder.ts";
import type { FileId } from "../../../server/src/link/world.ts";
import type { Language } from "../../../server/src/shared/language.ts";
import type { Project } from "../project.ts";
import type { Report } from "../reports.ts";
import { compileNamed } from "./compileNamed.ts";

export interface CompileSetOptions {
  /** As given by `-I`. */
  readonly roots: readonly string[];
  readonly includeImports: boolean;
  readonly sourceInfo: boolean;
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
  { roots, includeImports, sourceInfo, language }: CompileSetOptions,
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
  const files = inImportOrder(named, importsOf, includeImports ? "follow" : "leave");
  const entries = files.flatMap(file => results.get(file)?.entry ?? []);
  return { ok: true, bytes: Buffer.concat(entries), files, named };
}
