/** `protocall explain`: what the code of a problem means. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Explanations } from "../../../server/src/explanations/explanations.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { oneOf, parseOptions } from "../options.ts";

const help = `protocall explain [--language en|ko] CODE…

Tells what the code of a problem means, why there is such a rule, and what is wrong and right, as Markdown.

  --language en|ko   default: en

Exit code: 0 fine, 2 wrong arguments.
`;

export const explain: Command = { name: "explain", summary: "tell what the code of a problem means", help, run };

/** They lie beside the bundle: `client/out/cli.js` → `server/explanations`. */
const folder = (): string => path.resolve(import.meta.dirname ?? __dirname, "../../server/explanations");

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, { language: { type: "string", default: "en" } });
  const language = oneOf("language", values.language, ["en", "ko"]);
  if (positionals.length === 0) throw new UsageError("name a code, such as P3104");
  const files = readdirSync(folder()).map(name => readFileSync(path.join(folder(), name), "utf8"));
  const explanations = new Explanations(files);
  const pages = positionals.map(code => {
    const page = explanations.page(code.toUpperCase(), language);
    if (page === undefined) throw new UsageError(`there is no problem with the code ${code}`);
    return page;
  });
  output.out(pages.join("\n"));
  return 0;
}
