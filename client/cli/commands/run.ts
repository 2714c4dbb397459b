/** `protocall run`: sends the requests of `.grpc` files one after the other and judges the answers, for runs without a person. */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LineIndex } from "../../../server/src/base/lineIndex.ts";
import { CompiledSets } from "../../../server/src/features/compiledSets.ts";
import { prepareRequest } from "../../../server/src/features/prepareRequest.ts";
import { requestText } from "../../../server/src/request/requestText.ts";
import { parseRequests } from "../../../server/src/request/parseRequests.ts";
import { InProcessRunner } from "../../rpc/inProcessRunner.ts";
import type { Language } from "../../../server/src/shared/language.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { languageHelp } from "../language.ts";
import { formatOption, oneOf, parseOptions, rootHelp, rootOption } from "../options.ts";
import { findFiles, openProject, type Project } from "../project.ts";
import { renderJunit } from "../requests/junit.ts";
import { type RequestResult, runRequest } from "../requests/runRequest.ts";
import { surroundingsOf } from "../requests/surroundings.ts";

const help = {
  en: `protocall run [-I ROOT]… [--env NAME] [--only REQUEST]… [--junit FILE] [--format text|json] FILE.grpc…

Sends the requests of request documents in their order and compares each answer with the request's \`# @expect\` lines; without one about
the status, OK is expected. The services are looked for in the .proto files below this folder and below the roots.

${rootHelp.en}  --env NAME             environment of http-client.env.json
  --only REQUEST         only requests of this name; repeat for several
  --timeout SECONDS      for requests without \`# @timeout\`; 30 by default
  --junit FILE           also writes the results as JUnit XML
  --format text|json     json: an array of {file, line, name, method, ok, status, ms, messages, problems}
${languageHelp.en}
A {{secret:name}} comes from the environment variable PROTOCALL_NAME, the passphrase of an encrypted key from PROTOCALL_PASSPHRASE.

Exit code: 0 all as expected, 1 not, 2 wrong arguments.
`,
  ko: `protocall run [-I ROOT]… [--env NAME] [--only REQUEST]… [--junit FILE] [--format text|json] FILE.grpc…

요청 문서의 요청을 순서대로 보내고 응답을 요청의 \`# @expect\` 줄과 비교합니다. 상태에 대한 줄이 없으면 OK를 기대합니다. 서비스는 이
폴더와 루트 아래의 .proto 파일에서 찾습니다.

${rootHelp.ko}  --env NAME             http-client.env.json의 환경
  --only REQUEST         이 이름의 요청만 보냅니다. 여러 번 쓸 수 있습니다
  --timeout SECONDS      \`# @timeout\`이 없는 요청의 제한 시간. 기본값 30
  --junit FILE           결과를 JUnit XML로도 씁니다
  --format text|json     json: {file, line, name, method, ok, status, ms, messages, problems}의 배열
${languageHelp.ko}
{{secret:name}}은 환경 변수 PROTOCALL_NAME에서, 암호화된 키의 암호는 PROTOCALL_PASSPHRASE에서 읽습니다.

종료 코드: 0 모두 기대한 대로, 1 그렇지 않음, 2 잘못된 인수.
`,
};

