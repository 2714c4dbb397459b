/** `protocall generate`: writes stubs, all or none. */
import path from "node:path";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { stubsFailureText } from "../../stubs/failures.ts";
import { generateStubs } from "../../stubs/generateStubs.ts";
import { runTarget } from "../../stubs/runTarget.ts";
import { targets } from "../../stubs/targets.ts";
import { formatOption, oneOf, parseOptions, rootOption } from "../options.ts";
import { compileSet } from "../compile/compileSet.ts";
import { openProject } from "../project.ts";
import { reportLine } from "../reports.ts";

const ids = targets.map(({ id }) => id);

const help = `protocall generate [-I ROOT]… --out FOLDER [--target ${ids.join("|")}] [--format text|json] FILE-OR-FOLDER…

Writes stubs for .proto files and all that they import. Nothing is written where a file has an error, where a file that was
not generated is in the way, or where a name leads out of the folder.

  --out FOLDER           where to write; made if it is not there
  --target TARGET        what for; ${ids[0]} where nothing is said
${targets.map(({ id, title }) => `                           ${id.padEnd(8)} ${title.en}`).join("\n")}
  -I ROOT, --root ROOT   folder that imports are relative to; repeat for several, searched in order
  --format text|json     json: {files, written, install}

Exit code: 0 written, 1 errors in the files or nothing written, 2 wrong arguments.
`;

export const generate: Command = { name: "generate", summary: "write stubs for .proto files", help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...rootOption,
    ...formatOption,
    out: { type: "string" },
    target: { type: "string", default: ids[0] as string },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const target = oneOf("target", values.target, ids);
  if (!values.out) throw new UsageError("say where to write with --out FOLDER");
  if (positionals.length === 0) throw new UsageError("name a file or a folder to generate stubs for");
  const project = openProject(values.root ?? []);
  const roots = values.root ?? [];
  const compiled = await compileSet(project, positionals, { roots, includeImports: true, sourceInfo: true });
  if (!compiled.ok) {
    output.err(compiled.errors.map(r => `${reportLine(r)}\n`).join(""));
    return 1;
  }
  const generation = {
    target,
    descriptorSet: compiled.bytes,
    files: compiled.files.map(file => project.db.importName(file)),
  };
  const generated = await generateStubs(
    generation,
    path.resolve(values.out),
    async g => runTarget(g),
    new AbortController().signal,
  );
  if (!generated.ok) {
    output.err(`${stubsFailureText(generated.failure, "en")}\n`);
    return 1;
  }
  const { files: written, install } = generated;
  if (format === "json") output.out(`${JSON.stringify({ ...generated, ok: undefined }, undefined, 2)}\n`);
  else {
    output.out(written.map(file => `${path.join(values.out ?? "", file)}\n`).join(""));
    output.err(`They need: ${install}\n`);
  }
  return 0;
}
