/** `protocall build`: writes a FileDescriptorSet, byte for byte as protoc does. */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type Command, complain, type ExitCode, type Output, UsageError } from "../command.ts";
import { compileSet } from "../compile/compileSet.ts";
import { languageHelp } from "../language.ts";
import { parseOptions, rootHelp, rootOption } from "../options.ts";
import { openProject } from "../project.ts";
import { reportLine } from "../reports.ts";

const help = {
  en: `protocall build [-I ROOT]… -o FILE [--include-imports] [--include-source-info] FILE-OR-FOLDER…

Compiles .proto files into a FileDescriptorSet. Nothing is written where one of them, or what it imports, has an error.

  -o FILE, --output FILE where to write; - is standard output
${rootHelp.en}  --include-imports      also the files that are imported
  --include-source-info  also comments and positions
${languageHelp.en}
Exit code: 0 written, 1 errors in the files, 2 wrong arguments.
`,
  ko: `protocall build [-I ROOT]… -o FILE [--include-imports] [--include-source-info] FILE-OR-FOLDER…

.proto 파일을 FileDescriptorSet으로 컴파일합니다. 파일이나 그 파일이 import하는 것에 오류가 있으면 아무것도 쓰지 않습니다.

  -o FILE, --output FILE 결과를 쓸 곳. -는 표준 출력
${rootHelp.ko}  --include-imports      import하는 파일도 포함
  --include-source-info  주석과 위치도 포함
${languageHelp.ko}
종료 코드: 0 씀, 1 파일에 오류 있음, 2 잘못된 인수.
`,
};

const summary = { en: "compile .proto files into a descriptor set", ko: ".proto 파일을 디스크립터 세트로 컴파일" };

export const build: Command = { name: "build", summary, help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...rootOption,
    output: { type: "string", short: "o" },
    "include-imports": { type: "boolean" },
    "include-source-info": { type: "boolean" },
  });
  const target = values.output;
  if (!target)
    throw new UsageError({ en: "say where to write with -o FILE", ko: "-o FILE로 결과를 쓸 곳을 정하세요" });
  if (positionals.length === 0)
    throw new UsageError({ en: "name a file or a folder to build", ko: "컴파일할 파일이나 폴더를 쓰세요" });
  const roots = values.root ?? [];
  const compiled = await compileSet(openProject(roots), positionals, {
    roots,
    includeImports: values["include-imports"] ?? false,
    sourceInfo: values["include-source-info"] ?? false,
    names: "one-table",
    language: output.language,
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
    const why = (error as Error).message;
    complain(output, { en: `${target} cannot be written: ${why}`, ko: `${target}을(를) 쓸 수 없습니다: ${why}` });
    return 1;
  }
}
