/** A call in JSON: its bodies become bytes, its answers become JSON, its failures become explained ones. */
import { AnyTypes } from "./anyTypes.ts";
import type { CallKind, Connection, Metadata, TlsFacts } from "./call.ts";
import type { BodyProblem } from "./codec/bodyProblem.ts";
import { bodyProblemText } from "./codec/bodyText.ts";
import { type MethodCodec, methodCodec } from "./codec/methodCodec.ts";
import { Schema } from "./codec/schema.ts";
import { statusDetails } from "./codec/statusDetails.ts";
import { failure, RpcError, type RpcFailure } from "./errors.ts";
import { type JsonMessage, jsonMessage } from "./jsonMessage.ts";
import { Notices } from "./mergeEvents.ts";
import { type Reflected, reflect } from "./reflection/reflect.ts";
import { RecentMap } from "./recentMap.ts";
import { parseTarget } from "./target.ts";
import type { ChannelState } from "./transport/channel.ts";
import { Transports } from "./transport/openTransport.ts";

export interface JsonCall extends Connection {
  readonly address: string;
  /** `/package.Service/Method` */
  readonly path: string;
  readonly kind: CallKind;
  readonly metadata: Metadata;
  /** JSON texts, comments allowed, one for each message. */
  readonly bodies: readonly string[];
  readonly timeoutMs?: number;
  readonly compression?: "identity" | "gzip";
  /** Wait for the connection until the deadline instead of failing at once. */
  readonly waitForReady?: boolean;
  /** `raw`: messages carry their bytes too, for showing them on the wire. */
  readonly messages?: "json" | "raw";
}

export type JsonEvent =
  | { readonly type: "connected"; readonly atMs: number; readonly peer: string; readonly tls?: TlsFacts }
  | { readonly type: "headers"; readonly atMs: number; readonly metadata: Metadata }
  | { readonly type: "message"; readonly atMs: number; readonly message: JsonMessage }
  /** One of the messages that were given while the call lasts went out. `index` counts those messages from 0. */
  | { readonly type: "sent"; readonly atMs: number; readonly index: number; readonly bytes: number }
  /** It did not go out, as it does not fit its type. The call lasts on. */
  | {
      readonly type: "rejected";
      readonly atMs: number;
      readonly index: number;
      readonly problems: readonly BodyProblem[];
    }
  | { readonly type: "end"; readonly atMs: number; readonly trailers: Metadata }
  | { readonly type: "failed"; readonly atMs: number; readonly failure: RpcFailure; readonly trailers: Metadata };

/** A server that is asked for its schema. */
export interface ReflectedServer extends Connection {
  readonly address: string;
  readonly metadata: Metadata;
  /** For all of it; default 10 seconds. */
  readonly timeoutMs?: number;
  /** Full names of services or types; absent: all services that the server lists. */
  readonly symbols?: readonly string[];
}

/** A FileDescriptorSet that holds the method's file and all it imports, and a name for it. */
export interface SchemaSource {
  readonly hash: string;
  readonly bytes: () => Uint8Array;
}

interface Codec {
  readonly schema: Schema;
  readonly method: MethodCodec;
}

const KEPT_SCHEMAS = 8;

/** Calls of one process: keeps channels and schemas between them. */
export class Session {
  private readonly transports = new Transports();
  private readonly schemas = new RecentMap<string, Schema>(KEPT_SCHEMAS);

  /**
   * `more`: bodies that are given while the call lasts, after those of the call; its end half-closes. Without it the bodies of the call
   * are all. The last event is `end` or `failed`.
   */
  async *call(
    call: JsonCall,
    source: SchemaSource,
    signal: AbortSignal,
    more?: AsyncIterable<string>,
  ): AsyncGenerator<JsonEvent> {
    const prepared = this.prepare(call, source, more ? "interactive" : "complete");
    if (!prepared.ok) {
      yield { type: "failed", atMs: 0, failure: prepared.failure, trailers: [] };
      return;
    }
    const { codec, target, requests } = prepared;
    const transport = this.transports.open(target, call);
    const raw = {
      path: call.path,
      kind: call.kind,
      metadata: call.metadata,
      ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
      ...(call.compression ? { compression: call.compression } : {}),
      ...(call.waitForReady ? { waitForReady: true } : {}),
    };
    const anyTypes = new AnyTypes(transport, call.metadata, signal);
    const answers = async function* (messages: AsyncIterable<Uint8Array>): AsyncGenerator<JsonEvent> {
      for await (const event of transport.call(raw, messages, signal)) {
        if (event.type === "message") {
          let message = messageOf(codec.method, event.bytes, call.messages ?? "json");
          if (message.missingTypes && (await anyTypes.addTo(codec.schema, message.missingTypes)))
            message = messageOf(codec.method, event.bytes, call.messages ?? "json");
          yield { type: "message", atMs: event.atMs, message };
        } else if (event.type === "failed") {
          const trailers = event.trailers ?? [];
          yield { ...event, failure: withDetails(codec, event.failure, trailers), trailers };
        } else yield event;
      }
    };
    if (!more) {
      yield* answers(oneByOne(requests));
      return;
    }
    const notices = new Notices<JsonEvent>();
    yield* notices.merge(answers(withMore(codec.method, requests, more, notices)));
  }

