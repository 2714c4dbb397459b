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
import { languageOption } from "../calls/languageOption.ts";
import { reflectSchema } from "../calls/reflectSchema.ts";
import { loadSchema, schemaHelp, schemaOptions } from "../calls/schemaOptions.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { formatOption, oneOf, parseOptions } from "../options.ts";

const help = `protocall probe [--proto FILE] [-n CALLS] [--who HEADER | --field PATH] ADDRESS package.Service/Method

Calls a unary method many times: over one channel, over a channel for each call, and over a channel that takes turns (round_robin). Tells
which servers answered and what that means: pinned by an L4 balancer, spread by an L7 balancer, or spread by the client. Choose a method
that changes nothing.

  -n CALLS               calls of each of the three; 100 where nothing is said
  --who HEADER           the response header that names the server; without it the usual ones are tried
  --field PATH           a field of the reply that names it, as header.member_id
  -d JSON, --data JSON   the request; empty where nothing is said
  -H NAME:VALUE, --header NAME:VALUE   metadata
${schemaHelp}  --timeout TIME         of one call; 10 s where nothing is said
  --language en|ko       of the text
  --format text|json     json: {address, told?, ways: [{way, calls, peers, servers, failures}], verdict}
${credentialHelp}
Exit code: 0 found out, 1 calls failed, 2 wrong arguments.
`;

export const probe: Command = {
  name: "probe",
  summary: "find out how the calls to an address are balanced",
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
    ...languageOption,
    calls: { type: "string", short: "n", default: "100" },
    who: { type: "string" },
    field: { type: "string" },
    data: { type: "string", short: "d", default: "{}" },
    header: { type: "string", short: "H", multiple: true },
    timeout: { type: "string", default: "10" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const language = oneOf("language", values.language, ["en", "ko"]);
  const [address, method, ...more] = positionals;
  if (address === undefined || method === undefined)
    throw new UsageError("name an address and a method: protocall probe ADDRESS package.Service/Method");
  if (more[0] !== undefined) throw new UsageError(`"${more[0]}" is too much`);
  if (values.who !== undefined && values.field !== undefined)
    throw new UsageError("--who and --field contradict each other");
  const calls = Number(values.calls);
  if (!/^\d+$/.test(values.calls) || calls < 1 || calls > MOST_CALLS)
    throw new UsageError(`-n is a number from 1 to ${MOST_CALLS}, not "${values.calls}"`);
  judgeAddress(address);
  const path = callPath(method);
  const metadata = headersOf(values.header ?? [], process.env);
  const timeoutMs = durationOf("timeout", values.timeout);
  const tls = await withPassphrase(tlsOf(values, address), process.env);
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
      if (!codec) output.err(`the schema has no method ${path.slice(1)}\n`);
      return 1;
    }
    if (codec.kind !== "unary")
      throw new UsageError(`${path.slice(1)} is not unary; a stream stays with one server anyway`);
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
  for (const problem of result.problems)
    output.err(
      `the request does not fit: ${problem.path ? `${problem.path}: ` : ""}${bodyProblemText(problem, "en")}\n`,
    );
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
