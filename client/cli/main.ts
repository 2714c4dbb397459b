/** The command line: picks a command, runs it, and turns what it says into an exit code. */
import { call } from "./commands/call.ts";
import { check } from "./commands/check.ts";
import { build } from "./commands/build.ts";
import { explain } from "./commands/explain.ts";
import { formatFiles } from "./commands/format.ts";
import { generate } from "./commands/generate.ts";
import { mock } from "./commands/mock.ts";
import { inspect } from "./commands/inspect.ts";
import { options } from "./commands/options.ts";
import { probe } from "./commands/probe.ts";
import { reflect } from "./commands/reflect.ts";
import { roots } from "./commands/roots.ts";
import { runRequests } from "./commands/run.ts";
import { nearest } from "../../server/src/shared/nearest.ts";
import type { Bilingual, Language } from "../../server/src/shared/language.ts";
import { type Command, complain, type ExitCode, type Output, UsageError } from "./command.ts";
import { environmentLanguage, languageOf, splitLanguage } from "./language.ts";

declare const PROTOCALL_VERSION: string | undefined;

const commands: readonly Command[] = [
  check,
  explain,
  roots,
  build,
  formatFiles,
  options,
  generate,
  runRequests,
  call,
  mock,
  inspect,
  probe,
  reflect,
];

const more: Bilingual = {
  en: `protocall COMMAND --help tells more, --version which one this is. All commands take --language en|ko; by default they speak what the
environment speaks. Exit code: 0 fine, 1 problems found, 2 wrong arguments.
`,
  ko: `자세한 내용은 protocall COMMAND --help, 버전은 --version으로 확인합니다. 모든 명령에 --language en|ko를 쓸 수 있고, 지정하지 않으면
환경의 언어를 씁니다. 종료 코드: 0 정상, 1 문제 발견, 2 잘못된 인수.
`,
};

const overview = (language: Language): string =>
  `protocall COMMAND …\n\n${commands.map(c => `  ${c.name.padEnd(10)} ${c.summary[language]}`).join("\n")}\n\n${more[language]}`;

type Streams = Pick<Output, "out" | "err">;

export async function main(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const { given, rest } = splitLanguage(args);
  const byEnvironment = environmentLanguage(process.env);
  try {
    const language = given === undefined ? byEnvironment : languageOf(given);
    return await runCommand(rest, { ...streams, language, dataLanguage: given === undefined ? "en" : language });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.err(`protocall: ${error.text[byEnvironment]}\n`);
    return 2;
  }
}

async function runCommand(args: readonly string[], output: Output): Promise<ExitCode> {
  const [name, ...rest] = args;
  const { language } = output;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    output.out(overview(language));
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-V") {
    output.out(`${typeof PROTOCALL_VERSION === "string" ? PROTOCALL_VERSION : "0"}\n`);
    return 0;
  }
  const command = commands.find(c => c.name === name);
  if (!command) {
    const near = nearest(
      name,
      commands.map(c => c.name),
    );
    complain(output, {
      en: `protocall: there is no command "${name}"${near ? `, perhaps "${near}" is meant` : ""}\nSee protocall --help`,
      ko: `protocall: "${name}" 명령이 없습니다${near ? `. "${near}"을(를) 쓰려고 했나요?` : ""}\nprotocall --help를 참고하세요`,
    });
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    output.out(command.help[language]);
    return 0;
  }
  try {
    return await command.run(rest, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { en, ko } = error.text;
    complain(output, {
      en: `protocall ${name}: ${en}\nSee protocall ${name} --help`,
      ko: `protocall ${name}: ${ko}\nprotocall ${name} --help를 참고하세요`,
    });
    return 2;
  }
}

// The library of gRPC puts IP addresses into SNI, of which Node would tell the user.
process.noDeprecation = true;

const standard: Streams = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
};

main(process.argv.slice(2), standard).then(
  code => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`protocall: ${error.stack ?? error.message}\n`);
    process.exitCode = 1;
  },
);