  /** The schema of a server by reflection, over the channel that calls to it use. */
  async reflect(server: ReflectedServer, signal: AbortSignal): Promise<Reflected> {
    const { address, metadata, timeoutMs = 10_000, symbols } = server;
    try {
      const transport = this.transports.open(parseTarget(address), server);
      return await reflect(transport, { metadata, timeoutMs, signal, ...(symbols ? { symbols } : {}) });
    } catch (error) {
      if (error instanceof RpcError) return { ok: false, failure: error.failure };
      throw error;
    }
  }

  /** Of the channel that calls to an address use. */
  channelState(address: string): ChannelState {
    try {
      return this.transports.channels.stateOf(parseTarget(address));
    } catch (error) {
      if (error instanceof RpcError) return "idle";
      throw error;
    }
  }

  private prepare(call: JsonCall, source: SchemaSource, form: "complete" | "interactive") {
    try {
      const target = parseTarget(call.address);
      const codec = this.codec(call.path, source);
      const isEmpty = call.bodies.length === 0 && form === "complete" && !call.kind.startsWith("client");
      const bodies = isEmpty ? ["{}"] : call.bodies;
      return { ok: true, codec, target, requests: encodeBodies(codec.method, bodies) } as const;
    } catch (error) {
      if (error instanceof RpcError) return { ok: false, failure: error.failure } as const;
      throw error;
    }
  }

  /** The schema of a source; those used last stay loaded. */
  schema({ hash, bytes }: SchemaSource): Schema {
    const schema = this.schemas.get(hash) ?? new Schema(bytes());
    this.schemas.set(hash, schema);
    return schema;
  }

  private codec(path: string, source: SchemaSource): Codec {
    const schema = this.schema(source);
    const method = methodCodec(schema, path);
    if (!method) throw new RpcError(failure("bad-method", "UNIMPLEMENTED", `no ${path}`, { path }));
    return { schema, method };
  }

  close(): void {
    this.transports.close();
  }
}

async function* oneByOne(items: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* items;
}

/** The messages of the call and then those that come; what happened to each of the latter is a notice. */
async function* withMore(
  method: MethodCodec,
  first: readonly Uint8Array[],
  more: AsyncIterable<string>,
  notices: Notices<JsonEvent>,
): AsyncGenerator<Uint8Array> {
  const started = performance.now();
  yield* first;
  let index = 0;
  for await (const body of more) {
    const encoded = method.encodeRequest(body);
    if ("bytes" in encoded) yield encoded.bytes;
    // Who asks for the next message has written this one.
    const atMs = performance.now() - started;
    if ("bytes" in encoded) notices.push({ type: "sent", atMs, index, bytes: encoded.bytes.length });
    else notices.push({ type: "rejected", atMs, index, problems: encoded.problems });
    index++;
  }
}

function encodeBodies(method: MethodCodec, bodies: readonly string[]): Uint8Array[] {
  const encoded = bodies.map(body => method.encodeRequest(body));
  const problems = encoded.flatMap((result, body) =>
    "problems" in result ? result.problems.map(problem => ({ ...problem, body })) : [],
  );
  if (problems.length > 0) {
    const message = problems.map(p => (p.path ? `${p.path}: ` : "") + bodyProblemText(p, "en")).join("; ");
    throw new RpcError({
      ...failure("bad-body", "INVALID_ARGUMENT", message, { type: method.inputType }),
      problems,
    });
  }
  return encoded.flatMap(result => ("bytes" in result ? [result.bytes] : []));
}

function messageOf(method: MethodCodec, bytes: Uint8Array, form: "json" | "raw"): JsonMessage {
  const message = jsonMessage(method.decodeResponse(bytes, { defaults: true }), method.outputType, bytes);
  return form === "raw" ? { ...message, raw: bytes } : message;
}

/** `grpc-status-details-bin` of the trailers, decoded. */
function withDetails({ schema }: Codec, reason: RpcFailure, trailers: Metadata): RpcFailure {
  const value = trailers.find(([key]) => key === "grpc-status-details-bin")?.[1];
  if (value === undefined) return reason;
  return { ...reason, details: statusDetails(schema, Buffer.from(value, "base64")) };
}
