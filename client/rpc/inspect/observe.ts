/**
 * One connection to a server with everything that can be seen of it: the handshake as it passed, Node's verdict, and whether HTTP/2
 * answers. No metadata and no body of a call are sent.
 */
import { X509Certificate } from "node:crypto";
import { connect as connectHttp2 } from "node:http2";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { checkServerIdentity, connect as connectTls, type DetailedPeerCertificate, type TLSSocket } from "node:tls";
import type { Target } from "../target.ts";
import type { Credentials } from "../tls/secureContext.ts";
import { endsInAuthority } from "../tls/secureContext.ts";
import { type Dialed, dial, sniOf } from "../transport/dial.ts";
import { timeLimit } from "../transport/timeLimit.ts";
import { readHandshake, type WireMessage } from "./readHandshake.ts";
import { RecordingSocket } from "./recordingSocket.ts";

export interface Observation {
  readonly tcp:
    | { readonly ok: true; readonly local: string; readonly remote: string; readonly ms: number }
    | (Dialed & { readonly ok: false });
  readonly messages: readonly WireMessage[];
  /** Our side of the handshake was finished. */
  readonly secured?: Secured;
  readonly error?: { readonly code: string; readonly message: string };
  readonly timedOut: boolean;
  readonly http2: Http2Answer;
}

export interface Secured {
  readonly ms: number;
  readonly version: string;
  readonly cipherSuite: string;
  readonly group?: string;
  readonly alpn?: string;
  readonly isResumed: boolean;
  /** Why the chain is not trusted, as Node names it. */
  readonly chainError?: string;
  readonly isOtherName: boolean;
  /** From the server's certificate to its root. */
  readonly path: readonly X509Certificate[];
}

export interface Http2Answer {
  readonly settings: boolean;
  readonly maxConcurrentStreams?: number;
  /** Round trip of a ping: the server has taken in our side of the handshake. */
  readonly pingMs?: number;
  /** What the health service answered; any answer proves that calls get through. */
  readonly httpStatus?: number;
  readonly grpcStatus?: number;
  readonly grpcMessage?: string;
  readonly server?: string;
  readonly page?: string;
  readonly timedOut: boolean;
}

export interface ObserveOptions {
  /** Absent: plain HTTP/2. */
  readonly credentials?: Credentials;
  readonly serverName?: string | undefined;
  readonly proxy?: string | undefined;
  readonly alpn?: readonly string[];
  /** How HTTP/2 is tried: by a ping, or also by asking for the server's health, which any server of gRPC answers somehow. */
  readonly exchange: "ping" | "health";
  /** Limit of each step. */
  readonly ms: number;
}

/** A server of TLS 1.3 judges our certificate when our side is done already: so long it may take to object. */
const OBJECTION_MS = 150;

const nothing: Http2Answer = { settings: false, timedOut: false };

