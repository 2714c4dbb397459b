/** `protocall probe`: which servers answer the calls to an address, and what that says of the balancing before them. */
import { type BalanceOptions, balance } from "../../rpc/balance/balance.ts";
import { balanceText } from "../../rpc/balance/balanceText.ts";
import { bodyProblemText } from "../../rpc/codec/bodyText.ts";
import { type MethodCodec, methodCodec } from "../../rpc/codec/methodCodec.ts";
import { Schema } from "../../rpc/codec/schema.ts";
import { failureText } from "../../rpc/failureText.ts";
import { Session } from "../../rpc/session.ts";
import { callPath, durationOf, headersOf, judgeAddress } from "../calls/callArguments.ts";
import { channelFlags, connectionOf } from "../calls/channelFlags.ts";
import { credentialHelp, credentialOptions, tlsOf, withPassphrase } from "../calls/credentialOptions.ts";
import { reflectSchema } from "../calls/reflectSchema.ts";
import { loadSchema, schemaHelp, schemaOptions } from "../calls/schemaOptions.ts";
import { type Command, complain, type ExitCode, type Output, UsageError } from "../command.ts";
import { languageHelp } from "../language.ts";
import { contradiction, formatOption, oneOf, parseOptions, tooMuch } from "../options.ts";

const help = {
  en: `protocall probe [--proto FILE] [-n CALLS] [--who HEADER | --field PATH] ADDRESS package.Service/Method

Calls a unary method many times: over one channel, over a channel for each call, and over a channel that takes turns (round_robin). Tells
which servers answered and what that means: pinned by an L4 balancer, spread by an L7 balancer, or spread by the client. Choose a method
that changes nothing.

  -n CALLS               calls of each of the three; 100 where nothing is said
  --who HEADER           the response header that names the server; without it the usual ones are tried
  --field PATH           a field of the reply that names it, as header.member_id
  -d JSON, --data JSON   the request; empty where nothing is said
  -H NAME:VALUE, --header NAME:VALUE   metadata
${schemaHelp.en}  --timeout TIME         of one call; 10 s where nothing is said
${languageHelp.en}  --format text|json     json: {address, told?, ways: [{way, calls, peers, servers, failures}], verdict}
${credentialHelp.en}
Exit code: 0 found out, 1 calls failed, 2 wrong arguments.
`,
  ko: `protocall probe [--proto FILE] [-n CALLS] [--who HEADER | --field PATH] ADDRESS package.Service/Method

단항 메서드를 여러 번 호출합니다. 채널 하나로, 호출마다 새 채널로, 그리고 주소를 돌아가며 쓰는 채널(round_robin)로 호출합니다. 어느 서버가
응답했는지, 그것이 무엇을 뜻하는지 알려 줍니다. L4 로드밸런서에 고정되었는지, L7 로드밸런서가 나누었는지, 클라이언트가 나누었는지입니다.
아무것도 바꾸지 않는 메서드를 고르세요.

  -n CALLS               세 방법마다의 호출 횟수. 기본값 100
  --who HEADER           서버의 이름이 들어 있는 응답 헤더. 지정하지 않으면 흔히 쓰는 헤더를 찾습니다
  --field PATH           서버의 이름이 들어 있는 응답 필드. 예: header.member_id
  -d JSON, --data JSON   요청. 지정하지 않으면 빈 요청입니다
  -H NAME:VALUE, --header NAME:VALUE   메타데이터
${schemaHelp.ko}  --timeout TIME         호출 하나의 제한 시간. 기본값 10초
${languageHelp.ko}  --format text|json     json: {address, told?, ways: [{way, calls, peers, servers, failures}], verdict}
${credentialHelp.ko}
종료 코드: 0 알아냄, 1 호출 실패, 2 잘못된 인수.
`,
};

export const probe: Command = {
  name: "probe",
  summary: { en: "find out how the calls to an address are balanced", ko: "주소로 가는 호출이 어떻게 나뉘는지 확인" },
  help,
  run,
};

