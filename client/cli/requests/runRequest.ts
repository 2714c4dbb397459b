/** Sends one request of a document and compares what comes back with what it expects. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Bilingual, Language } from "../../../server/src/shared/language.ts";
import type { PreparedRequest } from "../../../server/src/features/prepareRequest.ts";
import { type Expectation, renderExpectation, unmetExpectations } from "../../../server/src/protocol/expectation.ts";
import { fillWith } from "../../../server/src/protocol/fillCall.ts";
import { credentialTexts, filledCredentials } from "../../rpc/auth/credentialsFile.ts";
import { failureText } from "../../rpc/failureText.ts";
import type { CallRunner } from "../../rpc/runnerProtocol.ts";
import { UsageError } from "../command.ts";
import type { Surroundings } from "./surroundings.ts";
import { secretVariable } from "../../../server/src/protocol/template.ts";

/** What became of a request. */
export interface RequestResult {
  readonly file: string;
  /** Of the request line, from 1. */
  readonly line: number;
  readonly name: string;
  /** `package.Service/Method`; "" while the request names none. */
  readonly method: string;
  readonly ok: boolean;
  /** Name of the gRPC status; absent where nothing was sent. */
  readonly status?: string;
  /** Milliseconds from the start of the call to its end. */
  readonly ms: number;
  /** Messages of the answer as JSON texts. */
  readonly messages: readonly string[];
  /** Why it is not ok, a line each. */
  readonly problems: readonly string[];
}

export interface RunContext {
  readonly runner: CallRunner;
  readonly surroundings: Surroundings;
  /** Of the document: paths of bodies are relative to it. */
  readonly folder: string;
  /** For requests that say none. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly environment: NodeJS.ProcessEnv;
  /** Of the problems. */
  readonly language: Language;
}

type Place = Pick<RequestResult, "file" | "line" | "name" | "method">;

export async function runRequest(
  place: Place,
  prepared: PreparedRequest,
  expectations: readonly Expectation[],
  context: RunContext,
): Promise<RequestResult> {
  const unsent = (...problems: string[]): RequestResult => ({ ...place, ok: false, ms: 0, messages: [], problems });
  if (!prepared.ok) return unsent(prepared.message);
  const { call } = prepared;
  const { language } = context;
  let bodies: readonly string[];
  try {
    bodies = call.bodies.map((body, i) => bodyFrom(call.bodyFiles?.[i], context.folder) ?? body);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return unsent(error.text[language]);
  }
  const { variables } = context.surroundings;
  const secretOf = (name: string): string | undefined => context.environment[secretVariable(name)];
  const filled = fillWith({ ...call, bodies }, variables, secretOf);
  if (!filled.ok) return unsent(...filled.missing.map(name => missingValue(name)[language]));
  const chosen = context.surroundings.profile(call.profile, filled.filled.address);
  if (!chosen.ok) return unsent(chosen.message[language]);
  const texts = chosen.credentials ? credentialTexts(chosen.credentials) : [];
  const credentials = fillWith({ ...call, address: "", bodies: [], metadata: texts }, variables, secretOf);
  if (!credentials.ok) return unsent(...credentials.missing.map(name => missingValue(name)[language]));
  const passphrase = context.environment["PROTOCALL_PASSPHRASE"];
  const events = context.runner.call(
    {
      ...filled.filled,
      path: call.path,
      kind: call.kind,
      descriptorHash: call.descriptorHash,
      timeoutMs: call.timeoutMs ?? context.timeoutMs,
      tls: passphrase === undefined ? chosen.tls : { ...chosen.tls, passphrase },
      ...(chosen.channel ? { channel: chosen.channel } : {}),
      ...(chosen.protocol ? { protocol: chosen.protocol } : {}),
      ...(chosen.credentials
        ? { credentials: filledCredentials(chosen.credentials, credentials.filled.metadata) }
        : {}),
      ...(call.descriptorSet === undefined ? {} : { descriptorSet: call.descriptorSet }),
    },
    context.signal,
  );
  const messages: string[] = [];
  let status = "OK";
  let ms = 0;
  let why: readonly string[] = [];
  for await (const event of events) {
    ms = Math.round(event.atMs * 10) / 10;
    if (event.type === "message") messages.push(event.message.json);
    if (event.type !== "failed") continue;
    status = event.failure.status;
    const { title, advice } = failureText(event.failure, language);
    why = [title, ...advice, ...(event.failure.details ?? [])];
  }
  const unmet = unmetExpectations(expectations, { status, messages: messages.map(text => JSON.parse(text)) });
  const problems = unmet.map(u => unmetText(renderExpectation(u.expectation), u.actual)[language]);
  // A failure that was not expected explains itself; one that was is no news.
  const explained = unmet.some(u => u.expectation.kind === "status") ? why : [];
  return { ...place, ok: unmet.length === 0, status, ms, messages, problems: [...problems, ...explained] };
}

/** `{{secret:name}}` comes from this variable of the environment, as in a command line that the editor copies. */
const missingValue = (name: string): Bilingual => ({
  en: `nothing gives a value for {{${name}}}: set it in the file, in an environment, or for a secret in ${secretVariable(name)}`,
  ko: `{{${name}}}의 값이 없습니다. 파일이나 환경에, 비밀 값이면 환경 변수 ${secretVariable(name)}에 설정하세요`,
});

const unmetText = (expected: string, actual: string | undefined): Bilingual => ({
  en: `expected ${expected}, got ${actual ?? "nothing"}`,
  ko: `기대한 값: ${expected}, 받은 값: ${actual ?? "없음"}`,
});

function bodyFrom(file: string | undefined, folder: string): string | undefined {
  if (file === undefined) return undefined;
  const at = path.resolve(folder, file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(at));
  } catch (error) {
    const why = (error as Error).message;
    throw new UsageError({
      en: `the message in ${file} cannot be read: ${why}`,
      ko: `${file}의 메시지를 읽을 수 없습니다: ${why}`,
    });
  }
}
