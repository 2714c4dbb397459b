/**
 * The schema of a server by reflection: version 1, and where the server does not know that, version 1 alpha. It runs over the transport of a
 * call, so credentials and metadata are those of the call. Servers differ in what they send along: what is missing is asked for by name,
 * and what cannot be had is said.
 */
import type { CallEvent, Metadata, Transport } from "../call.ts";
import { failure, type RpcFailure } from "../errors.ts";
import { WireError } from "../wire/records.ts";
import { wireProblemText } from "../wire/wireText.ts";
import { collectFiles, descriptorSetOf, type FoundFiles, TooMuch } from "./collectFiles.ts";
import {
  bundledSchema,
  type ReflectionCodec,
  type ReflectionRequest,
  type ReflectionResponse,
  reflectionCodec,
  reflectionPath,
  type ReflectionVersion,
  reflectionVersions,
} from "./reflectionCodec.ts";
import { saidIn } from "../../../server/src/shared/language.ts";

export interface ReflectOptions {
  readonly metadata: Metadata;
  /** For all of it. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Full names of services or types; absent: all services that the server lists. */
  readonly symbols?: readonly string[];
}

export type Reflected =
  | {
      readonly ok: true;
      readonly version: ReflectionVersion;
      /** Full names that the server lists, reflection itself among them; empty where `symbols` were given. */
      readonly services: readonly string[];
      /** FileDescriptorSet: the bytes as the server sent them. */
      readonly descriptorSet: Uint8Array;
      /** Names of files and symbols that the server does not give. */
      readonly missing: readonly string[];
    }
  | { readonly ok: false; readonly failure: RpcFailure };

export async function reflect(transport: Transport, options: ReflectOptions): Promise<Reflected> {
  let unimplemented: RpcFailure | undefined;
  for (const version of reflectionVersions) {
    const conversation = new Conversation(transport, version, options);
    try {
      const found = await findAll(conversation, options.symbols);
      return { ok: true, version, ...found };
    } catch (error) {
      if (error instanceof TooMuch) return { ok: false, failure: failure("reflection", "INTERNAL", error.text) };
      if (error instanceof WireError) {
        const text = { en: wireProblemText(error.problem, "en"), ko: wireProblemText(error.problem, "ko") };
        return { ok: false, failure: failure("reflection", "INTERNAL", text) };
      }
      if (!(error instanceof Ended)) throw error;
      // Servers say so in several ways, but always with this status.
      if (error.failure.status !== "UNIMPLEMENTED") return { ok: false, failure: error.failure };
      unimplemented = error.failure;
    } finally {
      conversation.end();
    }
  }
  const { message = "", facts = {} } = unimplemented ?? {};
  return { ok: false, failure: failure("no-reflection", "UNIMPLEMENTED", message, facts) };
}

async function findAll(
  conversation: Conversation,
  symbols: readonly string[] | undefined,
): Promise<{ services: string[]; descriptorSet: Uint8Array; missing: string[] }> {
  const services: string[] = [];
  if (!symbols) {
    const { listServicesResponse } = await conversation.ask({ listServices: "*" });
    services.push(...(listServicesResponse?.service ?? []).flatMap(({ name }) => (name ? [name] : [])));
  }
  const found: FoundFiles = await collectFiles(request => conversation.ask(request), symbols ?? services);
  // What comes with the product need not come from the server.
  const bundled = bundledSchema().index.files;
  const missing = found.missing.filter(name => !bundled.has(name));
  return { services, descriptorSet: descriptorSetOf(found.files), missing };
}

/** The stream is over before its question was answered. */
class Ended extends Error {
  readonly failure: RpcFailure;

  constructor(reason: RpcFailure) {
    super(saidIn(reason.message, "en"));
    this.failure = reason;
  }
}

/** One stream, question by question. */
class Conversation {
  readonly #codec: ReflectionCodec;
  readonly #events: AsyncIterator<CallEvent>;
  readonly #waiting: Uint8Array[] = [];
  #isOver = false;
  #wake: (() => void) | undefined;

  constructor(transport: Transport, version: ReflectionVersion, { metadata, timeoutMs, signal }: ReflectOptions) {
    this.#codec = reflectionCodec(version);
    const call = { path: reflectionPath(version), kind: "bidirectional", metadata, timeoutMs } as const;
    this.#events = transport.call(call, this.#requests(), signal)[Symbol.asyncIterator]();
  }

  async *#requests(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next) yield next;
      else if (this.#isOver) return;
      else
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
    }
  }

  async ask(request: ReflectionRequest): Promise<ReflectionResponse> {
    this.#waiting.push(this.#codec.encodeRequest(request));
    this.#wake?.();
    for (;;) {
      const { value: event, done } = await this.#events.next();
      if (done || event.type === "end") {
        throw new Ended(
          failure("reflection", "INTERNAL", { en: "the server ended the stream", ko: "서버가 스트림을 끝냈습니다" }),
        );
      }
      if (event.type === "failed") throw new Ended(event.failure);
      if (event.type !== "message") continue;
      const response = this.#codec.decodeResponse(event.bytes);
      if (response) return response;
      throw new Ended(
        failure("reflection", "INTERNAL", {
          en: "the answer is no ServerReflectionResponse",
          ko: "응답이 ServerReflectionResponse가 아닙니다",
        }),
      );
    }
  }

  end(): void {
    this.#isOver = true;
    this.#wake?.();
    void this.#events.return?.();
  }
}
