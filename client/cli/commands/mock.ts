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
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { parseOptions, rootOption } from "../options.ts";

const help = `protocall mock [-I ROOT]… [--tls|--mtls] [--port N] [--answers FILE] FILE-OR-FOLDER…

Serves all services of the .proto files on this machine, with reflection (v1 and v1alpha) and health, until it is interrupted. Answers are
examples that go by the names and types of fields; fields that the request has too are taken from it.

  -I ROOT, --root ROOT   folder that imports are relative to; repeat for several, searched in order
  --schema FILE          a FileDescriptorSet instead of .proto files
  --port N               where to listen; without it any free port
  --tls                  with a certificate of a throw-away authority, whose files are printed
  --mtls                 as --tls, and clients need a certificate of that authority
  --answers FILE         JSON, comments allowed: method to messages, as { "package.Service/Method": [{ … }] }, or to an object of
                         messages, status, message, delayMs, headers and trailers

A call may ask for something else in its metadata: x-mock-status: NOT_FOUND, x-mock-message, x-mock-delay-ms, for streams x-mock-count and
x-mock-interval-ms. Other metadata that starts with x- comes back.

Exit code: 0 interrupted, 1 errors in the files or no such port to be had, 2 wrong arguments.
`;

export const mock: Command = {
  name: "mock",
  summary: "serve the services of .proto files with example data",
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
  if (values.tls && values.mtls) throw new UsageError("--tls and --mtls contradict each other");
  const port = portOf(values.port);
  if (positionals.length === 0 && values.schema === undefined)
    throw new UsageError("name a file or a folder to serve");
  const descriptorSet = await loadSchema({ ...values, proto: positionals }, output);
  if (!descriptorSet) return 1;
  const schema = new Schema(descriptorSet);
  if (schema.services.length === 0) {
    output.err("the files declare no service\n");
    return 1;
  }
  const answers = values.answers === undefined ? undefined : readAnswers(values.answers, schema, output);
  if (values.answers !== undefined && !answers) return 1;
  const mode = values.mtls ? "mtls" : values.tls ? "tls" : "plaintext";
  return serve({ descriptorSet, mode, port, ...(answers ? { answers } : {}) }, output);
}

async function serve(options: Parameters<typeof startMock>[0], output: Output): Promise<ExitCode> {
  const folder = options.mode === "plaintext" ? undefined : mkdtempSync(path.join(tmpdir(), "protocall-mock-"));
  try {
    const certificates = folder === undefined ? undefined : await makeCertificates();
    if (folder !== undefined && certificates) writeCertificates(folder, certificates);
    let server: Mock;
    try {
      server = await startMock({ ...options, ...(certificates ? { certificates } : {}) });
    } catch (error) {
      output.err(`port ${options.port} cannot be had: ${(error as Error).message}\n`);
      return 1;
    }
    output.out(introduction(server, options.mode, folder));
    await interrupted();
    await server.stop();
    return 0;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

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
  throw new UsageError(`--port is a number from 0 to 65535, not "${text}"`);
}

function readAnswers(file: string, schema: Schema, output: Output): RecordedAnswers | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  const { answers, problems } = parseAnswers(text, schema);
  const lines = new LineIndex(text);
  for (const { start, message } of problems) {
    const { line, column } = lines.at(start);
    output.err(`${file}:${line + 1}:${column + 1}: error: ${message}\n`);
  }
  return problems.length > 0 ? undefined : answers;
}
