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
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { formatOption, oneOf, parseOptions } from "../options.ts";

const help = `protocall call [-I ROOT]… --proto FILE [-d JSON|@FILE|-] [-H NAME:VALUE]… ADDRESS package.Service/Method

Calls a method and prints the messages of the answer as JSON, each as soon as it comes. ADDRESS is host:port, unix:PATH, ipv4:…, ipv6:…,
dns:///… or a URL; http means plaintext, https TLS.

  -d JSON, --data JSON   the request; several texts one after the other for a stream of requests. @FILE reads a file, - reads
                         standard input; comments and trailing commas are allowed. Without it the request is empty
  -H NAME:VALUE, --header NAME:VALUE   metadata, base64 where the name ends in -bin. {{secret:name}} in a value comes from the
                         environment variable PROTOCALL_NAME, so that it does not show among the arguments
${schemaHelp}  --reflect              ask the server itself, which is also what happens without any of these
  --wire                 also each message as annotated bytes, on standard error
  --timeout TIME         the deadline: 5, 0.5s, 200ms; none where nothing is said
  --gzip                 compress the requests
  --wait-for-ready       wait for the connection until the deadline
  -v, --verbose          also headers, trailers and the connection, on standard error
  --format text|json     json: {messages, status, failure?, ms, peer, tls?, warnings?, headers, trailers}
${channelHelp}${credentialHelp}
Exit code: 0 the status is OK, 1 it is not or the .proto files have errors, 2 wrong arguments.
`;

export const call: Command = { name: "call", summary: "call a method and print the answer as JSON", help, run };

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
    throw new UsageError("name an address and a method: protocall call ADDRESS package.Service/Method");
  if (more[0] !== undefined) throw new UsageError(`"${more[0]}" is too much; give messages with -d`);
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

  const secured = await withPassphrase(tls, process.env);
  if (secured.skipVerify) output.err("warning: the server's certificate is not verified (--skip-verify)\n");
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
      output.err(`${noSuchMethod(schema, path)}\n`);
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
  if (reflect && hasFiles)
    throw new UsageError(`--reflect and --${proto ? "proto" : "schema"} contradict each other`);
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
    if (texts.length > 1) throw new UsageError(`${prepared.path.slice(1)} takes one message, not ${texts.length}`);
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

function noSuchMethod(schema: Schema, path: string): string {
  const [, service = "", method = ""] = /^\/(.+)\/(.+)$/.exec(path) ?? [];
  const found = schema.findService(service);
  if (!found) {
    const near = nearest(service, schema.services, { lettersPerSlip: 3 });
    const hint = near ? `did you mean ${near}?` : `there are ${schema.services.join(", ") || "none"}`;
    return `the schema has no service ${service}; ${hint}`;
  }
  const names = found.methods.map(m => m.name);
  return `${service} has no method ${method}; it has ${names.join(", ")}`;
}
