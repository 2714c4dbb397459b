/** The parts of a call as they are written on a command line. */
import { readFileSync } from "node:fs";
import type { Metadata } from "../../rpc/call.ts";
import { failureText } from "../../rpc/failureText.ts";
import { RpcError } from "../../rpc/errors.ts";
import { toGrpcMetadata } from "../../rpc/metadata.ts";
import { parseTarget } from "../../rpc/target.ts";
import { proxyOf } from "../../rpc/transport/channelOptions.ts";
import { UsageError } from "../command.ts";
import { JsonTexts, splitJsonTexts } from "../../rpc/jsonTexts.ts";
import { secretVariable } from "../../../server/src/protocol/template.ts";

/** What is wrong with an argument is a wrong argument. */
function judged<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof RpcError) throw new UsageError(failureText(error.failure, "en").title);
    throw error;
  }
}

export const judgeAddress = (address: string): void => void judged(() => parseTarget(address));

export const judgeProxy = (proxy: string): void => void judged(() => proxyOf(proxy));

/** `package.Service/Method` or `package.Service.Method` → `/package.Service/Method`. */
export function callPath(method: string): string {
  const match = /^\/?([A-Za-z_][\w.]*)[/.]([A-Za-z_]\w*)$/.exec(method);
  if (!match) throw new UsageError(`"${method}" is no method; write package.Service/Method`);
  return `/${match[1]}/${match[2]}`;
}

/** `name: value`. `{{secret:name}}` in a value stands for the environment variable PROTOCALL_NAME, so that no secret is an argument. */
export function headersOf(given: readonly string[], environment: NodeJS.ProcessEnv): Metadata {
  const metadata = given.map(text => {
    const colon = text.indexOf(":");
    // What stands there may be a secret, so it is not repeated.
    if (colon < 1) throw new UsageError("a header is name:value, and one of -H is not");
    const value = text.slice(colon + 1).trim();
    return [text.slice(0, colon).trim().toLowerCase(), withSecrets(value, environment)] as const;
  });
  judged(() => toGrpcMetadata(metadata));
  return metadata;
}

const withSecrets = (value: string, environment: NodeJS.ProcessEnv): string =>
  value.replaceAll(/\{\{\s*secret:([\w.-]+)\s*\}\}/g, (_, name: string) => {
    const variable = secretVariable(name);
    const secret = environment[variable];
    if (secret === undefined) throw new UsageError(`nothing gives a value for {{secret:${name}}}; set ${variable}`);
    return secret;
  });

/** Seconds, as `5`, `0.5s` or `200ms` → milliseconds. */
export function durationOf(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text);
  const ms = match ? Number(match[1]) * { ms: 1, s: 1000, m: 60_000 }[(match[2] ?? "s") as "ms" | "s" | "m"] : 0;
  if (ms > 0) return ms;
  throw new UsageError(`--${option} is a time above 0, as 5, 0.5s or 200ms, not "${text}"`);
}

export interface Bodies {
  /** Known before the call. */
  readonly texts: readonly string[];
  /** Read from standard input while the call lasts. */
  readonly more?: AsyncIterable<string>;
}

/** `-d JSON`, `-d @file`, `-d -` for standard input. */
export function bodiesOf(data: string | undefined, stdin: NodeJS.ReadableStream): Bodies {
  if (data === undefined) return { texts: [] };
  if (data === "-" || data === "@-") return { texts: [], more: textsOf(stdin) };
  if (!data.startsWith("@")) return { texts: splitJsonTexts(data) };
  return { texts: splitJsonTexts(readUtf8(data.slice(1))) };
}

function readUtf8(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: "does not exist",
      EISDIR: "is a folder",
      ERR_ENCODING_INVALID_ENCODED_DATA: "is not UTF-8 text",
    };
    throw new UsageError(`-d @${file}: the file ${reasons[code ?? ""] ?? `cannot be read (${code})`}`);
  }
}

async function* textsOf(stdin: NodeJS.ReadableStream): AsyncGenerator<string> {
  const texts = new JsonTexts();
  stdin.setEncoding("utf8");
  for await (const piece of stdin) yield* texts.add(String(piece));
  yield* texts.end();
}