export async function observe(target: Target, options: ObserveOptions): Promise<Observation> {
  const started = performance.now();
  const now = (): number => performance.now() - started;
  const dialed = await dial(target, options.proxy, options.ms);
  if (!dialed.ok) return { tcp: dialed, messages: [], timedOut: dialed.error === undefined, http2: nothing };
  const { socket } = dialed;
  const tcp = { ok: true, ...endsOf(socket, target), ms: now() } as const;
  const name = options.serverName ?? target.host ?? "localhost";
  if (!options.credentials) {
    const answer = await askHttp2(socket, `http://${authorityOf(name)}`, options);
    socket.destroy();
    return {
      tcp,
      messages: [],
      timedOut: false,
      http2: answer.http2,
      ...(answer.error ? { error: answer.error } : {}),
    };
  }
  const tap = new RecordingSocket(socket, now);
  const secrets = new Map<string, Buffer>();
  const secure = connectTls({
    socket: tap,
    secureContext: options.credentials.context,
    // An editor may patch TLS to widen a context that comes without authorities beside it.
    ...(options.credentials.authorities ? { ca: options.credentials.authorities.map(String) } : {}),
    rejectUnauthorized: false,
    ALPNProtocols: [...(options.alpn ?? ["h2"])],
    ...sniOf(name),
  });
  secure.on("keylog", (line: Buffer) => {
    const [label, , secret] = line.toString("latin1").trim().split(" ");
    if (label && secret) secrets.set(label, Buffer.from(secret, "hex"));
  });
  let error: Observation["error"];
  secure.on("error", (e: NodeJS.ErrnoException) => {
    error ??= { code: e.code ?? "", message: e.message };
  });
  const end = await handshake(secure, options.ms);
  const messages = (): WireMessage[] => readHandshake(tap.passed, secrets);
  let secured: Secured | undefined;
  let http2 = nothing;
  if (end === "secured") {
    secured = securedOf(secure, name, options.credentials, now());
    if (await accepted(secure, messages)) {
      const answer = await askHttp2(secure, `https://${authorityOf(name)}`, options);
      http2 = answer.http2;
      error ??= answer.error;
    }
  }
  const observed = messages();
  secure.destroy();
  tap.destroy();
  return {
    tcp,
    messages: observed,
    timedOut: end === "timeout",
    http2,
    ...(secured ? { secured } : {}),
    ...(error ? { error } : {}),
  };
}

const authorityOf = (name: string): string => (name.includes(":") ? `[${name}]` : name);

function endsOf(socket: Socket, target: Target): { local: string; remote: string } {
  if (target.socket !== undefined) return { local: "", remote: target.socket };
  const end = (address: string | undefined, port: number | undefined): string =>
    `${address?.includes(":") ? `[${address}]` : address}:${port}`;
  return {
    local: end(socket.localAddress, socket.localPort),
    remote: end(socket.remoteAddress, socket.remotePort),
  };
}

function handshake(secure: TLSSocket, ms: number): Promise<"secured" | "failed" | "timeout"> {
  return new Promise(resolve => {
    const finish = (end: "secured" | "failed" | "timeout"): void => {
      endLimit();
      // An alert may have come in the same breath as the end; it is read after this turn.
      if (end === "failed") setImmediate(resolve, end);
      else resolve(end);
    };
    const endLimit = timeLimit(ms, () => finish("timeout"));
    secure.once("secureConnect", () => finish("secured"));
    secure.once("error", () => finish("failed"));
    secure.once("close", () => finish("failed"));
  });
}

function securedOf(secure: TLSSocket, name: string, { authorities }: Credentials, ms: number): Secured {
  const peer = secure.getPeerCertificate(true);
  const reason = secure.authorizationError as Error | string | undefined;
  const chainError = typeof reason === "string" ? reason : (reason as NodeJS.ErrnoException | undefined)?.code;
  const isForeign = authorities !== undefined && peer.raw !== undefined && !endsInAuthority(peer, authorities);
  const cipher = secure.getCipher();
  const key = secure.getEphemeralKeyInfo() as { name?: string; type?: string } | null;
  return {
    ms,
    version: secure.getProtocol() ?? "",
    cipherSuite: cipher.standardName,
    isResumed: secure.isSessionReused(),
    path: pathOf(peer),
    isOtherName: checkServerIdentity(name, peer) !== undefined,
    ...(key?.name ? { group: key.name } : {}),
    ...(secure.alpnProtocol ? { alpn: secure.alpnProtocol } : {}),
    ...(chainError && chainError !== "ERR_TLS_CERT_ALTNAME_INVALID"
      ? { chainError }
      : isForeign
        ? { chainError: "OTHER_AUTHORITY" }
        : {}),
  };
}

function pathOf(peer: DetailedPeerCertificate): X509Certificate[] {
  const path: X509Certificate[] = [];
  const seen = new Set<string>();
  for (let at: DetailedPeerCertificate | undefined = peer; at?.raw && !seen.has(at.fingerprint256); ) {
    seen.add(at.fingerprint256);
    path.push(new X509Certificate(at.raw));
    at = at.issuerCertificate;
  }
  return path;
}

