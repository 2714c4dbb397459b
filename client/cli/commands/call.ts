/** `protocall call`: one call of any kind, with JSON in and out. */
import { createHash } from "node:crypto";
import { methodCodec } from "../../rpc/codec/methodCodec.ts";
import { nearest } from "../../../server/src/shared/nearest.ts";
import { Schema } from "../../rpc/codec/schema.ts";
import { type JsonCall, type JsonEvent, Session } from "../../rpc/session.ts";
import { type Bodies, bodiesOf, callPath, durationOf, headersOf, judgeAddress } from "../calls/callArguments.ts";
import { channelFlags, channelHelp, connectionOf } from "../calls/channelFlags.ts";
import { credentialHelp, credentialOptions, tlsOf, withPassphrase } from "../calls/credentialOptions.ts";
import { jsonPrinter, type Printer, textPrinter } from "../calls/printAnswer.ts";
import { wirePrinter } from "../calls/printWire.ts";
import { reflectSchema } from "../calls/reflectSchema.ts";
import { loadSchema, type SchemaValues, schemaHelp, schemaOptions } from "../calls/schemaOptions.ts";
import type { Bilingual } from "../../../server/src/shared/language.ts";
import { type Command, complain, type ExitCode, type Output, UsageError } from "../command.ts";
import { languageHelp } from "../language.ts";
import { contradiction, formatOption, oneOf, parseOptions, tooMuch } from "../options.ts";

const help = {
  en: `protocall call [-I ROOT]… --proto FILE [-d JSON|@FILE|-] [-H NAME:VALUE]… ADDRESS package.Service/Method

Calls a method and prints the messages of the answer as JSON, each as soon as it comes. ADDRESS is host:port, unix:PATH, ipv4:…, ipv6:…,
dns:///… or a URL; http means plaintext, https TLS.

  -d JSON, --data JSON   the request; several texts one after the other for a stream of requests. @FILE reads a file, - reads
                         standard input; comments and trailing commas are allowed. Without it the request is empty
  -H NAME:VALUE, --header NAME:VALUE   metadata, base64 where the name ends in -bin. {{secret:name}} in a value comes from the
                         environment variable PROTOCALL_NAME, so that it does not show among the arguments
${schemaHelp.en}  --reflect              ask the server itself, which is also what happens without any of these
  --wire                 also each message as annotated bytes, on standard error
  --timeout TIME         the deadline: 5, 0.5s, 200ms; none where nothing is said
  --gzip                 compress the requests
  --wait-for-ready       wait for the connection until the deadline
  -v, --verbose          also headers, trailers and the connection, on standard error
  --format text|json     json: {messages, status, failure?, ms, peer, tls?, warnings?, headers, trailers}
${channelHelp.en}${languageHelp.en}${credentialHelp.en}
Exit code: 0 the status is OK, 1 it is not or the .proto files have errors, 2 wrong arguments.
`,
  ko: `protocall call [-I ROOT]… --proto FILE [-d JSON|@FILE|-] [-H NAME:VALUE]… ADDRESS package.Service/Method

메서드를 호출하고 응답 메시지를 오는 대로 JSON으로 출력합니다. ADDRESS는 host:port, unix:PATH, ipv4:…, ipv6:…, dns:///… 또는 URL입니다.
http는 평문, https는 TLS입니다.

  -d JSON, --data JSON   요청. 요청 스트림에는 JSON을 이어서 씁니다. @FILE은 파일에서, -는 표준 입력에서 읽습니다. 주석과 끝의
                         쉼표를 쓸 수 있습니다. 지정하지 않으면 빈 요청입니다
  -H NAME:VALUE, --header NAME:VALUE   메타데이터. 이름이 -bin으로 끝나면 값은 base64. 값의 {{secret:name}}은 환경 변수 PROTOCALL_NAME에서
                         읽으므로 인수에 드러나지 않습니다
${schemaHelp.ko}  --reflect              서버에 직접 물어봅니다. 위 옵션이 하나도 없을 때도 그렇습니다
  --wire                 메시지마다 설명을 붙인 바이트도 표준 오류에 출력합니다
  --timeout TIME         제한 시간: 5, 0.5s, 200ms. 지정하지 않으면 없습니다
  --gzip                 요청을 압축합니다
  --wait-for-ready       제한 시간까지 연결을 기다립니다
  -v, --verbose          헤더, 트레일러, 연결 정보도 표준 오류에 출력합니다
  --format text|json     json: {messages, status, failure?, ms, peer, tls?, warnings?, headers, trailers}
${channelHelp.ko}${languageHelp.ko}${credentialHelp.ko}
종료 코드: 0 상태가 OK, 1 OK가 아니거나 .proto 파일에 오류 있음, 2 잘못된 인수.
`,
};

const summary = { en: "call a method and print the answer as JSON", ko: "메서드를 호출하고 응답을 JSON으로 출력" };

