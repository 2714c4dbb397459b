/** A call in JSON: its bodies become bytes, its answers become JSON, its failures become explained ones. */
import { AnyTypes } from "./anyTypes.ts";
import type { CallEvent, CallKind, ConnectedEvent, Connection, Metadata } from "./call.ts";
import type { BodyProblem } from "./codec/bodyProblem.ts";
import { bodyProblemText } from "./codec/bodyText.ts";
import { type MethodCodec, methodCodec } from "./codec/methodCodec.ts";
import { Schema } from "./codec/schema.ts";
import { statusDetails } from "./codec/statusDetails.ts";
import { failure, RpcError, type RpcFailure, noMethod } from "./errors.ts";
import { type JsonMessage, jsonMessage } from "./jsonMessage.ts";
import { mapEvents, Notices } from "./mergeEvents.ts";
import { type Reflected, reflect } from "./reflection/reflect.ts";
import { RecentMap } from "./recentMap.ts";
import { parseTarget, type Target } from "./target.ts";
import type { ChannelState } from "./transport/channel.ts";
import { EventQueue } from "./transport/eventQueue.ts";
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

/** What became of the messages that were given while the call lasts. `index` counts those messages from 0. */
export type SendingEvent =
  | { readonly type: "sent"; readonly atMs: number; readonly index: number; readonly bytes: number }
  /** It did not go out, as it does not fit its type. The call lasts on. */
  | {
      readonly type: "rejected";
      readonly atMs: number;
      readonly index: number;
      readonly problems: readonly BodyProblem[];
    };

export type JsonEvent =
  | ConnectedEvent
  | { readonly type: "headers"; readonly atMs: number; readonly metadata: Metadata }
  | { readonly type: "message"; readonly atMs: number; readonly message: JsonMessage }
  | SendingEvent
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

interface KeptSchema {
  readonly schema: Schema;
  /** Of the methods that were called, by path. */
  readonly codecs: Map<string, Codec>;
}

const KEPT_SCHEMAS = 8;
const KEPT_TARGETS = 64;

/** Calls of one process: keeps channels and schemas between them. */
export class Session {
  private readonly transports = new Transports();
  private readonly schemas = new RecentMap<string, KeptSchema>(KEPT_SCHEMAS);
  private readonly targets = new RecentMap<string, Target>(KEPT_TARGETS);

  /**
   * `more`: bodies that are given while the call lasts, after those of the call; its end half-closes. Without it the bodies of the call
   * are all. The last event is `end` or `failed`.
   */
  call(
    call: JsonCall,
    source: SchemaSource,
    signal: AbortSignal,
    more?: AsyncIterable<string>,
  ): AsyncIterable<JsonEvent> {
    const prepared = this.prepare(call, source, more ? "interactive" : "complete");
    if (!prepared.ok) {
      const failed = new EventQueue<JsonEvent>();
      failed.end({ type: "failed", atMs: 0, failure: prepared.failure, trailers: [] });
      return failed;
    }
    const { codec, target, requests } = prepared;
    const { path, kind, metadata, timeoutMs, compression, waitForReady, messages: form = "json" } = call;
    const transport = this.transports.open(target, call);
    const raw = {
      path,
      kind,
      metadata,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(compression ? { compression } : {}),
      ...(waitForReady ? { waitForReady } : {}),
    };
    let anyTypes: AnyTypes | undefined;
    const withAnyTypes = async (atMs: number, bytes: Uint8Array, first: JsonMessage): Promise<JsonEvent> => {
      anyTypes ??= new AnyTypes(transport, metadata, signal);
      const more = await anyTypes.addTo(codec.schema, first.missingTypes ?? []);
      return { type: "message", atMs, message: more ? messageOf(codec.method, bytes, form) : first };
    };
    const toJson = (event: CallEvent): JsonEvent | Promise<JsonEvent> => {
      if (event.type === "message") {
        const { atMs, bytes } = event;
        const message = messageOf(codec.method, bytes, form);
        return message.missingTypes ? withAnyTypes(atMs, bytes, message) : { type: "message", atMs, message };
      }
      if (event.type !== "failed") return event;
      const trailers = event.trailers ?? [];
      return { ...event, failure: withDetails(codec, event.failure, trailers), trailers };
    };
    if (!more) return mapEvents(transport.call(raw, requests, signal), toJson);
    const notices = new Notices<JsonEvent>();
    const messages = withMore(codec.method, requests, more, notices);
    return notices.merge(mapEvents(transport.call(raw, messages, signal), toJson));
  }

  /** The schema of a server by reflection, over the channel that calls to it use. */
  async reflect(server: ReflectedServer, signal: AbortSignal): Promise<Reflected> {
    const { address, metadata, timeoutMs = 10_000, symbols } = server;
    try {
      const transport = this.transports.open(this.target(address), server);
      return await reflect(transport, { metadata, timeoutMs, signal, ...(symbols ? { symbols } : {}) });
    } catch (error) {
      if (error instanceof RpcError) return { ok: false, failure: error.failure };
      throw error;
    }
  }

  /** Of the channel that calls to an address use. */
  channelState(address: string): ChannelState {
    try {
      return this.transports.channels.stateOf(this.target(address));
    } catch (error) {
      if (error instanceof RpcError) return "idle";
      throw error;
    }
  }

  private prepare(call: JsonCall, source: SchemaSource, form: "complete" | "interactive") {
    try {
      const target = this.target(call.address);
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
  schema(source: SchemaSource): Schema {
    return this.keptSchema(source).schema;
  }

  private keptSchema({ hash, bytes }: SchemaSource): KeptSchema {
    let kept = this.schemas.get(hash);
    if (!kept) {
      kept = { schema: new Schema(bytes()), codecs: new Map() };
      this.schemas.set(hash, kept);
    }
    return kept;
  }

  private codec(path: string, source: SchemaSource): Codec {
    const { schema, codecs } = this.keptSchema(source);
    let codec = codecs.get(path);
    if (!codec) {
      const method = methodCodec(schema, path);
      if (!method) throw new RpcError(noMethod(path));
      codec = { schema, method };
      codecs.set(path, codec);
    }
    return codec;
  }

  /** Throws `RpcError`. */
  private target(address: string): Target {
    let target = this.targets.get(address);
    if (!target) {
      target = parseTarget(address);
      this.targets.set(address, target);
    }
    return target;
  }

  close(): void {
    this.transports.close();
  }
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

/** Throws `bad-body` with all that is wrong with any of them. */
function encodeBodies(method: MethodCodec, bodies: readonly string[]): Uint8Array[] {
  const messages: Uint8Array[] = [];
  const problems: (BodyProblem & { readonly body: number })[] = [];
  for (const [body, text] of bodies.entries()) {
    const encoded = method.encodeRequest(text);
    if ("bytes" in encoded) messages.push(encoded.bytes);
    else problems.push(...encoded.problems.map(problem => ({ ...problem, body })));
  }
  if (problems.length === 0) return messages;
  const message = problems.map(p => (p.path ? `${p.path}: ` : "") + bodyProblemText(p, "en")).join("; ");
  throw new RpcError({
    ...failure("bad-body", "INVALID_ARGUMENT", message, { type: method.inputType }),
    problems,
  });
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
