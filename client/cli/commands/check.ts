/** `protocall check`: judges files as the editor does. */
import path from "node:path";
import { withImports } from "../../../server/src/workspace/withImports.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { checkJsonl } from "../checkJsonl.ts";
import { formatOption, oneOf, parseOptions, rootOption } from "../options.ts";
import { findFiles, openProject, type Project, unreadable } from "../project.ts";
import { fileReport, type Report, reportLine, reportsOf } from "../reports.ts";

const help = `protocall check [-I ROOT]… [--format text|json] FILE-OR-FOLDER…
protocall check --jsonl [--descriptors]

Judges .proto files. Folders are searched for .proto files. Without -I the import roots are found as in the editor: from
protocall.json, buf.yaml or buf.work.yaml, else from packages and imports.

  -I ROOT, --root ROOT   folder that imports are relative to; repeat for several, searched in order
  --format text|json     json: an array of {file, line, column, endLine, endColumn, severity, code, message},
                         lines and columns from 1, columns in UTF-16 code units
  --jsonl                reads {id, files: {path: text}, filesBase64?: {path: base64}, targets: [path]} line by line from
                         standard input and answers each with a line {id, diagnostics, descriptorSetBase64?}
  --descriptors          with --jsonl: adds the descriptor set of the targets, with source info, where there is no error

Exit code: 0 no error, 1 errors, 2 wrong arguments.
`;

export const check: Command = { name: "check", summary: "find what is wrong in .proto files", help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...rootOption,
    ...formatOption,
    jsonl: { type: "boolean" },
    descriptors: { type: "boolean" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  if (values.jsonl) return checkJsonl(values.descriptors ?? false, output);
  if (values.descriptors)
    throw new UsageError("--descriptors goes with --jsonl; to write descriptors use protocall build");
  if (positionals.length === 0) throw new UsageError("name a file or a folder to check");
  const reports = checkAll(openProject(values.root ?? []), positionals, r => {
    if (format === "text") output.out(`${reportLine(r)}\n`);
  });
  if (format === "json") output.out(`${JSON.stringify(reports, undefined, 2)}\n`);
  return reports.some(r => r.severity === "error") ? 1 : 0;
}

/** The same of the files that `args` name and of all that they import; what is imported is shown relative to the working folder. */
export function checkWithImports(project: Project, args: readonly string[], each: (r: Report) => void): Report[] {
  // First what is named: the outlines that are left of it tell what it imports, and no text is held twice.
  const reports = checkAll(project, args, each);
  const named = findFiles(args).flatMap(f => (f.ok ? [f.file] : []));
  const imported = withImports(project.db, named).slice(named.length);
  if (imported.length === 0) return reports;
  return [
    ...reports,
    ...checkAll(
      project,
      imported.map(file => path.relative(".", file)),
      each,
    ),
  ];
}

/** Reports of all files that `args` name, each also given to `each` as soon as it is known. */
export function checkAll(project: Project, args: readonly string[], each: (r: Report) => void): Report[] {
  const all: Report[] = [];
  const add = (reports: readonly Report[]): void => {
    for (const r of reports) {
      all.push(r);
      each(r);
    }
  };
  const found = findFiles(args);
  if (found.length === 0) throw new UsageError(`there is no .proto file in ${args.join(", ")}`);
  for (const f of found) {
    if (!f.ok) add([fileReport(f.shown, f.message)]);
    else {
      const text = project.db.text(f.file);
      if (text === undefined) add([fileReport(f.shown, unreadable(f.file) ?? `${f.shown} cannot be read`)]);
      else add(reportsOf(f.shown, text, project.db.problems(f.file)));
      project.db.putAway(f.file);
    }
  }
  return all;
}
