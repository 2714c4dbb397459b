/** gRPC over HTTP/2 with grpc-js: raw bytes in both directions. */
import * as grpc from "@grpc/grpc-js";
import { X509Certificate } from "node:crypto";
import { authorization } from "../auth/callCredentials.ts";
import type { TokenCache } from "../auth/oauth2.ts";
import type { CallEvent, Connection, RawCall, TlsFacts, Transport } from "../call.ts";
import { diagnose } from "../diagnose/diagnose.ts";
import { explained, statusFailure } from "../diagnose/statusFailure.ts";
import { failure, RpcError } from "../errors.ts";
import { fromGrpcMetadata, toGrpcMetadata } from "../metadata.ts";
import type { Target } from "../target.ts";
import { certificateTlsFacts } from "../tls/tlsFacts.ts";
import type { Channels, TakenChannel } from "./channel.ts";
import { EventQueue } from "./eventQueue.ts";

/** A connection that is not up by then is diagnosed, whatever the deadline of the call. */
const CONNECT_TIMEOUT_MS = 10_000;

export function grpcTransport(
  channels: Channels,
  tokens: TokenCache,
  target: Target,
  connection: Connection,
): Transport {
  return { call: (call, requests, signal) => run({ channels, tokens, target, connection }, call, requests, signal) };
}

interface Context {
  readonly channels: Channels;
  readonly tokens: TokenCache;
  readonly target: Target;
  readonly connection: Connection;
}

/** A call that was given little time may still be explained; one that was given much need not wait for a silent port. */
const diagnosisMs = (deadline: number): number => Math.max(500, Math.min(3000, deadline - Date.now()));

type Stream = grpc.ClientDuplexStream<Buffer, Buffer>;

const raw = (bytes: Buffer): Buffer => bytes;