const MOST_CALLS = 100_000;

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...formatOption,
    ...schemaOptions,
    ...credentialOptions,
    ...channelFlags,
    calls: { type: "string", short: "n", default: "100" },
    who: { type: "string" },
    field: { type: "string" },
    data: { type: "string", short: "d", default: "{}" },
    header: { type: "string", short: "H", multiple: true },
    timeout: { type: "string", default: "10" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const { language } = output;
  const [address, method, ...more] = positionals;
  if (address === undefined || method === undefined)
    throw new UsageError({
      en: "name an address and a method: protocall probe ADDRESS package.Service/Method",
      ko: "주소와 메서드를 쓰세요: protocall probe ADDRESS package.Service/Method",
    });
  if (more[0] !== undefined)
    throw tooMuch(more[0], { en: "an address and a method are expected", ko: "주소와 메서드만 씁니다" });
  if (values.who !== undefined && values.field !== undefined) throw contradiction("--who", "--field");
  const calls = Number(values.calls);
  if (!/^\d+$/.test(values.calls) || calls < 1 || calls > MOST_CALLS)
    throw new UsageError({
      en: `-n is a number from 1 to ${MOST_CALLS}, not "${values.calls}"`,
      ko: `-n에는 1에서 ${MOST_CALLS}까지의 수를 쓰세요. "${values.calls}"은(는) 쓸 수 없습니다`,
    });
  judgeAddress(address);
  const path = callPath(method);
  const metadata = headersOf(values.header ?? [], process.env);
  const timeoutMs = durationOf("timeout", values.timeout);
  const tls = await withPassphrase(tlsOf(values, address), process.env, language);
  const server = { address, path, metadata, tls, ...connectionOf(values) };

  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once("SIGINT", stop);
  const session = new Session();
  try {
    const hasFiles = values.proto !== undefined || values.schema !== undefined;
    const set = hasFiles
      ? await loadSchema(values, output)
      : await reflectSchema(session, server, abort.signal, output);
    if (!set) return 1;
    const codec = methodCodec(new Schema(set), path);
    const request = codec && encoded(codec, values.data, output);
    if (!codec || !request) {
      if (!codec)
        complain(output, {
          en: `the schema has no method ${path.slice(1)}`,
          ko: `스키마에 메서드 ${path.slice(1)}이(가) 없습니다`,
        });
      return 1;
    }
    if (codec.kind !== "unary")
      throw new UsageError({
        en: `${path.slice(1)} is not unary; a stream stays with one server anyway`,
        ko: `${path.slice(1)}은(는) 단항 메서드가 아닙니다. 스트림은 어차피 한 서버에 머뭅니다`,
      });
    const options: BalanceOptions = {
      ...server,
      request,
      calls,
      timeoutMs,
      ...(values.who === undefined ? {} : { header: values.who }),
      ...(values.field === undefined ? {} : { field: fieldOf(codec, values.field) }),
    };
    const result = await balance(options, abort.signal);
    if (!result.ok) {
      const { title, advice } = failureText(result.failure, language);
      output.err(`${title}\n${advice.map(line => `  ${line}\n`).join("")}`);
      return 1;
    }
    output.out(
      format === "json" ? `${JSON.stringify(result.balance, undefined, 2)}\n` : balanceText(result.balance, language),
    );
    return result.balance.ways.every(way => way.failures.length === 0) ? 0 : 1;
  } finally {
    process.removeListener("SIGINT", stop);
    session.close();
  }
}

function encoded(codec: MethodCodec, json: string, output: Output): Uint8Array | undefined {
  const result = codec.encodeRequest(json);
  if ("bytes" in result) return result.bytes;
  for (const problem of result.problems) {
    const at = problem.path ? `${problem.path}: ` : "";
    complain(output, {
      en: `the request does not fit: ${at}${bodyProblemText(problem, "en")}`,
      ko: `요청이 맞지 않습니다: ${at}${bodyProblemText(problem, "ko")}`,
    });
  }
  return undefined;
}

/** `header.member_id`, by names of fields or of JSON. */
function fieldOf(codec: MethodCodec, path: string): (reply: Uint8Array) => string | undefined {
  const steps = path.split(".").map(jsonName);
  return reply => {
    const decoded = codec.decodeResponse(reply, { defaults: true, indent: 0 });
    if (!("json" in decoded)) return undefined;
    let at: unknown = JSON.parse(decoded.json);
    for (const step of steps)
      at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined;
    return at === undefined ? undefined : typeof at === "string" ? at : JSON.stringify(at);
  };
}

const jsonName = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
