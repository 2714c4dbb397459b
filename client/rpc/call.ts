/**
 * A call as data. Everything here is a plain value that survives a structured clone, so the same types travel between the
 * extension, the forked runner and the command line.
 */

import type { RpcFailure } from "./errors.ts";
import type { ConnectionWarning } from "./tls/certificateWarnings.ts";

/** The four kinds of RPC; they differ only in how many messages each side sends. */
export type CallKind = "unary" | "client-streaming" | "server-streaming" | "bidirectional";

/** Metadata as sent and received: keys in lower case; values of `-bin` keys are base64, all others printable ASCII. */
export type MetadataEntry = readonly [key: string, value: string];
export type Metadata = readonly MetadataEntry[];

/** Which wire protocol carries the call. */
export type Protocol = "grpc" | "grpc-web" | "connect";

/** What a transport needs to know of a call; it never sees descriptors or JSON. */
export interface RawCall {
  /** `/package.Service/Method` */
  readonly path: string;
  readonly kind: CallKind;
  readonly metadata: Metadata;
  /** Milliseconds from the start of the call until the deadline; absent: none. */
  readonly timeoutMs?: number;
  /** Compression of the request messages. */
  readonly compression?: "identity" | "gzip";
  /** Wait for the channel to become ready instead of failing at once. */
  readonly waitForReady?: boolean;
}

/** What is known of the TLS session that carries a call. */
export interface TlsFacts {
  readonly protocol?: string;
  readonly cipher?: string;
  readonly alpn?: string;
  readonly peerSubject?: string;
  readonly peerIssuer?: string;
  readonly peerAltNames?: string;
  /** ISO 8601. */
  readonly peerValidTo?: string;
  readonly peerFingerprint256?: string;
  readonly clientCertificateSent?: boolean;
}

export interface ConnectedEvent {
  readonly type: "connected";
  readonly atMs: number;
  readonly peer: string;
  readonly tls?: TlsFacts;
  /** What is odd about the certificates though they are accepted. */
  readonly warnings?: readonly ConnectionWarning[];
}

/** Times are milliseconds since the start of the call. */
export type CallEvent =
  | ConnectedEvent
  | { readonly type: "headers"; readonly atMs: number; readonly metadata: Metadata }
  | { readonly type: "message"; readonly atMs: number; readonly bytes: Uint8Array }
  | { readonly type: "end"; readonly atMs: number; readonly trailers: Metadata }
  | { readonly type: "failed"; readonly atMs: number; readonly failure: RpcFailure; readonly trailers?: Metadata };

/** The messages of a caller; those that are known already need no waiting for. */
export type Requests = readonly Uint8Array[] | AsyncIterable<Uint8Array>;

/** Moves bytes. All four kinds are one shape: requests in, events out; the last event is always `end` or `failed`. */
export interface Transport {
  call(call: RawCall, requests: Requests, signal: AbortSignal): AsyncIterable<CallEvent>;
}

/** How to reach a server. Files are paths; secrets are values that travel by IPC only, never by argv, environment or log. */
export interface TlsProfile {
  readonly mode: "plaintext" | "tls" | "mtls";
  /** Which authorities verify the server: Node's bundled list, the operating system's store, or only `caFiles`. */
  readonly roots?: "bundled" | "system" | "files";
  readonly caFiles?: readonly string[];
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly pfxFile?: string;
  /** For an encrypted key or a PFX; from secret storage or a prompt. */
  readonly passphrase?: string;
  /** Overrides both SNI and the name that the certificate is checked for, and `:authority`. */
  readonly serverName?: string;
  readonly minVersion?: "TLSv1.2" | "TLSv1.3";
  readonly maxVersion?: "TLSv1.2" | "TLSv1.3";
  /** Accept any server certificate; shown loudly wherever the result is shown. */
  readonly skipVerify?: boolean;
}

/** How the channel to a server behaves. What is absent is as gRPC has it, but for the proxy of the environment, which is never used. */
export interface ChannelOptions {
  /** Until the connection is up; 10 s by default. */
  readonly connectTimeoutMs?: number;
  /** Between HTTP/2 pings; absent: none. */
  readonly keepaliveMs?: number;
  /** How long an answer to a ping may take. */
  readonly keepaliveTimeoutMs?: number;
  /** Bytes of one message; absent: no limit. */
  readonly maxReceiveBytes?: number;
  readonly maxSendBytes?: number;
  /** With several addresses: stay with one, or take turns. */
  readonly loadBalancing?: "pick_first" | "round_robin";
  /** JSON of gRPC's service config: retries, timeouts by method. */
  readonly serviceConfig?: Readonly<Record<string, unknown>>;
  /** `host:port` of a proxy that speaks HTTP CONNECT. */
  readonly proxy?: string;
  /** Connect and gRPC-Web: by default HTTP/2 where the server offers it with TLS, and for streams in both directions. */
  readonly httpVersion?: "1.1" | "2";
}

/** Proves who calls, in a header of each call. Never sent without TLS, but to this machine. */
export type CallCredentials =
  | { readonly type: "bearer"; readonly token: string }
  | { readonly type: "basic"; readonly username: string; readonly password: string }
  /** A token of an authorization server (RFC 6749, section 4.4), kept until it expires. */
  | {
      readonly type: "oauth2";
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scopes?: readonly string[];
      readonly audience?: string;
      /** Authorities of the authorization server, where the public ones do not know it. */
      readonly caFiles?: readonly string[];
    };

/** All that decides which connection carries a call. */
export interface Connection {
  readonly tls: TlsProfile;
  readonly channel?: ChannelOptions;
  readonly credentials?: CallCredentials;
  readonly protocol?: Protocol;
}