async function* run(
  { channels, tokens, target, connection }: Context,
  call: RawCall,
  requests: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<CallEvent> {
  const started = performance.now();
  const now = (): number => performance.now() - started;
  const deadline = call.timeoutMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + call.timeoutMs;
  let taken: TakenChannel;
  let metadata: grpc.Metadata;
  try {
    metadata = toGrpcMetadata(call.metadata);
    if (connection.credentials) {
      const header = await authorization(connection.credentials, target, connection.tls, tokens, signal);
      metadata.set(...header);
    }
    taken = channels.take(target, connection, call.compression);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    yield { type: "failed", atMs: now(), failure: error.failure };
    return;
  }
  let stopped = false;
  try {
    const connectMs = connection.channel?.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
    const patience = call.waitForReady ? "wait" : "fail";
    const until = patience === "wait" ? deadline : Math.min(deadline, Date.now() + connectMs);
    const ready = await connected(taken.client, until, patience, signal);
    if (ready !== "ready") {
      taken.discard();
      const reason =
        ready === "cancelled"
          ? failure("cancelled", "CANCELLED", "cancelled")
          : await diagnose(target, connection, diagnosisMs(deadline));
      yield { type: "failed", atMs: now(), failure: reason };
      return;
    }
    const onMessage = (bytes: Buffer): void => queue.push({ type: "message", atMs: now(), bytes });
    const stream = await startCall(taken.client, call, metadata, deadline, requests, onMessage);
    const queue = new EventQueue<CallEvent>(
      () => stream.pause?.(),
      () => stream.resume?.(),
    );
    const abort = (): void => {
      stopped = true;
      stream.cancel();
    };
    signal.addEventListener("abort", abort, { once: true });
    let contentType: string | undefined;
    stream.on("metadata", (m: grpc.Metadata) => {
      contentType = m.get("content-type")[0]?.toString();
      queue.push({ type: "connected", atMs: now(), peer: stream.getPeer(), ...tlsOf(stream) });
      queue.push({ type: "headers", atMs: now(), metadata: fromGrpcMetadata(m) });
    });
    stream.on("data", onMessage);
    // The status says the same and comes with the trailers.
    stream.on("error", () => {});
    // The status may arrive while messages still wait to be read; it is said after them.
    let status: grpc.StatusObject | undefined;
    let drained = call.kind === "unary";
    const finish = (): void => {
      if (!status || !drained) return;
      const trailers = fromGrpcMetadata(status.metadata);
      if (status.code === grpc.status.OK) queue.end({ type: "end", atMs: now(), trailers });
      else
        queue.end({
          type: "failed",
          atMs: now(),
          failure: statusFailure(status, {
            target,
            caller: stopped ? "stopped" : "running",
            contentType,
            msLeft: deadline - Date.now(),
          }),
          trailers,
        });
    };
    stream.on("status", (s: grpc.StatusObject) => {
      status = s;
      finish();
    });
    stream.on("end", () => {
      drained = true;
      finish();
    });
    let done = false;
    try {
      for await (const event of queue) {
        done = event.type === "end" || event.type === "failed";
        yield event.type === "failed"
          ? { ...event, failure: await explained(event.failure, target, connection) }
          : event;
      }
    } finally {
      signal.removeEventListener("abort", abort);
      // Whoever stops taking events does not want the rest.
      if (!done) stream.cancel();
    }
  } finally {
    taken.release();
  }
}

/** `patience`: whether a first failure to connect counts, or the channel may try again until the time is up. */
function connected(
  client: grpc.Client,
  until: number,
  patience: "fail" | "wait",
  signal: AbortSignal,
): Promise<"ready" | "failed" | "cancelled"> {
  const channel = client.getChannel();
  return new Promise(resolve => {
    const finish = (result: "ready" | "failed" | "cancelled"): void => {
      signal.removeEventListener("abort", cancel);
      resolve(result);
    };
    const cancel = (): void => finish("cancelled");
    const watch = (): void => {
      const state = channel.getConnectivityState(true);
      if (state === grpc.connectivityState.READY) return finish("ready");
      if (state === grpc.connectivityState.TRANSIENT_FAILURE && patience === "fail") return finish("failed");
      channel.watchConnectivityState(state, until, error => (error ? finish("failed") : watch()));
    };
    if (signal.aborted) return cancel();
    signal.addEventListener("abort", cancel, { once: true });
    watch();
  });
}

/** What the library's calls of all kinds have in common; one without messages to wait for cannot be paused. */
type RunningCall = grpc.ClientUnaryCall & { pause?(): unknown; resume?(): unknown };

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A single request goes out with the headers and the end in one go. `onMessage`: for the answer of a unary call, which is no stream. */
async function startCall(
  client: grpc.Client,
  { path, kind }: RawCall,
  metadata: grpc.Metadata,
  deadline: number,
  requests: AsyncIterable<Uint8Array>,
  onMessage: (bytes: Buffer) => void,
): Promise<RunningCall> {
  const options = { deadline };
  if (kind === "unary" || kind === "server-streaming")
    for await (const bytes of requests) {
      const request = bufferOf(bytes);
      if (kind === "server-streaming")
        return client.makeServerStreamRequest(path, raw, raw, request, metadata, options);
      return client.makeUnaryRequest(path, raw, raw, request, metadata, options, (_, reply) => {
        if (reply) onMessage(reply);
      });
    }
  const stream = client.makeBidiStreamRequest(path, raw, raw, metadata, options);
  void send(stream, requests);
  return stream;
}

/** Sends what there is to send, waiting whenever the connection is full. */
async function send(stream: Stream, requests: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const bytes of requests) {
      if (stream.destroyed || stream.writableEnded) return;
      if (!stream.write(bufferOf(bytes)))
        await new Promise<void>(resolve => {
          stream.once("drain", resolve);
          stream.once("close", resolve);
          stream.once("status", () => resolve());
        });
    }
    stream.end();
  } catch (error) {
    stream.destroy(error as Error);
  }
}

/** Reading a certificate takes longer than many a call. */
const factsOf = new Map<string, TlsFacts>();
const MOST_FACTS = 100;

function tlsOf(stream: RunningCall): { tls?: TlsFacts } {
  const auth = (
    stream as {
      getAuthContext?: () => { transportSecurityType?: string; sslPeerCertificate?: { raw: Buffer } } | null;
    }
  ).getAuthContext?.();
  const certificate = auth?.sslPeerCertificate;
  if (!certificate?.raw) return auth?.transportSecurityType ? { tls: { protocol: "TLS" } } : {};
  const key = certificate.raw.toString("latin1");
  const tls = factsOf.get(key) ?? certificateTlsFacts(new X509Certificate(certificate.raw));
  if (factsOf.size > MOST_FACTS) factsOf.clear();
  factsOf.set(key, tls);
  return { tls };
}
