/** gRPC over HTTP/2 with grpc-js: raw bytes in both directions. */
import * as grpc from "@grpc/grpc-js";
import { X509Certificate } from "node:crypto";
import type { CallEvent, RawCall, TlsFacts, TlsProfile, Transport } from "../call.ts";
import { diagnose } from "../diagnose/diagnose.ts";
import { failure, RpcError, statusNames } from "../errors.ts";
import { fromGrpcMetadata, toGrpcMetadata } from "../metadata.ts";
import type { Target } from "../target.ts";
import { oneLine } from "../tls/certificateFiles.ts";
import type { Channels } from "./channel.ts";
import { EventQueue } from "./eventQueue.ts";

/** A connection that is not up by then is diagnosed, whatever the deadline of the call. */
const CONNECT_TIMEOUT_MS = 10_000;

export function grpcTransport(channels: Channels, target: Target, profile: TlsProfile): Transport {
  return {
    call: (call, requests, signal) => run(channels, target, profile, call, requests, signal),
    close: () => channels.forget(target, profile),
  };
}

type Stream = grpc.ClientDuplexStream<Buffer, Buffer>;

const raw = (bytes: Buffer): Buffer => bytes;

async function* run(
  channels: Channels,
  target: Target,
  profile: TlsProfile,
  call: RawCall,
  requests: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<CallEvent> {
  const started = performance.now();
  const now = (): number => performance.now() - started;
  let taken: ReturnType<Channels["take"]>;
  let metadata: grpc.Metadata;
  try {
    metadata = toGrpcMetadata(call.metadata);
    taken = channels.take(target, profile, call.compression);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    yield { type: "failed", atMs: now(), failure: error.failure };
    return;
  }
  const deadline = call.timeoutMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + call.timeoutMs;
  let stopped = false;
  try {
    const ready = await connected(taken.client, Math.min(deadline, Date.now() + CONNECT_TIMEOUT_MS), signal);
    if (ready !== "ready") {
      channels.forget(target, profile);
      const reason =
        ready === "cancelled"
          ? failure("cancelled", "CANCELLED", "cancelled")
          : await diagnose(target, profile, Math.max(500, Math.min(3000, deadline - Date.now())));
      yield { type: "failed", atMs: now(), failure: reason };
      return;
    }
    const stream: Stream = taken.client.makeBidiStreamRequest(call.path, raw, raw, metadata, {
      deadline,
    });
    const queue = new EventQueue<CallEvent>(
      () => stream.pause(),
      () => stream.resume(),
    );
    const abort = (): void => {
      stopped = true;
      stream.cancel();
    };
    signal.addEventListener("abort", abort, { once: true });
    stream.on("metadata", (m: grpc.Metadata) => {
      queue.push({ type: "connected", atMs: now(), peer: stream.getPeer(), ...tlsOf(stream) });
      queue.push({ type: "headers", atMs: now(), metadata: fromGrpcMetadata(m) });
    });
    stream.on("data", (bytes: Buffer) => queue.push({ type: "message", atMs: now(), bytes }));
    // The status says the same and comes with the trailers.
    stream.on("error", () => {});
    // The status may arrive while messages still wait to be read; it is said after them.
    let status: grpc.StatusObject | undefined;
    let drained = false;
    const finish = (): void => {
      if (!status || !drained) return;
      const trailers = fromGrpcMetadata(status.metadata);
      if (status.code === grpc.status.OK) queue.end({ type: "end", atMs: now(), trailers });
      else queue.end({ type: "failed", atMs: now(), failure: ofStatus(status, stopped, target), trailers });
    };
    stream.on("status", (s: grpc.StatusObject) => {
      status = s;
      finish();
    });
    stream.on("end", () => {
      drained = true;
      finish();
    });
    void send(stream, requests);
    yield* queue;
    signal.removeEventListener("abort", abort);
  } finally {
    taken.release();
  }
}

function connected(
  client: grpc.Client,
  until: number,
  signal: AbortSignal,
): Promise<"ready" | "failed" | "cancelled"> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve("cancelled");
    const channel = client.getChannel();
    signal.addEventListener("abort", () => resolve("cancelled"), { once: true });
    const watch = (): void => {
      const state = channel.getConnectivityState(true);
      if (state === grpc.connectivityState.READY) return resolve("ready");
      if (state === grpc.connectivityState.TRANSIENT_FAILURE) return resolve("failed");
      channel.watchConnectivityState(state, until, error => (error ? resolve("failed") : watch()));
    };
    watch();
  });
}

/** Sends what there is to send, waiting whenever the connection is full. */
async function send(stream: Stream, requests: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const bytes of requests) {
      if (stream.destroyed || stream.writableEnded) return;
      if (!stream.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
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

function tlsOf(stream: Stream): { tls?: TlsFacts } {
  const auth = (
    stream as {
      getAuthContext?: () => { transportSecurityType?: string; sslPeerCertificate?: { raw: Buffer } } | null;
    }
  ).getAuthContext?.();
  const certificate = auth?.sslPeerCertificate;
  if (!certificate?.raw) return auth?.transportSecurityType ? { tls: { protocol: "TLS" } } : {};
  const x = new X509Certificate(certificate.raw);
  return {
    tls: {
      peerSubject: oneLine(x.subject),
      peerIssuer: oneLine(x.issuer),
      peerValidTo: new Date(x.validTo).toISOString(),
      peerFingerprint256: x.fingerprint256,
      ...(x.subjectAltName ? { peerAltNames: x.subjectAltName } : {}),
    },
  };
}

function ofStatus(status: grpc.StatusObject, stopped: boolean, target: Target): ReturnType<typeof failure> {
  const name = statusNames[status.code] ?? "UNKNOWN";
  const facts = { address: target.shown };
  if (stopped && status.code === grpc.status.CANCELLED) return failure("cancelled", name, status.details, facts);
  if (status.code === grpc.status.DEADLINE_EXCEEDED) return failure("deadline", name, status.details, facts);
  // The "length" of such a message is text: four characters of a page where a frame should start.
  const length = /larger than max \((\d+) vs/.exec(status.details)?.[1];
  const text =
    length &&
    Buffer.from(new Uint32Array([Number(length)]).buffer)
      .reverse()
      .toString("latin1");
  if (text && /^[\x20-\x7e\r\n]{4}$/.test(text))
    return failure("not-grpc", name, `the answer starts with text ("${text.trim()}…")`, facts);
  const http = /^Received HTTP status code (\d+)/.exec(status.details)?.[1];
  if (http) return failure("not-grpc", name, `HTTP status ${http}`, facts);
  return failure("status", name, status.details, facts);
}
