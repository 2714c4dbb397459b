/** A call in JSON: its bodies become bytes, its answers become JSON, its failures become explained ones. */
import type { CallKind, Metadata, TlsFacts, TlsProfile } from "./call.ts";
import { type MethodCodec, methodCodec } from "./codec/methodCodec.ts";
import type { UnknownField } from "./codec/decoding.ts";
import { Schema } from "./codec/schema.ts";
import { statusDetails } from "./codec/statusDetails.ts";
import { failure, RpcError, type RpcFailure } from "./errors.ts";
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
  private readonly schemas = new Map<string, Schema>();

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
      const codec = this.codec(call.path, schema);
      const bodies = call.bodies.length === 0 && !call.kind.startsWith("client") ? ["{}"] : call.bodies;
      return { ok: true, codec, target, requests: bodies.map(body => encodeBody(codec.method, body)) } as const;
    } catch (error) {
      if (error instanceof RpcError) return { ok: false, failure: error.failure } as const;
      throw error;
    }
  }

  private codec(path: string, { hash, bytes }: { readonly hash: string; readonly bytes: () => Uint8Array }): Codec {
    let schema = this.schemas.get(hash);
    if (!schema) {
      schema = new Schema(bytes());
      this.schemas.set(hash, schema);
    }
    const method = methodCodec(schema, path);
    if (!method) throw new RpcError(failure("bad-method", "UNIMPLEMENTED", `no ${path}`, { path }));
    return { schema, method };
  }

  private message({ method }: Codec, atMs: number, bytes: Uint8Array): JsonEvent {
    const decoded = method.decodeResponse(bytes, { defaults: true });
    if ("malformed" in decoded) {
      const notes = [`the bytes are no ${method.outputType}: ${decoded.malformed}`];
      const json = JSON.stringify(Buffer.from(bytes).toString("base64"));
      return { type: "message", atMs, message: { json, bytes: bytes.length, notes } };
    }
    const notes = [...decoded.unknown.map(unknownNote), ...decoded.remarks.map(r => `${r.path}: ${r.message}`)];
    return { type: "message", atMs, message: { json: decoded.json, bytes: bytes.length, notes } };
  }

  close(): void {
    this.channels.close();
  }
}

async function* oneByOne(items: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* items;
}

interface Codec {
  readonly schema: Schema;
  readonly method: MethodCodec;
}

function encodeBody(method: MethodCodec, json: string): Uint8Array {
  const encoded = method.encodeRequest(json);
  if ("bytes" in encoded) return encoded.bytes;
  const message = encoded.problems.map(p => (p.path ? `${p.path}: ${p.message}` : p.message)).join("; ");
  throw new RpcError(failure("bad-body", "INVALID_ARGUMENT", message, { type: method.inputType }));
}

function unknownNote({ path, number, wireType, guesses }: UnknownField): string {
  const guess = guesses[0] ? `: ${guesses[0].type} ${guesses[0].text}` : "";
  return `${path || "."} field ${number} (wire type ${wireType}) is not in the schema${guess}`;
}

/** `grpc-status-details-bin` of the trailers, decoded. */
function withDetails({ schema }: Codec, reason: RpcFailure, trailers: Metadata): RpcFailure {
  const value = trailers.find(([key]) => key === "grpc-status-details-bin")?.[1];
  if (value === undefined) return reason;
  return { ...reason, details: statusDetails(schema, Buffer.from(value, "base64")) };
}
