/** The files and folders that arguments name, compiled; what does not exist is a report too. */
import type { FileId } from "../../../server/src/link/world.ts";
import type { Language } from "../../../server/src/shared/language.ts";
import { refuseBrokenConfiguration } from "../brokenConfiguration.ts";
import { UsageError } from "../command.ts";
import { findFiles, type FoundFile, type Project } from "../project.ts";
import { fileReport, type Report } from "../reports.ts";
import { type CompileAllOptions, compileAll } from "./compileAll.ts";
import type { CompiledFile } from "./compileFile.ts";
import { Threads } from "./threads.ts";

export interface CompiledFiles {
  /** Of the named files in their order, then of what they import. */
  readonly reports: readonly Report[];
  /** Without imports. */
  readonly named: readonly FileId[];
  readonly results: ReadonlyMap<FileId, CompiledFile>;
}

export interface CompileNamedOptions extends CompileAllOptions {
  /** As given by `-I`. */
  readonly roots: readonly string[];
}

/** From so many files on threads save more than starting them costs. */
const MANY = 300;

/** Throws `UsageError` where the arguments name no .proto file at all, or the configuration of one is broken. */
export async function compileNamed(
  project: Project,
  args: readonly string[],
  { roots, ...options }: CompileNamedOptions,
): Promise<CompiledFiles> {
  const threads = new Threads({ roots, options });
  try {
    const found: FoundFile[] = [];
    for (const file of findFiles(args)) if (found.push(file) === MANY) threads.start();
    if (found.length === 0)
      throw new UsageError({
        en: `there is no .proto file in ${args.join(", ")}`,
        ko: `${args.join(", ")}에 .proto 파일이 없습니다`,
      });
    const files = found.flatMap(f => (f.ok ? [{ file: f.file, shown: f.shown }] : []));
    refuseBrokenConfiguration(
      project,
      files.map(f => f.file),
      roots,
    );
    return summary(found, await compileAll(project, threads, files, options), options.language);
  } finally {
    await threads.end();
  }
}

function summary(
  found: readonly FoundFile[],
  results: ReadonlyMap<FileId, CompiledFile>,
  language: Language,
): CompiledFiles {
  const reports = found.flatMap(f =>
    f.ok ? (results.get(f.file)?.reports ?? []) : [fileReport(f.shown, f.why[language])],
  );
  const named = found.flatMap(f => (f.ok ? [f.file] : []));
  const own = new Set(named);
  const imported = [...results.values()].filter(({ file }) => !own.has(file)).flatMap(r => r.reports);
  return { reports: [...reports, ...imported], named, results };
}
