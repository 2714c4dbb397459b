/** One file judged and, where it is free of errors, encoded. What comes back is plain and travels between threads. */
import type { ByteWriter } from "../../../server/src/base/byteWriter.ts";
import { writeFileDescriptor } from "../../../server/src/descriptor/buildFile.ts";
import type { Problem } from "../../../server/src/base/problem.ts";
import { placesOf } from "../../../server/src/features/rootReasons.ts";
import { fileProblems } from "../../../server/src/features/fileProblems.ts";
import type { FileId } from "../../../server/src/link/world.ts";
import type { Bilingual, Language } from "../../../server/src/shared/language.ts";
import { type FileNames, fileNames } from "../../../server/src/workspace/setClashes.ts";
import { type Project, shownFile, unreadable } from "../project.ts";
import { fileReport, type Report, reportsOf } from "../reports.ts";

export interface CompileOptions {
  /** `none`: files are judged only. */
  readonly descriptors: "none" | "plain" | "with-source-info";
  /** Of the messages. */
  readonly language: Language;
}

/** A file and the name under which it is reported. */
export interface FileToCompile {
  readonly file: FileId;
  readonly shown: string;
}

export interface JudgedFile extends FileToCompile {
  readonly reports: readonly Report[];
  /** Files that its imports name, in order; those that name none are in the reports. */
  readonly imports: readonly FileId[];
  /** Where a descriptor was asked for. */
  readonly names?: FileNames;
}

export interface CompiledFile extends JudgedFile {
  /** The entry of a FileDescriptorSet: tag, length and FileDescriptorProto. Absent where it was not asked for or there are errors. */
  readonly entry?: Uint8Array;
}

export const importsOf = (db: Project["db"], file: FileId): FileId[] =>
  (db.outline(file)?.imports ?? []).flatMap(({ path }) => db.resolveImport(file, path) ?? []);

/** Writes the file's entry to `out`, or nothing. */
export function compileFile(
  { db, workspace }: Project,
  { file, shown, imports }: FileToCompile & { readonly imports: readonly FileId[] },
  options: CompileOptions,
  out: ByteWriter,
): JudgedFile {
  const { language } = options;
  const text = db.text(file);
  if (text === undefined) {
    const why = unreadable(file) ?? { en: `${shown} cannot be read`, ko: `${shown}을(를) 읽을 수 없습니다` };
    return { file, shown, reports: [fileReport(shown, why[language])], imports: [] };
  }
  // What is only judged is shown as the project wants it; no such wish makes a descriptor of what is wrong.
  const more = (problem: Problem): string => placesOf(workspace, file, problem, { language, shown: shownFile });
  const reports =
    options.descriptors === "none"
      ? reportsOf(shown, text, fileProblems(db, file), { rules: workspace.severitiesOf(file).rules, more, language })
      : reportsOf(shown, text, db.problems(file), { more, language });
  const hidden = options.descriptors === "none" ? undefined : hiddenBy({ db }, file);
  if (hidden !== undefined) reports.push(fileReport(shown, hiddenText(shown, hidden)[language]));
  const isWanted = options.descriptors !== "none" && !reports.some(r => r.severity === "error");
  if (isWanted) encode(db, file, options, out);
  const outline = isWanted ? db.outline(file) : undefined;
  // What others compile, or nobody, was read for its outline.
  for (const { id } of db.linked(file)?.visible ?? []) db.putAway(id);
  return { file, shown, reports, imports, ...(outline ? { names: fileNames(outline) } : {}) };
}

interface Hidden {
  /** Its name in a descriptor set. */
  readonly name: string;
  readonly by: FileId;
}

/** The file that imports find under the name of this one, where its root comes first: a set has each name once. */
function hiddenBy({ db }: Pick<Project, "db">, file: FileId): Hidden | undefined {
  const name = db.importName(file);
  const by = db.resolveImport(file, name);
  return by === undefined || by === file ? undefined : { name, by };
}

const hiddenText = (shown: string, { name, by }: Hidden): Bilingual => ({
  en: `${shown} is hidden: imports of "${name}" find ${shownFile(by)}, whose root comes first`,
  ko: `${shown} 파일은 가려져 있습니다. "${name}"을(를) import하면 루트가 앞서는 ${shownFile(by)}이(가) 쓰입니다`,
});

function encode(db: Project["db"], file: FileId, options: CompileOptions, out: ByteWriter): void {
  const linked = db.linked(file);
  const tree = db.tree(file);
  const checked = db.checked(file);
  if (!linked || !tree || !checked) return;
  out.tag(1, 2);
  const at = out.begin();
  writeFileDescriptor(out, db, linked, tree, checked.options, {
    sourceInfo: options.descriptors === "with-source-info",
  });
  out.end(at);
}
