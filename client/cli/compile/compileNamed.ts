/** The files and folders that arguments name, compiled; what does not exist is a report too. */
import type { FileId } from "../../../server/src/link/world.ts";
import { UsageError } from "../command.ts";
import { findFiles, type Project } from "../project.ts";
import { fileReport, type Report } from "../reports.ts";
import { type CompileAllOptions, compileAll } from "./compileAll.ts";
import type { CompiledFile } from "./compileFile.ts";

export interface CompiledFiles {
  /** Of the named files in their order, then of what they import. */
  readonly reports: readonly Report[];
  /** Without imports. */
  readonly named: readonly FileId[];
  readonly results: ReadonlyMap<FileId, CompiledFile>;
}

/** Throws `UsageError` where the arguments name no .proto file at all. */
export async function compileNamed(
  project: Project,
  args: readonly string[],
  options: CompileAllOptions,
): Promise<CompiledFiles> {
  const found = findFiles(args);
  if (found.length === 0) throw new UsageError(`there is no .proto file in ${args.join(", ")}`);
  const files = found.flatMap(f => (f.ok ? [{ file: f.file, shown: f.shown }] : []));
  const results = await compileAll(project, files, options);
  const reports = found.flatMap(f =>
    f.ok ? (results.get(f.file)?.reports ?? []) : [fileReport(f.shown, f.message)],
  );
  const named = files.map(({ file }) => file);
  const own = new Set(named);
  const imported = [...results.values()].filter(({ file }) => !own.has(file)).flatMap(r => r.reports);
  return { reports: [...reports, ...imported], named, results };
}
