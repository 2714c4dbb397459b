/** `protocall run`: sends the requests of `.grpc` files one after the other and judges the answers, for runs without a person. */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LineIndex } from "../../../server/src/base/lineIndex.ts";
import { CompiledSets } from "../../../server/src/features/compiledSets.ts";
import { prepareRequest } from "../../../server/src/features/prepareRequest.ts";
import { requestMessages, type RequestProblemCode } from "../../../server/src/request/messages.ts";
import { parseRequests } from "../../../server/src/request/parseRequests.ts";
import { InProcessRunner } from "../../rpc/inProcessRunner.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { formatOption, oneOf, parseOptions, rootOption } from "../options.ts";
import { findFiles, openProject, type Project } from "../project.ts";
import { renderJunit } from "../requests/junit.ts";
import { type RequestResult, runRequest } from "../requests/runRequest.ts";
import { surroundingsOf } from "../requests/surroundings.ts";

const help = `protocall run [-I ROOT]… [--env NAME] [--only REQUEST]… [--junit FILE] [--format text|json] FILE.grpc…

Sends the requests of request documents in their order and compares each answer with the request's \`# @expect\` lines; without one about
the status, OK is expected. The services are looked for in the .proto files below this folder and below the roots.

  -I ROOT, --root ROOT   folder that imports are relative to; repeat for several, searched in order
  --env NAME             environment of http-client.env.json
  --only REQUEST         only requests of this name; repeat for several
  --timeout SECONDS      for requests without \`# @timeout\`; 30 by default
  --junit FILE           also writes the results as JUnit XML
  --format text|json     json: an array of {file, line, name, method, ok, status, ms, messages, problems}

A {{secret:name}} comes from the environment variable PROTOCALL_NAME, the passphrase of an encrypted key from PROTOCALL_PASSPHRASE.

Exit code: 0 all as expected, 1 not, 2 wrong arguments.
`;

export const runRequests: Command = {
  name: "run",
  summary: "send the requests of .grpc files and judge the answers",
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
  if (!(timeoutMs > 0)) throw new UsageError(`--timeout is a number of seconds above 0, not "${values.timeout}"`);
  if (positionals.length === 0) throw new UsageError("name a .grpc file to run");
  for (const file of positionals)
    if (!existsSync(file) || statSync(file).isDirectory()) throw new UsageError(`${file} is no file`);
  const junitFolder = values.junit === undefined ? undefined : path.dirname(path.resolve(values.junit));
  if (junitFolder && !existsSync(junitFolder))
    throw new UsageError(`the folder of --junit ${values.junit} does not exist`);

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
  };
  const results: RequestResult[] = [];
  try {
    for (const file of positionals)
      for await (const result of runFile(project, file, options)) {
        results.push(result);
        if (format === "text") output.out(resultText(result));
      }
  } finally {
    process.removeListener("SIGINT", stop);
    runner.dispose();
  }
  if (results.length === 0)
    throw new UsageError(`no request${values.only ? " of that name" : ""} in ${positionals.join(", ")}`);
  if (values.junit !== undefined) writeFileSync(values.junit, renderJunit(results));
  const failed = results.filter(r => !r.ok).length;
  if (format === "json") output.out(`${JSON.stringify(results.map(withParsedMessages), undefined, 2)}\n`);
  else output.out(`${results.length - failed} as expected, ${failed} not\n`);
  return failed > 0 ? 1 : 0;
}

interface FileOptions {
  readonly sets: CompiledSets;
  readonly runner: InProcessRunner;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly only: readonly string[] | undefined;
  readonly env: string | undefined;
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
          message: `line ${index.at(wrong.span.start).line + 1}: ${worded(wrong.code, wrong.args)}`,
        }
      : prepareRequest({ compiler: project.db, sets: options.sets, language: "en" }, document, request);
    yield await runRequest(place, prepared, request.expectations, context);
  }
}

const worded = (code: string, args: readonly string[]): string =>
  requestMessages[code as RequestProblemCode].en.replaceAll(/\{(\d)\}/g, (_, n) => args[Number(n)] ?? "");

/** Who declares what, for finding services by name. */
function indexServices({ workspace, db }: Project, folders: readonly string[]): void {
  for (const found of findFiles(folders)) {
    if (!found.ok) continue;
    workspace.names.set(found.file, db.outline(found.file));
    db.putAway(found.file);
  }
}

function resultText({ ok, file, line, name, status, ms, problems }: RequestResult): string {
  const head = `${ok ? "✔" : "✖"} ${file}:${line} ${name} · ${status ?? "not sent"} · ${ms.toFixed(1)} ms\n`;
  return head + problems.map(problem => `    ${problem.replaceAll("\n", "\n    ")}\n`).join("");
}

const withParsedMessages = (r: RequestResult) => ({
  ...r,
  messages: r.messages.map(text => JSON.parse(text) as unknown),
});
