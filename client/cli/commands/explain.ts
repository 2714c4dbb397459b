/** `protocall explain`: what the code of a problem means. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Explanations } from "../../../server/src/explanations/explanations.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { languageHelp } from "../language.ts";
import { parseOptions } from "../options.ts";

const help = {
  en: `protocall explain CODE…

Tells what the code of a problem means, why there is such a rule, and what is wrong and right, as Markdown.

${languageHelp.en}
Exit code: 0 fine, 2 wrong arguments.
`,
  ko: `protocall explain CODE…

문제 코드의 뜻과 그 규칙이 있는 이유, 잘못된 예와 올바른 예를 Markdown으로 보여 줍니다.

${languageHelp.ko}
종료 코드: 0 정상, 2 잘못된 인수.
`,
};

const summary = { en: "tell what the code of a problem means", ko: "문제 코드의 뜻 설명" };

export const explain: Command = { name: "explain", summary, help, run };

/** They lie beside the bundle: `client/out/cli.js` → `server/explanations`. */
const folder = (): string => path.resolve(import.meta.dirname ?? __dirname, "../../server/explanations");

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { positionals } = parseOptions(args, {});
  if (positionals.length === 0)
    throw new UsageError({ en: "name a code, such as P3104", ko: "P3104와 같은 코드를 쓰세요" });
  const files = readdirSync(folder()).map(name => readFileSync(path.join(folder(), name), "utf8"));
  const explanations = new Explanations(files);
  const pages = positionals.map(code => {
    const page = explanations.page(code.toUpperCase(), output.language);
    if (page === undefined)
      throw new UsageError({
        en: `there is no problem with the code ${code}`,
        ko: `코드가 ${code}인 문제는 없습니다`,
      });
    return page;
  });
  output.out(pages.join("\n"));
  return 0;
}
