/** Connect and gRPC-Web over HTTP/1.1 or HTTP/2, on connections that we make, so that their TLS is known and verified. */
import { create, toBinary } from "@bufbuild/protobuf";
import { AnySchema } from "@bufbuild/protobuf/wkt";
import {
  Code,
  ConnectError,
  type StreamResponse,
  type Transport as ConnectTransport,
  type UnaryResponse,
} from "@connectrpc/connect";
import { compressionGzip, createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { X509Certificate } from "node:crypto";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { authorization } from "../auth/callCredentials.ts";
import type { TokenCache } from "../auth/oauth2.ts";
import type { CallEvent, Connection, Metadata, Protocol, RawCall, Requests, TlsFacts, Transport } from "../call.ts";
import { diagnose } from "../diagnose/diagnose.ts";
import { callCancelled, failure, RpcError, type RpcFailure } from "../errors.ts";
import { noReason } from "../diagnose/statusFailure.ts";
import { statusNames } from "../../../server/src/shared/statusNames.ts";
import { toGrpcMetadata } from "../metadata.ts";
import type { Target } from "../target.ts";
import { type ConnectionWarning, serverWarnings } from "../tls/certificateWarnings.ts";
import { type Credentials, loadCredentials } from "../tls/secureContext.ts";
import { certificateTlsFacts } from "../tls/tlsFacts.ts";
import { connectionKey } from "./channel.ts";
import { dial } from "./dial.ts";
import type { KeptSession, KeptSessions } from "./keptSessions.ts";
import { rawBytes, rawMessage, rawMethod } from "./rawMethod.ts";
import { secureSocket } from "./secureSocket.ts";
import { CONNECT_TIMEOUT_MS } from "./connectTimeout.ts";

export function connectTransport(
  sessions: KeptSessions,
  tokens: TokenCache,
  target: Target,
  connection: Connection,
  protocol: Exclude<Protocol, "grpc">,
): Transport {
  return {
    call: (call, requests, signal) => run({ sessions, tokens, target, connection, protocol }, call, requests, signal),
  };
}

interface Context {
  readonly sessions: KeptSessions;
  readonly tokens: TokenCache;
  readonly target: Target;
  readonly connection: Connection;
  readonly protocol: Exclude<Protocol, "grpc">;
}

async function* run(
  context: Context,
  call: RawCall,
  requests: Requests,
  signal: AbortSignal,
): AsyncGenerator<CallEvent> {
  const { sessions, target, connection } = context;
  const started = performance.now();
  const now = (): number => performance.now() - started;
  const key = connectionKey(target, connection);
  // Whoever stops taking events does not want the rest.
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  let socket: Socket | undefined;
  let kept: KeptSession | undefined;
  let answered = false;
  try {
    const headers = await headersOf(context, call.metadata, signal);
    const limit = connection.channel?.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
    const connectMs = Math.min(limit, call.timeoutMs ?? limit);
    const credentials = connection.tls.mode === "plaintext" ? undefined : loadCredentials(connection.tls);
    kept = mayShare(connection, call) ? sessions.take(key) : undefined;
    socket = kept?.socket ?? (await openSocket(context, call, credentials, connectMs));
    if (signal.aborted) throw new RpcError(failure("cancelled", "CANCELLED", callCancelled));
    if (!socket) throw new RpcError(await diagnose(target, connection, 3000));
    const remaining = call.timeoutMs === undefined ? undefined : Math.max(1, Math.floor(call.timeoutMs - now()));
    if (httpVersionOf(socket, connection, call) === "2")
      kept ??= sessions.add(key, baseUrl(target, connection), socket);
    const transport = transportOver(kept ?? socket, context, call);
    const response = await respond(transport, call, requests, headers, remaining, stopped);
    answered = true;
    yield { type: "connected", atMs: now(), peer: peerOf(socket, target), ...tlsOf(socket, credentials) };
    yield { type: "headers", atMs: now(), metadata: fromHeaders(response.header) };
    if (response.stream)
      for await (const m of response.message) yield { type: "message", atMs: now(), bytes: rawBytes(m) };
    else yield { type: "message", atMs: now(), bytes: rawBytes(response.message) };
    yield { type: "end", atMs: now(), trailers: fromHeaders(response.trailer) };
  } catch (error) {
    if (error instanceof RpcError) yield { type: "failed", atMs: now(), failure: error.failure };
    else {
      const reason = ConnectError.from(error);
      // Whether the connection still works is not known any more.
      if (kept && (isOfNode(reason.cause) || reason.code === Code.DeadlineExceeded)) sessions.forget(key, kept);
      const isLost = !answered && !signal.aborted && isOfNode(reason.cause);
      // A server of TLS 1.3 refuses a client's certificate when our side of the handshake is done.
      const why =
        isLost && connection.tls.mode !== "plaintext" ? await diagnose(target, connection, 3000) : undefined;
      const told = why === undefined || why.kind === "answers-now" ? failureOf(reason, signal, target) : why;
      yield { type: "failed", atMs: now(), failure: told, trailers: trailersOf(reason) };
    }
  } finally {
    stop.abort();
    if (kept) sessions.release(key, kept);
    else socket?.destroy();
  }
}

/** An error of the connection, not an answer. */
const isOfNode = (cause: unknown): boolean => cause instanceof Error && "code" in cause;

async function headersOf(context: Context, metadata: Metadata, signal: AbortSignal): Promise<Headers> {
  const { tokens, target, connection } = context;
  // The rules for keys and values are the same.
  toGrpcMetadata(metadata);
  const headers = new Headers();
  for (const [key, value] of metadata) headers.append(key, value);
  if (connection.credentials) {
    const [key, value] = await authorization(connection.credentials, target, connection.tls, tokens, signal);
    headers.set(key, value);
  }
  return headers;
}

function openSocket(
  { target, connection }: Context,
  call: RawCall,
  credentials: Credentials | undefined,
  ms: number,
): Promise<Socket | undefined> {
  const { tls, channel } = connection;
  const proxy = channel?.proxy;
  if (!credentials) return dial(target, proxy, ms).then(dialed => (dialed.ok ? dialed.socket : undefined));
  const wanted = channel?.httpVersion;
  const alpn = wanted === "1.1" ? ["http/1.1"] : wanted === "2" || needsHttp2(call) ? ["h2"] : ["h2", "http/1.1"];
  return secureSocket(target, tls, { credentials, proxy, alpn, ms });
}

const needsHttp2 = (call: RawCall): boolean => call.kind === "bidirectional";

const mayShare = ({ tls, channel }: Connection, call: RawCall): boolean =>
  tls.mode === "plaintext" ? channel?.httpVersion === "2" || needsHttp2(call) : channel?.httpVersion !== "1.1";

function httpVersionOf(socket: Socket, { channel }: Connection, call: RawCall): "1.1" | "2" {
  if (socket instanceof TLSSocket) return socket.alpnProtocol === "h2" ? "2" : "1.1";
  return channel?.httpVersion ?? (needsHttp2(call) ? "2" : "1.1");
}

function baseUrl(target: Target, { tls }: Connection): string {
  const scheme = tls.mode === "plaintext" ? "http" : "https";
  const host = tls.serverName ?? target.host ?? "localhost";
  const port = target.port === undefined ? "" : `:${target.port}`;
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}${port}`;
}

function transportOver(
  over: KeptSession | Socket,
  { target, connection, protocol }: Context,
  call: RawCall,
): ConnectTransport {
  const { maxReceiveBytes, maxSendBytes } = connection.channel ?? {};
  const options = {
    baseUrl: baseUrl(target, connection),
    useBinaryFormat: true,
    ...(maxReceiveBytes === undefined ? {} : { readMaxBytes: maxReceiveBytes }),
    ...(maxSendBytes === undefined ? {} : { writeMaxBytes: maxSendBytes }),
    ...(call.compression === "gzip" ? { sendCompression: compressionGzip, compressMinBytes: 0 } : {}),
  };
  const make = protocol === "connect" ? createConnectTransport : createGrpcWebTransport;
  return "manager" in over
    ? make({ ...options, httpVersion: "2", sessionManager: over.manager })
    : make({ ...options, httpVersion: "1.1", nodeOptions: { createConnection: () => over } });
}

async function respond(
  transport: ConnectTransport,
  call: RawCall,
  requests: Requests,
  headers: Headers,
  timeoutMs: number | undefined,
  signal: AbortSignal,
): Promise<UnaryResponse | StreamResponse> {
  const method = rawMethod(call.path, call.kind);
  if (call.kind !== "unary")
    return transport.stream(method as never, signal, timeoutMs, headers, messagesOf(requests) as never);
  for await (const bytes of requests)
    return transport.unary(method as never, signal, timeoutMs, headers, rawMessage(bytes));
  throw new ConnectError("there is no request", Code.InvalidArgument);
}

async function* messagesOf(requests: Requests): AsyncGenerator<ReturnType<typeof rawMessage>> {
  for await (const bytes of requests) yield rawMessage(bytes);
}

function peerOf(socket: Socket, target: Target): string {
  if (target.socket !== undefined) return target.socket;
  const address = socket.remoteAddress ?? "";
  return `${address.includes(":") ? `[${address}]` : address}:${socket.remotePort}`;
}

function tlsOf(
  socket: Socket,
  credentials: Credentials | undefined,
): { tls?: TlsFacts; warnings?: readonly ConnectionWarning[] } {
  if (!(socket instanceof TLSSocket)) return {};
  const { raw } = socket.getPeerCertificate();
  const tls = {
    ...(raw ? certificateTlsFacts(new X509Certificate(raw)) : {}),
    protocol: socket.getProtocol() ?? "",
    cipher: socket.getCipher().standardName,
    ...(socket.alpnProtocol ? { alpn: socket.alpnProtocol } : {}),
  };
  const warnings = [...(credentials?.warnings ?? []), ...serverWarnings(tls)];
  return { tls, ...(warnings.length > 0 ? { warnings } : {}) };
}

const fromHeaders = (headers: Headers): Metadata =>
  [...headers.entries()].map(([key, value]) => [key, value] as const);

/** As gRPC has them, with the details where gRPC has those. */
function trailersOf(error: ConnectError): Metadata {
  const metadata = fromHeaders(error.metadata);
  if (error.details.length === 0 || metadata.some(([key]) => key === "grpc-status-details-bin")) return metadata;
  return [...metadata, ["grpc-status-details-bin", statusBytes(error).toString("base64")]];
}

/** `google.rpc.Status`: 1 code, 2 message, 3 details. */
function statusBytes({ code, rawMessage: message, details }: ConnectError): Buffer {
  const text = Buffer.from(message);
  const anys = details.flatMap(detail => {
    if (!("type" in detail) || !(detail.value instanceof Uint8Array)) return [];
    const any = create(AnySchema, { typeUrl: `type.googleapis.com/${detail.type}`, value: detail.value });
    return [prefixed(0x1a, toBinary(AnySchema, any))];
  });
  return Buffer.concat([Buffer.from([0x08, code]), prefixed(0x12, text), ...anys]);
}

function prefixed(tag: number, bytes: Uint8Array): Buffer {
  const length: number[] = [];
  let rest = bytes.length;
  for (; rest > 0x7f; rest >>>= 7) length.push((rest & 0x7f) | 0x80);
  return Buffer.concat([Buffer.from([tag, ...length, rest]), bytes]);
}

function failureOf(error: ConnectError, signal: AbortSignal, target: Target): RpcFailure {
  const name = statusNames[error.code] ?? "UNKNOWN";
  const message = error.rawMessage;
  const facts = { address: target.shown };
  if (signal.aborted) return failure("cancelled", "CANCELLED", callCancelled, facts);
  if (
    error.code === Code.DeadlineExceeded &&
    error.cause === undefined &&
    error.metadata.get("content-type") === null
  )
    return failure("deadline", name, message, facts);
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  if (cause?.code === "ECONNRESET" || cause?.code === "EPIPE")
    return failure("connection-lost", name, cause.code, facts);
  if (/unsupported content type|HTTP \d{3}/.test(message)) return failure("not-grpc", name, message, facts);
  return failure("status", name, message || noReason, facts);
}
