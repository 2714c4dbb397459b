/** `protocall check`: judges files as the editor does. */
import type { FileId } from "../../../server/src/link/world.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { languageOption } from "../calls/languageOption.ts";
import { checkJsonl } from "../checkJsonl.ts";
import { formatOption, oneOf, parseOptions, rootOption } from "../options.ts";
import { compileNamed } from "../compile/compileNamed.ts";
import { projectSeverities, severityMistake } from "../../../server/src/features/severityMistakes.ts";
import { openProject, type Project, shownFile } from "../project.ts";
import { reportLine } from "../reports.ts";

const help = `protocall check [-I ROOT]… [--format text|json] [--language en|ko] FILE-OR-FOLDER…
protocall check --jsonl [--descriptors]

Judges .proto files. Folders are searched for .proto files. Without -I the import roots are found as in the editor: from
protocall.json, buf.yaml or buf.work.yaml, else from packages and imports.

  -I ROOT, --root ROOT   folder that imports are relative to; repeat for several, searched in order
  --format text|json     json: an array of {file, line, column, endLine, endColumn, severity, code, message},
                         lines and columns from 1, columns in UTF-16 code units
  --language en|ko       of the messages; default: en
  --jsonl                reads {id, files: {path: text}, filesBase64?: {path: base64}, targets: [path]} line by line from
                         standard input and answers each with a line {id, diagnostics, descriptorSetBase64?}
  --descriptors          with --jsonl: adds the descriptor set of the targets, with source info, where there is no error

How strongly a problem counts can be set in protocall.json: { "diagnostics": { "severity": { "P2010": "error" } } },
with off, hint, info, warning or error for each code. Hints are not shown here. What a code means: protocall explain CODE.

Exit code: 0 no error, 1 errors, 2 wrong arguments.
`;

export const check: Command = { name: "check", summary: "find what is wrong in .proto files", help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...rootOption,
    ...formatOption,
    ...languageOption,
    jsonl: { type: "boolean" },
    descriptors: { type: "boolean" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const language = oneOf("language", values.language, ["en", "ko"]);
  if (values.jsonl) return checkJsonl(values.descriptors ?? false, output);
  if (values.descriptors)
    throw new UsageError("--descriptors goes with --jsonl; to write descriptors use protocall build");
  if (positionals.length === 0) throw new UsageError("name a file or a folder to check");
  const roots = values.root ?? [];
  const project = openProject(roots);
  const { reports, named } = await compileNamed(project, positionals, {
    roots,
    descriptors: "none",
    imports: "leave",
    language,
  });
  checkSeverities(project, named);
  if (format === "text") output.out(reports.map(r => `${reportLine(r)}\n`).join(""));
  if (format === "json") output.out(`${JSON.stringify(reports, undefined, 2)}\n`);
  return reports.some(r => r.severity === "error") ? 1 : 0;
}

/** Throws where a `protocall.json` above a file asks for what makes no sense. */
function checkSeverities({ workspace }: Project, files: readonly FileId[]): void {
  for (const file of files) {
    const given = workspace.severitiesOf(file);
    if (given.file === undefined) continue;
    const error = severityMistake(given, projectSeverities(shownFile(given.file), "en"), "en");
    if (error !== undefined) throw new UsageError(error);
  }
}