/** Waits until the server has said anything after a request for a certificate. Writing sooner could turn its alert into a reset. */
async function accepted(secure: TLSSocket, messages: () => WireMessage[]): Promise<boolean> {
  if (!messages().some(m => m.type === "certificateRequest")) return true;
  const until = performance.now() + OBJECTION_MS;
  for (;;) {
    // What came in time is read before the time counts as over.
    const isLast = performance.now() > until;
    if (isLast) await new Promise(resolve => setImmediate(resolve));
    const ofServer = messages().filter(m => m.from === "server");
    if (secure.destroyed || ofServer.some(m => m.type === "alert" || m.type === "end")) {
      // What follows the first sign of an end tells more, as an alert after it.
      await pause(10);
      return false;
    }
    const isHeard = ofServer.some(m => m.type === "sessionTicket" || m.type === "data");
    if (isHeard || isLast) return true;
    await pause(5);
  }
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** The five bytes of an empty message. */
const emptyMessage = Buffer.alloc(5);

function askHttp2(
  socket: Duplex,
  url: string,
  { exchange, ms }: ObserveOptions,
): Promise<{ http2: Http2Answer; error?: { code: string; message: string } }> {
  return new Promise(resolve => {
    let http2: Http2Answer = nothing;
    let error: { code: string; message: string } | undefined;
    const session = connectHttp2(url, { createConnection: () => socket });
    const finish = (): void => {
      endLimit();
      session.destroy();
      resolve({ http2, ...(error ? { error } : {}) });
    };
    const endLimit = timeLimit(ms, () => {
      http2 = { ...http2, timedOut: true };
      finish();
    });
    session.on("error", (e: NodeJS.ErrnoException) => {
      error ??= { code: e.code ?? "", message: e.message };
    });
    session.once("close", () => setImmediate(finish));
    session.once("remoteSettings", ({ maxConcurrentStreams }) => {
      http2 = { ...http2, settings: true, ...(maxConcurrentStreams === undefined ? {} : { maxConcurrentStreams }) };
    });
    session.once("connect", () =>
      session.ping((failed, pingMs) => {
        if (failed) return;
        http2 = { ...http2, pingMs };
        if (exchange === "ping") return finish();
        const stream = session.request({
          ":method": "POST",
          ":path": "/grpc.health.v1.Health/Check",
          "content-type": "application/grpc",
          te: "trailers",
        });
        let page = "";
        const take = (headers: Readonly<Record<string, unknown>>): void => {
          const status = headers["grpc-status"];
          const message = headers["grpc-message"];
          http2 = {
            ...http2,
            ...(headers[":status"] === undefined ? {} : { httpStatus: Number(headers[":status"]) }),
            ...(status === undefined ? {} : { grpcStatus: Number(status) }),
            ...(typeof message === "string" ? { grpcMessage: decoded(message) } : {}),
            ...(typeof headers["server"] === "string" ? { server: headers["server"] } : {}),
          };
        };
        stream.on("response", take);
        stream.on("trailers", take);
        stream.on("data", (bytes: Buffer) => {
          if (page.length < 4096) page += bytes.toString("latin1");
        });
        stream.on("error", () => {});
        stream.on("close", () => {
          const text = pageText(page);
          if (http2.grpcStatus === undefined && text) http2 = { ...http2, page: text };
          finish();
        });
        stream.end(emptyMessage);
      }),
    );
  });
}

const pageText = (html: string): string =>
  (/<title>([^<]*)<\/title>/i.exec(html)?.[1] ?? html.replaceAll(/<[^>]*>/g, " "))
    .replaceAll(/[^\x20-\x7e]+/g, " ")
    .trim()
    .slice(0, 120);

function decoded(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}
