/** `protocall mock`: a server for the services of .proto files, until it is interrupted. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LineIndex } from "../../../server/src/base/lineIndex.ts";
import { Schema } from "../../rpc/codec/schema.ts";
import { parseAnswers, type RecordedAnswers } from "../../rpc/mock/recordedAnswers.ts";
import { type Mock, startMock } from "../../rpc/mock/startMock.ts";
import { makeCertificates, writeCertificates } from "../../rpc/mock/throwAwayCa.ts";
import { loadSchema } from "../calls/schemaOptions.ts";
import { type Command, complain, type ExitCode, type Output, UsageError, unreadable } from "../command.ts";
import { languageHelp } from "../language.ts";
import { contradiction, parseOptions, rootHelp, rootOption } from "../options.ts";

const help = {
  en: `protocall mock [-I ROOT]… [--tls|--mtls] [--port N] [--answers FILE] FILE-OR-FOLDER…

Serves all services of the .proto files on this machine, with reflection (v1 and v1alpha) and health, until it is interrupted. Answers are
examples that go by the names and types of fields; fields that the request has too are taken from it.

${rootHelp.en}  --schema FILE          a FileDescriptorSet instead of .proto files
  --port N               where to listen; without it any free port
  --tls                  with a certificate of a throw-away authority, whose files are printed
  --mtls                 as --tls, and clients need a certificate of that authority
  --answers FILE         JSON, comments allowed: method to messages, as { "package.Service/Method": [{ … }] }, or to an object of
                         messages, status, message, delayMs, headers and trailers
${languageHelp.en}
A call may ask for something else in its metadata: x-mock-status: NOT_FOUND, x-mock-message, x-mock-delay-ms, for streams x-mock-count and
x-mock-interval-ms. Other metadata that starts with x- comes back.

Exit code: 0 interrupted, 1 errors in the files or no such port to be had, 2 wrong arguments.
`,
  ko: `protocall mock [-I ROOT]… [--tls|--mtls] [--port N] [--answers FILE] FILE-OR-FOLDER…

.proto 파일의 모든 서비스를 이 컴퓨터에서 제공합니다. 리플렉션(v1, v1alpha)과 health도 함께 제공하며, 중단할 때까지 실행합니다. 응답은
필드의 이름과 타입에 맞춘 예시이고, 요청에도 있는 필드는 요청의 값을 그대로 씁니다.

${rootHelp.ko}  --schema FILE          .proto 파일 대신 쓸 FileDescriptorSet
  --port N               수신할 포트. 지정하지 않으면 비어 있는 포트
  --tls                  임시 인증 기관의 인증서를 씁니다. 그 파일들의 경로를 출력합니다
  --mtls                 --tls와 같고, 클라이언트도 그 인증 기관의 인증서가 필요합니다
  --answers FILE         메서드마다 메시지를 쓴 JSON(주석 가능): { "package.Service/Method": [{ … }] }. 메시지 대신 messages, status,
                         message, delayMs, headers, trailers가 든 객체도 됩니다
${languageHelp.ko}
호출할 때 메타데이터로 다른 응답을 요청할 수 있습니다: x-mock-status: NOT_FOUND, x-mock-message, x-mock-delay-ms, 스트림에는
x-mock-count와 x-mock-interval-ms. x-로 시작하는 다른 메타데이터는 그대로 돌려줍니다.

종료 코드: 0 중단됨, 1 파일에 오류가 있거나 포트를 쓸 수 없음, 2 잘못된 인수.
`,
};

export const mock: Command = {
  name: "mock",
  summary: {
    en: "serve the services of .proto files with example data",
    ko: ".proto 파일의 서비스를 예시 데이터로 제공",
  },
  help,
  run,
};

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...rootOption,
    schema: { type: "string" },
    port: { type: "string" },
    tls: { type: "boolean" },
    mtls: { type: "boolean" },
    answers: { type: "string" },
  });
  if (values.tls && values.mtls) throw contradiction("--tls", "--mtls");
  const port = portOf(values.port);
  if (positionals.length === 0 && values.schema === undefined)
    throw new UsageError({ en: "name a file or a folder to serve", ko: "서비스를 제공할 파일이나 폴더를 쓰세요" });
  const descriptorSet = await loadSchema({ ...values, proto: positionals }, output);
  if (!descriptorSet) return 1;
  const schema = new Schema(descriptorSet);
  if (schema.services.length === 0) {
    complain(output, { en: "the files declare no service", ko: "파일에 서비스가 없습니다" });
    return 1;
  }
  const answers = values.answers === undefined ? undefined : readAnswers(values.answers, schema, output);
  if (values.answers !== undefined && !answers) return 1;
  const mode = values.mtls ? "mtls" : values.tls ? "tls" : "plaintext";
  return serve({ descriptorSet, mode, port, ...(answers ? { answers } : {}) }, output);
}

async function serve(options: Parameters<typeof startMock>[0], output: Output): Promise<ExitCode> {
  const folder = options.mode === "plaintext" ? undefined : mkdtempSync(path.join(tmpdir(), "protocall-mock-"));
  // From here on, so that the keys go with the server whenever it is interrupted.
  const stopped = interrupted();
  try {
    const certificates = folder === undefined ? undefined : await makeCertificates();
    if (folder !== undefined && certificates) writeCertificates(folder, certificates);
    let server: Mock;
    try {
      server = await startMock({ ...options, ...(certificates ? { certificates } : {}) });
    } catch (error) {
      const why = (error as Error).message;
      complain(output, {
        en: `port ${options.port} cannot be had: ${why}`,
        ko: `포트 ${options.port}을(를) 쓸 수 없습니다: ${why}`,
      });
      return 1;
    }
    output.out(introduction(server, options.mode, folder));
    await stopped;
    await server.stop();
    return 0;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** For scripts too: the first word of a line says what it is, in any language. */
function introduction(server: Mock, mode: "plaintext" | "tls" | "mtls", folder: string | undefined): string {
  const files =
    folder === undefined
      ? []
      : [
          `ca ${path.join(folder, "ca.crt")}`,
          ...(mode === "mtls"
            ? [`cert ${path.join(folder, "client.crt")}`, `key ${path.join(folder, "client.key")}`]
            : []),
        ];
  const services = server.services.map(name => `service ${name}`);
  return `${[`listening on ${server.address} (${mode})`, ...files, ...services].join("\n")}\n`;
}

function interrupted(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
  throw new UsageError({
    en: `--port is a number from 0 to 65535, not "${text}"`,
    ko: `--port에는 0에서 65535까지의 수를 쓰세요. "${text}"은(는) 쓸 수 없습니다`,
  });
}

function readAnswers(file: string, schema: Schema, output: Output): RecordedAnswers | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
  const { answers, problems } = parseAnswers(text, schema, output.language);
  const lines = new LineIndex(text);
  for (const { start, message } of problems) {
    const { line, column } = lines.at(start);
    output.err(`${file}:${line + 1}:${column + 1}: error: ${message}\n`);
  }
  return problems.length > 0 ? undefined : answers;
}
