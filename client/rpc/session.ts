/** A call in JSON: its bodies become bytes, its answers become JSON, its failures become explained ones. */
import type { CallKind, Metadata, TlsFacts, TlsProfile } from "./call.ts";
import { type MethodCodec, methodCodec } from "./codec/methodCodec.ts";
import { RpcError, type RpcFailure } from "./errors.ts";
import { parseTarget } from "./target.ts";
import { Channels } from "./transport/channel.ts";
import { grpcTransport } from "./transport/grpcTransport.ts";

export interface JsonCall {
  readonly address: string;
  /** `/package.Service/Method` */
  readonly path: string;
  readonly kind: CallKind;
  readonly metadata: Metadata;
  /** JSON texts, comments allowed, one for each message. */
  readonly bodies: readonly string[];
  readonly tls: TlsProfile;
  readonly timeoutMs?: number;
  readonly compression?: "identity" | "gzip";
}

export interface JsonMessage {
  /** Pretty. */
  readonly json: string;
  /** On the wire, without the frame. */
  readonly bytes: number;
  /** What the JSON cannot show, such as unknown fields. */
  readonly notes: readonly string[];
}

export type JsonEvent =
  | { readonly type: "connected"; readonly atMs: number; readonly peer: string; readonly tls?: TlsFacts }
  | { readonly type: "headers"; readonly atMs: number; readonly metadata: Metadata }
  | { readonly type: "message"; readonly atMs: number; readonly message: JsonMessage }
  | { readonly type: "end"; readonly atMs: number; readonly trailers: Metadata }
  | { readonly type: "failed"; readonly atMs: number; readonly failure: RpcFailure; readonly trailers: Metadata };

/** Calls of one process: keeps channels and schemas between them. */
export class Session {
  private readonly channels = new Channels();
  private readonly codecs = new Map<string, MethodCodec>();

  /** `schema`: a FileDescriptorSet that holds the method's file and all it imports, and a name for it. */
  async *call(
    call: JsonCall,
    schema: { readonly hash: string; readonly bytes: () => Uint8Array },
    signal: AbortSignal,
  ): AsyncGenerator<JsonEvent> {
    const prepared = this.prepare(call, schema);
    if (!prepared.ok) {
      yield { type: "failed", atMs: 0, failure: prepared.failure, trailers: [] };
      return;
    }
    const { codec, target, requests } = prepared;
    const transport = grpcTransport(this.channels, target, call.tls);
    const raw = {
      path: call.path,
      kind: call.kind,
      metadata: call.metadata,
      ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
      ...(call.compression ? { compression: call.compression } : {}),
    };
    for await (const event of transport.call(raw, oneByOne(requests), signal)) {
      if (event.type === "message") yield this.message(codec, event.atMs, event.bytes);
      else if (event.type === "failed")
        yield {
          ...event,
          failure: withDetails(codec, event.failure, event.trailers ?? []),
          trailers: event.trailers ?? [],
        };
      else yield event;
    }
  }

  private prepare(call: JsonCall, schema: { readonly hash: string; readonly bytes: () => Uint8Array }) {
    try {
      const target = parseTarget(call.address);
      const key = `${schema.hash}${call.path}`;
      const codec = this.codecs.get(key) ?? methodCodec(schema.bytes(), call.path);
      this.codecs.set(key, codec);
      const bodies = call.bodies.length === 0 && !call.kind.startsWith("client") ? ["{}"] : call.bodies;
      return { ok: true, codec, target, requests: bodies.map(body => codec.encode(body)) } as const;
    } catch (error) {
      if (error instanceof RpcError) return { ok: false, failure: error.failure } as const;
      throw error;
    }
  }

  private message(codec: MethodCodec, atMs: number, bytes: Uint8Array): JsonEvent {
    try {
      const { json, notes } = codec.decode(bytes);
      return { type: "message", atMs, message: { json, bytes: bytes.length, notes } };
    } catch (error) {
      const notes = [`the bytes are no ${codec.output}: ${(error as Error).message}`];
      return {
        type: "message",
        atMs,
        message: { json: JSON.stringify(Buffer.from(bytes).toString("base64")), bytes: bytes.length, notes },
      };
    }
  }

  close(): void {
    this.channels.close();
  }
}

async function* oneByOne(items: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* items;
}

/** `grpc-status-details-bin` of the trailers, decoded. */
function withDetails(codec: MethodCodec, reason: RpcFailure, trailers: Metadata): RpcFailure {
  const value = trailers.find(([key]) => key === "grpc-status-details-bin")?.[1];
  if (value === undefined) return reason;
  return { ...reason, details: codec.statusDetails(Buffer.from(value, "base64")) };
}
