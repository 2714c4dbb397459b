/** `protocall build`: writes a FileDescriptorSet, byte for byte as protoc does. */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { compileSet } from "../compile/compileSet.ts";
import { parseOptions, rootOption } from "../options.ts";
import { openProject } from "../project.ts";
import { reportLine } from "../reports.ts";

const help = `protocall build [-I ROOT]… -o FILE [--include-imports] [--include-source-info] FILE-OR-FOLDER…

Compiles .proto files into a FileDescriptorSet. Nothing is written where one of them, or what it imports, has an error.

  -o FILE, --output FILE     where to write; - is standard output
  -I ROOT, --root ROOT       folder that imports are relative to; repeat for several, searched in order
  --include-imports          also the files that are imported
  --include-source-info      also comments and positions

Exit code: 0 written, 1 errors in the files, 2 wrong arguments.
`;

export const build: Command = { name: "build", summary: "compile .proto files into a descriptor set", help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...rootOption,
    output: { type: "string", short: "o" },
    "include-imports": { type: "boolean" },
    "include-source-info": { type: "boolean" },
  });
  const target = values.output;
  if (!target) throw new UsageError("say where to write with -o FILE");
  if (positionals.length === 0) throw new UsageError("name a file or a folder to build");
  const roots = values.root ?? [];
  const compiled = await compileSet(openProject(roots), positionals, {
    roots,
    includeImports: values["include-imports"] ?? false,
    sourceInfo: values["include-source-info"] ?? false,
  });
  if (compiled.ok) return writeSet(target, compiled.bytes, output);
  output.err(compiled.errors.map(r => `${reportLine(r)}\n`).join(""));
  return 1;
}

/** Nothing half written: the file is there as a whole or not at all. */
export function writeSet(target: string, bytes: Uint8Array, output: Output): ExitCode {
  if (target === "-") {
    process.stdout.write(bytes);
    return 0;
  }
  const temporary = `${target}.${process.pid}.tmp`;
  let begun = false;
  try {
    const file = openSync(temporary, "wx");
    begun = true;
    try {
      writeFileSync(file, bytes);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
    return 0;
  } catch (error) {
    if (begun) rmSync(temporary, { force: true });
    output.err(`${target} cannot be written: ${(error as Error).message}\n`);
    return 1;
  }
}
