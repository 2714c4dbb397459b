/** One call of a session from its beginning to its end, for tests. */
import { createHash } from "node:crypto";
import type { RpcFailure } from "../../client/rpc/errors.ts";
import type { JsonCall, JsonEvent, Session } from "../../client/rpc/session.ts";

export interface CollectedCall {
  readonly events: readonly JsonEvent[];
  readonly messages: readonly Record<string, unknown>[];
  readonly headers: ReadonlyMap<string, string>;
  readonly trailers: ReadonlyMap<string, string>;
  /** `OK` or the status of the failure. */
  readonly status: string;
  readonly failure?: RpcFailure;
}

export interface CollectOptions {
  readonly signal?: AbortSignal;
  /** Bodies that follow those of the call; the call goes on until it ends. */
  readonly more?: AsyncIterable<string>;
  /** Told of each event as it comes. */
  readonly onEvent?: (event: JsonEvent) => void;
}

const hashes = new WeakMap<Uint8Array, string>();

function hashOf(set: Uint8Array): string {
  const hash = hashes.get(set) ?? createHash("sha256").update(set).digest("hex");
  hashes.set(set, hash);
  return hash;
}

export async function collectCall(
  session: Session,
  set: Uint8Array,
  call: JsonCall,
  { signal = new AbortController().signal, more, onEvent = () => {} }: CollectOptions = {},
): Promise<CollectedCall> {
  const events: JsonEvent[] = [];
  for await (const event of session.call(call, { hash: hashOf(set), bytes: () => set }, signal, more)) {
    events.push(event);
    onEvent(event);
  }
  const last = events.at(-1);
  const headers = events.find(e => e.type === "headers");
  const isEnd = last?.type === "end" || last?.type === "failed";
  return {
    events,
    messages: events.flatMap(e =>
      e.type === "message" ? [JSON.parse(e.message.json) as Record<string, unknown>] : [],
    ),
    headers: new Map(headers?.metadata ?? []),
    trailers: new Map(isEnd ? last.trailers : []),
    status: last?.type === "failed" ? last.failure.status : last?.type === "end" ? "OK" : "NONE",
    ...(last?.type === "failed" ? { failure: last.failure } : {}),
  };
}
