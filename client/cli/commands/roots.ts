/** `protocall roots`: where the imports of a file are looked for, and why there. */
import { evidenceOf, rootReason } from "../../../server/src/features/rootReasons.ts";
import { refuseBrokenConfiguration } from "../brokenConfiguration.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { languageHelp } from "../language.ts";
import { formatOption, oneOf, parseOptions, rootOption } from "../options.ts";
import { openProject, shownFile, toId, unreadable } from "../project.ts";

const help = {
  en: `protocall roots [-I ROOT]… [--format text|json] FILE

Lists the folders that imports of a .proto file are looked up in, in their order, each with the reason why it is one. Behind them come
the files that ship with Protocall. To fix them, write them to protocall.json: { "roots": ["proto", "third_party"] }.

  -I ROOT, --root ROOT   folder that imports are relative to; with it no other is looked for
  --format text|json     json: an array of {path, prefix?, reason, evidence?, exists}
${languageHelp.en}
Exit code: 0 fine, 2 wrong arguments.
`,
  ko: `protocall roots [-I ROOT]… [--format text|json] FILE

.proto 파일의 import를 찾는 폴더를 찾는 순서대로, 각각 루트인 이유와 함께 보여 줍니다. 맨 뒤에는 Protocall에 포함된 파일이 있습니다.
고정하려면 protocall.json에 쓰세요: { "roots": ["proto", "third_party"] }.

  -I ROOT, --root ROOT   import 경로의 기준 폴더. 지정하면 다른 폴더는 찾지 않습니다
  --format text|json     json: {path, prefix?, reason, evidence?, exists}의 배열
${languageHelp.ko}
종료 코드: 0 정상, 2 잘못된 인수.
`,
};

const summary = { en: "tell where imports are looked for, and why", ko: "import를 찾는 곳과 이유 보기" };

export const roots: Command = { name: "roots", summary, help, run };

const as = { en: (prefix: string) => ` as ${prefix}`, ko: (prefix: string) => ` (import 경로의 앞부분: ${prefix})` };
const missing = { en: " (does not exist)", ko: " (없음)" };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, { ...rootOption, ...formatOption });
  const format = oneOf("format", values.format, ["text", "json"]);
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0)
    throw new UsageError({ en: "name one .proto file", ko: ".proto 파일 하나를 쓰세요" });
  const why = unreadable(name);
  if (why !== undefined) throw new UsageError(why);
  const language = format === "json" ? output.dataLanguage : output.language;
  const project = openProject(values.root ?? []);
  const { workspace } = project;
  refuseBrokenConfiguration(project, [toId(name)], values.root ?? []);
  const found = workspace.rootsOf(toId(name)).map(root => {
    const evidence = evidenceOf(root);
    return {
      path: shownFile(root.path),
      ...(root.prefix === undefined ? {} : { prefix: root.prefix }),
      reason: rootReason(root, language, shownFile),
      ...(evidence === undefined ? {} : { evidence: shownFile(evidence) }),
      exists: workspace.isFolder(root.path),
    };
  });
  if (format === "json") output.out(`${JSON.stringify(found, undefined, 2)}\n`);
  else
    for (const { path, prefix, reason, exists } of found)
      output.out(
        `${path}${prefix === undefined ? "" : as[language](prefix)}${exists ? "" : missing[language]}\n  ${reason}\n`,
      );
  return 0;
}
