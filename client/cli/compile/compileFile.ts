/** One file judged and, where it is free of errors, encoded. What comes back is plain and travels between threads. */
import { ByteWriter } from "../../../server/src/base/byteWriter.ts";
import { writeFileDescriptor } from "../../../server/src/descriptor/buildFile.ts";
import { fileProblems } from "../../../server/src/features/fileProblems.ts";
import type { FileId } from "../../../server/src/link/world.ts";
import { type Project, unreadable } from "../project.ts";
import { fileReport, type Report, reportsOf } from "../reports.ts";

export interface CompileOptions {
  /** `none`: files are judged only. */
  readonly descriptors: "none" | "plain" | "with-source-info";
}

/** A file and the name under which it is reported. */
export interface FileToCompile {
  readonly file: FileId;
  readonly shown: string;
}

export interface CompiledFile extends FileToCompile {
  readonly reports: readonly Report[];
  /** Files that its imports name, in order; those that name none are in the reports. */
  readonly imports: readonly FileId[];
  /** The entry of a FileDescriptorSet: tag, length and FileDescriptorProto. Absent where it was not asked for or there are errors. */
  readonly entry?: Uint8Array;
}

export function compileFile(
  { db, workspace }: Project,
  { file, shown }: FileToCompile,
  options: CompileOptions,
): CompiledFile {
  const text = db.text(file);
  if (text === undefined) {
    const why = unreadable(file) ?? `${shown} cannot be read`;
    return { file, shown, reports: [fileReport(shown, why)], imports: [] };
  }
  // What is only judged is shown as the project wants it; no such wish makes a descriptor of what is wrong.
  const reports =
    options.descriptors === "none"
      ? reportsOf(shown, text, fileProblems(db, file), workspace.severitiesOf(file).rules)
      : reportsOf(shown, text, db.problems(file));
  const named = (db.outline(file)?.imports ?? []).map(({ path }) => db.resolveImport(file, path));
  const imports = named.filter(target => target !== undefined);
  const isWanted = options.descriptors !== "none" && !reports.some(r => r.severity === "error");
  const entry = isWanted ? encode(db, file, options) : undefined;
  db.putAway(file);
  return { file, shown, reports, imports, ...(entry ? { entry } : {}) };
}

function encode(db: Project["db"], file: FileId, options: CompileOptions): Uint8Array | undefined {
  const linked = db.linked(file);
  const tree = db.tree(file);
  const checked = db.checked(file);
  if (!linked || !tree || !checked) return undefined;
  const out = new ByteWriter(1 << 14);
  out.tag(1, 2);
  const at = out.begin();
  writeFileDescriptor(out, db, linked, tree, checked.options, {
    sourceInfo: options.descriptors === "with-source-info",
  });
  out.end(at);
  return out.bytes();
}