export const call: Command = { name: "call", summary, help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...formatOption,
    ...schemaOptions,
    ...credentialOptions,
    ...channelFlags,
    data: { type: "string", short: "d" },
    header: { type: "string", short: "H", multiple: true },
    timeout: { type: "string" },
    gzip: { type: "boolean" },
    "wait-for-ready": { type: "boolean" },
    reflect: { type: "boolean" },
    wire: { type: "boolean" },
    verbose: { type: "boolean", short: "v" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const [address, method, ...more] = positionals;
  if (address === undefined || method === undefined)
    throw new UsageError({
      en: "name an address and a method: protocall call ADDRESS package.Service/Method",
      ko: "주소와 메서드를 쓰세요: protocall call ADDRESS package.Service/Method",
    });
  if (more[0] !== undefined) throw tooMuch(more[0], { en: "give messages with -d", ko: "메시지는 -d로 쓰세요" });
  judgeAddress(address);
  const path = callPath(method);
  const metadata = headersOf(values.header ?? [], process.env);
  const timeoutMs = values.timeout === undefined ? undefined : durationOf("timeout", values.timeout);
  const bodies = bodiesOf(values.data, process.stdin);
  const tls = tlsOf(values, address);
  const connection = connectionOf(values);
  const source = sourceOf(values);
  const files = source === "files" ? await loadSchema(values, output) : undefined;
  if (source === "files" && !files) return 1;

  const secured = await withPassphrase(tls, process.env, output.language);
  if (secured.skipVerify)
    complain(output, {
      en: "warning: the server's certificate is not verified (--skip-verify)",
      ko: "경고: 서버 인증서를 검증하지 않습니다(--skip-verify)",
    });
  const server = { address, path, metadata, tls: secured, ...connection };
  const session = new Session();
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once("SIGINT", stop);
  // Whoever reads the output may have read enough.
  process.stdout.once("error", stop);
  try {
    const set = files ?? (await reflectSchema(session, server, abort.signal, output));
    if (!set) return 1;
    const schema = new Schema(set);
    const kind = methodCodec(schema, path)?.kind;
    if (!kind) {
      complain(output, noSuchMethod(schema, path));
      return 1;
    }
    const prepared = {
      ...server,
      kind,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(values.gzip ? { compression: "gzip" as const } : {}),
      ...(values["wait-for-ready"] ? { waitForReady: true } : {}),
      ...(values.wire ? { messages: "raw" as const } : {}),
    };
    const printer = format === "json" ? jsonPrinter(output) : textPrinter(output, values.verbose ? "all" : "answer");
    if (!values.wire) return await send(session, prepared, bodies, set, printer, abort);
    const wire = wirePrinter(printer, set, path, output);
    wire.requests(bodies.texts);
    return await send(session, prepared, bodies, set, wire, abort);
  } finally {
    process.removeListener("SIGINT", stop);
    session.close();
    // A terminal that nobody types on any more must not keep the process.
    process.stdin.destroy();
  }
}

function sourceOf({ proto, schema, reflect }: SchemaValues & { readonly reflect?: boolean }): "files" | "reflection" {
  const hasFiles = proto !== undefined || schema !== undefined;
  if (reflect && hasFiles) throw contradiction("--reflect", `--${proto ? "proto" : "schema"}`);
  return hasFiles ? "files" : "reflection";
}

async function send(
  session: Session,
  prepared: Omit<JsonCall, "bodies">,
  bodies: Bodies,
  set: Uint8Array,
  printer: Printer,
  abort: AbortController,
): Promise<ExitCode> {
  const { kind } = prepared;
  const texts = [...bodies.texts];
  let { more } = bodies;
  if (kind === "unary" || kind === "server-streaming") {
    for await (const text of more ?? []) texts.push(text);
    more = undefined;
    if (texts.length > 1)
      throw new UsageError({
        en: `${prepared.path.slice(1)} takes one message, not ${texts.length}`,
        ko: `${prepared.path.slice(1)}에는 메시지를 하나만 보낼 수 있습니다. 지금은 ${texts.length}개입니다`,
      });
  }
  const hash = createHash("sha256").update(set).digest("hex");
  let last: JsonEvent | undefined;
  const events = session.call({ ...prepared, bodies: texts }, { hash, bytes: () => set }, abort.signal, more);
  for await (const event of events) {
    last = event;
    await printer.print(event);
    // What follows a message that cannot be sent was meant to follow it.
    if (event.type === "rejected") abort.abort();
  }
  return last?.type === "end" ? 0 : 1;
}

function noSuchMethod(schema: Schema, path: string): Bilingual {
  const [, service = "", method = ""] = /^\/(.+)\/(.+)$/.exec(path) ?? [];
  const found = schema.findService(service);
  if (!found) {
    const near = nearest(service, schema.services, { lettersPerSlip: 3 });
    const all = schema.services.join(", ");
    return {
      en: `the schema has no service ${service}; ${near ? `did you mean ${near}?` : `there are ${all || "none"}`}`,
      ko: `스키마에 서비스 ${service}이(가) 없습니다. ${near ? `${near}을(를) 쓰려고 했나요?` : `있는 서비스: ${all || "없음"}`}`,
    };
  }
  const names = found.methods.map(m => m.name).join(", ");
  return {
    en: `${service} has no method ${method}; it has ${names}`,
    ko: `${service}에 메서드 ${method}이(가) 없습니다. 있는 메서드: ${names}`,
  };
}
