/** `protocall check`: judges files as the editor does. */
import type { FileId } from "../../../server/src/link/world.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { checkJsonl } from "../checkJsonl.ts";
import { languageHelp } from "../language.ts";
import { formatOption, oneOf, parseOptions, rootHelp, rootOption } from "../options.ts";
import { compileNamed } from "../compile/compileNamed.ts";
import { projectSeverities, severityMistake } from "../../../server/src/features/severityMistakes.ts";
import { openProject, type Project, shownFile } from "../project.ts";
import { reportLine } from "../reports.ts";

const help = {
  en: `protocall check [-I ROOT]… [--format text|json] FILE-OR-FOLDER…
protocall check --jsonl [--descriptors]

Judges .proto files. Folders are searched for .proto files. Without -I the import roots are found as in the editor: from
protocall.json, buf.yaml or buf.work.yaml, else from packages and imports.

${rootHelp.en}  --format text|json     json: an array of {file, line, column, endLine, endColumn, severity, code, message},
                         lines and columns from 1, columns in UTF-16 code units
${languageHelp.en}  --jsonl                reads {id, files: {path: text}, filesBase64?: {path: base64}, targets: [path]} line by line from
                         standard input and answers each with a line {id, diagnostics, descriptorSetBase64?}
  --descriptors          with --jsonl: adds the descriptor set of the targets, with source info, where there is no error

How strongly a problem counts can be set in protocall.json: { "diagnostics": { "severity": { "P2010": "error" } } },
with off, hint, info, warning or error for each code. Hints are not shown here. What a code means: protocall explain CODE.

Exit code: 0 no error, 1 errors, 2 wrong arguments.
`,
  ko: `protocall check [-I ROOT]… [--format text|json] FILE-OR-FOLDER…
protocall check --jsonl [--descriptors]

.proto 파일을 검사합니다. 폴더에서는 .proto 파일을 찾습니다. -I가 없으면 편집기와 같은 방법으로 import 루트를 찾습니다. protocall.json,
buf.yaml, buf.work.yaml이 있으면 그것을 따르고, 없으면 패키지와 import를 보고 찾습니다.

${rootHelp.ko}  --format text|json     json: {file, line, column, endLine, endColumn, severity, code, message}의 배열.
                         줄과 칸은 1부터, 칸은 UTF-16 코드 단위로 셉니다
${languageHelp.ko}  --jsonl                표준 입력에서 {id, files: {path: text}, filesBase64?: {path: base64}, targets: [path]}를 한 줄씩
                         읽고 줄마다 {id, diagnostics, descriptorSetBase64?} 한 줄로 답합니다
  --descriptors          --jsonl과 함께: 오류가 없으면 대상의 디스크립터 세트를 소스 정보와 함께 덧붙입니다

문제의 심각도는 protocall.json에서 바꿀 수 있습니다: { "diagnostics": { "severity": { "P2010": "error" } } }. 코드마다 off, hint, info,
warning, error 중 하나를 씁니다. hint는 여기에 나오지 않습니다. 코드의 뜻은 protocall explain CODE로 봅니다.

종료 코드: 0 오류 없음, 1 오류 있음, 2 잘못된 인수.
`,
};

const summary = { en: "find what is wrong in .proto files", ko: ".proto 파일에서 잘못된 곳 찾기" };

export const check: Command = { name: "check", summary, help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...rootOption,
    ...formatOption,
    jsonl: { type: "boolean" },
    descriptors: { type: "boolean" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const language = format === "json" ? output.dataLanguage : output.language;
  if (values.jsonl) return checkJsonl(values.descriptors ?? false, output);
  if (values.descriptors)
    throw new UsageError({
      en: "--descriptors goes with --jsonl; to write descriptors use protocall build",
      ko: "--descriptors는 --jsonl과 함께 씁니다. 디스크립터를 쓰려면 protocall build를 사용하세요",
    });
  if (positionals.length === 0)
    throw new UsageError({ en: "name a file or a folder to check", ko: "검사할 파일이나 폴더를 쓰세요" });
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
    const shown = shownFile(given.file);
    const [en, ko] = (["en", "ko"] as const).map(language =>
      severityMistake(given, projectSeverities(shown, language), language),
    );
    if (en !== undefined && ko !== undefined) throw new UsageError({ en, ko });
  }
}