export const runRequests: Command = {
  name: "run",
  summary: {
    en: "send the requests of .grpc files and judge the answers",
    ko: ".grpc 파일의 요청을 보내고 응답을 검사",
  },
  help,
  run,
};

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...rootOption,
    ...formatOption,
    env: { type: "string" },
    only: { type: "string", multiple: true },
    timeout: { type: "string", default: "30" },
    junit: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const timeoutMs = Number(values.timeout) * 1000;
  if (!(timeoutMs > 0))
    throw new UsageError({
      en: `--timeout is a number of seconds above 0, not "${values.timeout}"`,
      ko: `--timeout에는 0보다 큰 초를 쓰세요. "${values.timeout}"은(는) 쓸 수 없습니다`,
    });
  if (positionals.length === 0)
    throw new UsageError({ en: "name a .grpc file to run", ko: "실행할 .grpc 파일을 쓰세요" });
  for (const file of positionals)
    if (!existsSync(file) || statSync(file).isDirectory())
      throw new UsageError({ en: `${file} is no file`, ko: `${file}은(는) 파일이 아닙니다` });
  const junitFolder = values.junit === undefined ? undefined : path.dirname(path.resolve(values.junit));
  if (junitFolder && !existsSync(junitFolder))
    throw new UsageError({
      en: `the folder of --junit ${values.junit} does not exist`,
      ko: `--junit ${values.junit}의 폴더가 없습니다`,
    });

  const language = format === "json" ? output.dataLanguage : output.language;
  const project = openProject(values.root ?? []);
  indexServices(project, [".", ...(values.root ?? [])]);
  const runner = new InProcessRunner();
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once("SIGINT", stop);
  const options = {
    sets: new CompiledSets(),
    timeoutMs,
    runner,
    signal: abort.signal,
    only: values.only,
    env: values.env,
    language,
  };
  const results: RequestResult[] = [];
  try {
    for (const file of positionals)
      for await (const result of runFile(project, file, options)) {
        results.push(result);
        if (format === "text") output.out(resultText(result, language));
      }
  } finally {
    process.removeListener("SIGINT", stop);
    runner.dispose();
  }
  if (results.length === 0)
    throw new UsageError({
      en: `no request${values.only ? " of that name" : ""} in ${positionals.join(", ")}`,
      ko: `${positionals.join(", ")}에 ${values.only ? "그 이름의 " : ""}요청이 없습니다`,
    });
  if (values.junit !== undefined) writeFileSync(values.junit, renderJunit(results));
  const failed = results.filter(r => !r.ok).length;
  const passed = results.length - failed;
  if (format === "json") output.out(`${JSON.stringify(results.map(withParsedMessages), undefined, 2)}\n`);
  else
    output.out(
      `${{ en: `${passed} as expected, ${failed} not`, ko: `기대한 대로 ${passed}개, 아닌 것 ${failed}개` }[language]}\n`,
    );
  return failed > 0 ? 1 : 0;
}

interface FileOptions {
  readonly sets: CompiledSets;
  readonly runner: InProcessRunner;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly only: readonly string[] | undefined;
  readonly env: string | undefined;
  readonly language: Language;
}

async function* runFile(project: Project, file: string, options: FileOptions): AsyncGenerator<RequestResult> {
  const text = readFileSync(file, "utf8");
  const document = parseRequests(text);
  const index = new LineIndex(text);
  const surroundings = surroundingsOf(file, options.env);
  const context = { ...options, surroundings, folder: path.dirname(file), environment: process.env };
  for (const request of document.requests) {
    if (options.only && !options.only.includes(request.name)) continue;
    const { service, method } = request.target ?? {};
    const place = {
      file,
      line: index.at(request.verb.span.start).line + 1,
      name: request.name,
      method: service && method ? `${service.text}/${method.text}` : "",
    };
    const { start, end } = request.span;
    const wrong = document.problems.find(p => p.severity === "error" && start <= p.span.start && p.span.start < end);
    const prepared = wrong
      ? {
          ok: false as const,
          message: wrongLine(
            index.at(wrong.span.start).line + 1,
            requestText(wrong.code, wrong.args, options.language),
            options.language,
          ),
        }
      : prepareRequest({ compiler: project.db, sets: options.sets, language: options.language }, document, request);
    yield await runRequest(place, prepared, request.expectations, context);
  }
}

const wrongLine = (line: number, what: string, language: Language): string =>
  ({ en: `line ${line}: ${what}`, ko: `${line}번째 줄: ${what}` })[language];

/** Who declares what, for finding services by name. */
function indexServices({ workspace, db }: Project, folders: readonly string[]): void {
  for (const found of findFiles(folders)) {
    if (!found.ok) continue;
    workspace.names.set(found.file, db.outline(found.file));
    db.putAway(found.file);
  }
}

function resultText(result: RequestResult, language: Language): string {
  const { ok, file, line, name, status, ms, problems } = result;
  const notSent = { en: "not sent", ko: "보내지 않음" }[language];
  const head = `${ok ? "✔" : "✖"} ${file}:${line} ${name} · ${status ?? notSent} · ${ms.toFixed(1)} ms\n`;
  return head + problems.map(problem => `    ${problem.replaceAll("\n", "\n    ")}\n`).join("");
}

const withParsedMessages = (r: RequestResult) => ({
  ...r,
  messages: r.messages.map(text => JSON.parse(text) as unknown),
});
