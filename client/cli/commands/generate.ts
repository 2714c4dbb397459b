/** `protocall generate`: writes stubs, all or none. */
import path from "node:path";
import type { Language } from "../../../server/src/shared/language.ts";
import { type Command, complain, type ExitCode, type Output, UsageError } from "../command.ts";
import { stubsFailureText } from "../../stubs/failures.ts";
import { generateStubs } from "../../stubs/generateStubs.ts";
import { runTarget } from "../../stubs/runTarget.ts";
import { targets } from "../../stubs/targets.ts";
import { languageHelp } from "../language.ts";
import { formatOption, oneOf, parseOptions, rootHelp, rootOption } from "../options.ts";
import { compileSet } from "../compile/compileSet.ts";
import { openProject } from "../project.ts";
import { reportLine } from "../reports.ts";

const ids = targets.map(({ id }) => id);

const targetsHelp = (language: Language): string =>
  targets.map(({ id, title }) => `                           ${id.padEnd(8)} ${title[language]}`).join("\n");

const help = {
  en: `protocall generate [-I ROOT]… --out FOLDER [--target ${ids.join("|")}] [--format text|json] FILE-OR-FOLDER…

Writes stubs for .proto files and all that they import. Nothing is written where a file has an error, where a file that was
not generated is in the way, or where a name leads out of the folder.

  --out FOLDER           where to write; made if it is not there
  --target TARGET        what for; ${ids[0]} where nothing is said
${targetsHelp("en")}
${rootHelp.en}  --format text|json     json: {files, written, install}
${languageHelp.en}
Exit code: 0 written, 1 errors in the files or nothing written, 2 wrong arguments.
`,
  ko: `protocall generate [-I ROOT]… --out FOLDER [--target ${ids.join("|")}] [--format text|json] FILE-OR-FOLDER…

.proto 파일과 그 파일이 import하는 모든 것의 스텁을 씁니다. 파일에 오류가 있거나, 생성되지 않은 파일이 그 자리에 있거나, 이름이 폴더
밖을 가리키면 아무것도 쓰지 않습니다.

  --out FOLDER           스텁을 쓸 폴더. 없으면 만듭니다
  --target TARGET        무엇을 만들지. 지정하지 않으면 ${ids[0]}
${targetsHelp("ko")}
${rootHelp.ko}  --format text|json     json: {files, written, install}
${languageHelp.ko}
종료 코드: 0 씀, 1 파일에 오류가 있거나 쓰지 못함, 2 잘못된 인수.
`,
};

const summary = { en: "write stubs for .proto files", ko: ".proto 파일의 스텁 생성" };

export const generate: Command = { name: "generate", summary, help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...rootOption,
    ...formatOption,
    out: { type: "string" },
    target: { type: "string", default: ids[0] as string },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const target = oneOf("target", values.target, ids);
  if (!values.out)
    throw new UsageError({
      en: "say where to write with --out FOLDER",
      ko: "--out FOLDER로 스텁을 쓸 폴더를 정하세요",
    });
  if (positionals.length === 0)
    throw new UsageError({
      en: "name a file or a folder to generate stubs for",
      ko: "스텁을 만들 파일이나 폴더를 쓰세요",
    });
  const { language } = output;
  const project = openProject(values.root ?? []);
  const roots = values.root ?? [];
  const compiled = await compileSet(project, positionals, {
    roots,
    includeImports: true,
    sourceInfo: true,
    names: "one-table",
    language,
  });
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
    output.err(`${stubsFailureText(generated.failure, language)}\n`);
    return 1;
  }
  const { files: written, install } = generated;
  if (format === "json") output.out(`${JSON.stringify({ ...generated, ok: undefined }, undefined, 2)}\n`);
  else {
    output.out(written.map(file => `${path.join(values.out ?? "", file)}\n`).join(""));
    complain(output, { en: `They need: ${install}`, ko: `필요한 것: ${install}` });
  }
  return 0;
}
