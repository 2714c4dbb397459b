/** Makes an answer of the events of a call. Keeps a bounded number of messages, however many come. */
import type { Metadata, TlsFacts } from "../../rpc/call.ts";
import type { SendingEvent } from "../../rpc/session.ts";
import type { Answer, AnswerMessage, AnswerRequest, ExplainedFailure, Timing } from "./answer.ts";

/** What happens during a call, with messages as JSON. Times are milliseconds since its start. */
export type SessionEvent =
  | {
      readonly type: "connected";
      readonly atMs: number;
      readonly peer: string;
      readonly tls?: TlsFacts;
      /** What is odd about the certificates, as text. */
      readonly warnings?: readonly string[];
    }
  | { readonly type: "headers"; readonly atMs: number; readonly metadata: Metadata }
  | { readonly type: "message"; readonly atMs: number; readonly message: AnswerMessage }
  | SendingEvent
  | { readonly type: "end"; readonly atMs: number; readonly trailers: Metadata }
  | {
      readonly type: "failed";
      readonly atMs: number;
      readonly status: Answer["status"];
      readonly failure: ExplainedFailure;
      readonly trailers: Metadata;
    };

/** UTF-16 units of the messages of one answer; what comes later is counted only. */
const most = 8 * 1024 * 1024;

export class AnswerGatherer {
  readonly #id: string;
  readonly #request: AnswerRequest;
  readonly #startedAt: string;
  readonly #messages: AnswerMessage[] = [];
  #length = 0;
  #dropped = 0;
  #peer: string | undefined;
  #tls: TlsFacts | undefined;
  #warnings: readonly string[] | undefined;
  #headers: Metadata = [];
  #trailers: Metadata = [];
  #timing: { -readonly [Key in keyof Timing]: Timing[Key] } = { end: 0 };
  #status: Answer["status"] = { name: "OK" };
  #failure: ExplainedFailure | undefined;

  constructor(id: string, request: AnswerRequest, startedAt: Date) {
    this.#id = id;
    this.#request = request;
    this.#startedAt = startedAt.toISOString();
  }

  add(event: SessionEvent): void {
    this.#timing.end = event.atMs;
    switch (event.type) {
      case "connected":
        this.#timing.connected = event.atMs;
        this.#peer = event.peer;
        this.#tls = event.tls;
        this.#warnings = event.warnings;
        break;
      case "headers":
        this.#timing.headers = event.atMs;
        this.#headers = event.metadata;
        break;
      case "message":
        this.#timing.firstMessage ??= event.atMs;
        this.#length += event.message.json.length;
        // One message is always kept, however long: without it there is no answer.
        if (this.#length > most && this.#messages.length > 0) this.#dropped++;
        else this.#messages.push(event.message);
        break;
      case "end":
        this.#trailers = event.trailers;
        break;
      case "failed":
        this.#trailers = event.trailers;
        this.#status = event.status;
        this.#failure = event.failure;
        break;
    }
  }

  /** As far as it is known now. */
  get answer(): Answer {
    return {
      id: this.#id,
      startedAt: this.#startedAt,
      request: this.#request,
      status: this.#status,
      headers: this.#headers,
      trailers: this.#trailers,
      messages: [...this.#messages],
      dropped: this.#dropped,
      timing: { ...this.#timing },
      ...(this.#peer !== undefined ? { peer: this.#peer } : {}),
      ...(this.#tls ? { tls: this.#tls } : {}),
      ...(this.#warnings ? { warnings: this.#warnings } : {}),
      ...(this.#failure ? { failure: this.#failure } : {}),
    };
  }
}
