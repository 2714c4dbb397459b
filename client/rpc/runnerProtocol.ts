/** What the process that carries out calls and the one that asks for them say to each other, over Node's IPC. */
import type { AnswerTo, Question, SchemaReference } from "./questions.ts";
import type { JsonCall, JsonEvent } from "./session.ts";

/** The runner keeps the descriptor sets that it was given. */
export interface RunnerCall extends JsonCall, SchemaReference {}

export type ToRunner =
  /** `interactive`: messages follow by `send` until `halfClose`. */
  | {
      readonly type: "call";
      readonly id: number;
      readonly call: RunnerCall;
      readonly input: "complete" | "interactive";
    }
  | { readonly type: "send"; readonly id: number; readonly body: string }
  | { readonly type: "halfClose"; readonly id: number }
  | { readonly type: "ask"; readonly id: number; readonly question: Question }
  | { readonly type: "cancel"; readonly id: number }
  /** Events of this weight were taken; more may come. */
  | { readonly type: "more"; readonly id: number; readonly weight: number };

export type FromRunner =
  | { readonly type: "ready" }
  /** In order; those that happen at once come at once, as each message between processes costs both of them. */
  | { readonly type: "events"; readonly id: number; readonly events: readonly JsonEvent[] }
  | { readonly type: "answer"; readonly id: number; readonly answer: AnswerTo<Question> };

/** Weight of the events of one call that may be under way; a reader that lags stops the stream. */
export const WINDOW = 256;

/** 1, and 1 more for each 4 KB of JSON: the window bounds memory too. */
export const eventWeight = (event: JsonEvent): number =>
  event.type === "message" ? 1 + Math.floor(event.message.json.length / 4096) : 1;

/** Carries out calls, in this process or in another. */
export interface CallRunner {
  /** Hashes of descriptor sets that need not be given again. */
  readonly knownDescriptors: readonly string[];
  /**
   * `more`: bodies that are given while the call lasts, as by a `BodyQueue`; its end half-closes. Each comes back as `sent` or
   * `rejected`. The last event is `end` or `failed`.
   */
  call(call: RunnerCall, signal: AbortSignal, more?: AsyncIterable<string>): AsyncIterable<JsonEvent>;
  ask<Q extends Question>(question: Q, signal: AbortSignal): Promise<AnswerTo<Q>>;
  dispose(): void;
}
