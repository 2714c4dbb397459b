/** The parts of a call as they are written on a command line. */
import { readFileSync } from "node:fs";
import type { Metadata } from "../../rpc/call.ts";
import { failureText } from "../../rpc/failureText.ts";
import { RpcError } from "../../rpc/errors.ts";
import { toGrpcMetadata } from "../../rpc/metadata.ts";
import { parseTarget } from "../../rpc/target.ts";
import { proxyOf } from "../../rpc/transport/channelOptions.ts";
import type { Bilingual } from "../../../server/src/shared/language.ts";
import { UsageError } from "../command.ts";
import { JsonTexts, splitJsonTexts } from "../../rpc/jsonTexts.ts";
import { secretVariable } from "../../../server/src/protocol/template.ts";

/** What is wrong with an argument is a wrong argument. */
function judged<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof RpcError)
      throw new UsageError({
        en: failureText(error.failure, "en").title,
        ko: failureText(error.failure, "ko").title,
      });
    throw error;
  }
}

export const judgeAddress = (address: string): void => void judged(() => parseTarget(address));

export const judgeProxy = (proxy: string): void => void judged(() => proxyOf(proxy));

/** `package.Service/Method` or `package.Service.Method` → `/package.Service/Method`. */
export function callPath(method: string): string {
  const match = /^\/?([A-Za-z_][\w.]*)[/.]([A-Za-z_]\w*)$/.exec(method);
  if (!match)
    throw new UsageError({
      en: `"${method}" is no method; write package.Service/Method`,
      ko: `"${method}"은(는) 메서드가 아닙니다. package.Service/Method처럼 쓰세요`,
    });
  return `/${match[1]}/${match[2]}`;
}

/** `name: value`. `{{secret:name}}` in a value stands for the environment variable PROTOCALL_NAME, so that no secret is an argument. */
export function headersOf(given: readonly string[], environment: NodeJS.ProcessEnv): Metadata {
  const metadata = given.map(text => {
    const colon = text.indexOf(":");
    // What stands there may be a secret, so it is not repeated.
    if (colon < 1)
      throw new UsageError({
        en: "a header is name:value, and one of -H is not",
        ko: "헤더는 이름:값으로 씁니다. -H 가운데 그렇지 않은 것이 있습니다",
      });
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
    if (secret === undefined)
      throw new UsageError({
        en: `nothing gives a value for {{secret:${name}}}; set ${variable}`,
        ko: `{{secret:${name}}}의 값이 없습니다. 환경 변수 ${variable}을(를) 설정하세요`,
      });
    return secret;
  });

/** Seconds, as `5`, `0.5s` or `200ms` → milliseconds. */
export function durationOf(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text);
  const ms = match ? Number(match[1]) * { ms: 1, s: 1000, m: 60_000 }[(match[2] ?? "s") as "ms" | "s" | "m"] : 0;
  if (ms > 0) return ms;
  throw new UsageError({
    en: `--${option} is a time above 0, as 5, 0.5s or 200ms, not "${text}"`,
    ko: `--${option}에는 5, 0.5s, 200ms처럼 0보다 긴 시간을 쓰세요. "${text}"은(는) 쓸 수 없습니다`,
  });
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
    const reasons: Readonly<Record<string, Bilingual>> = {
      ENOENT: { en: "the file does not exist", ko: "파일이 없습니다" },
      EISDIR: { en: "the file is a folder", ko: "파일이 아니라 폴더입니다" },
      ERR_ENCODING_INVALID_ENCODED_DATA: { en: "the file is not UTF-8 text", ko: "UTF-8 텍스트가 아닙니다" },
    };
    const why = reasons[code ?? ""] ?? {
      en: `the file cannot be read (${code})`,
      ko: `파일을 읽을 수 없습니다(${code})`,
    };
    throw new UsageError({ en: `-d @${file}: ${why.en}`, ko: `-d @${file}: ${why.ko}` });
  }
}

async function* textsOf(stdin: NodeJS.ReadableStream): AsyncGenerator<string> {
  const texts = new JsonTexts();
  stdin.setEncoding("utf8");
  for await (const piece of stdin) yield* texts.add(String(piece));
  yield* texts.end();
}
