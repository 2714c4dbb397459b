/** Channels: one for each address, credentials and options, shared by calls, closed when idle. */
import * as grpc from "@grpc/grpc-js";
import { statSync } from "node:fs";
import { isIP } from "node:net";
import type { ChannelOptions, Connection, RawCall, TlsProfile } from "../call.ts";
import type { Target } from "../target.ts";
import type { ConnectionWarning } from "../tls/certificateWarnings.ts";
import { judgeServer, loadCredentials } from "../tls/secureContext.ts";
import { dialedTarget, grpcChannelOptions } from "./channelOptions.ts";
import { ReceivedBytes } from "./receivedBytes.ts";

const IDLE_MS = 60_000;

// What fails is told by the call, not written to a terminal that belongs to somebody else.
grpc.setLogVerbosity(grpc.logVerbosity.NONE);

type Compression = NonNullable<RawCall["compression"]>;

/** `idle`: nothing is connected, or no more. */
export type ChannelState = "idle" | "connecting" | "connected" | "failed";

const states: Readonly<Record<grpc.connectivityState, ChannelState>> = {
  [grpc.connectivityState.IDLE]: "idle",
  [grpc.connectivityState.CONNECTING]: "connecting",
  [grpc.connectivityState.READY]: "connected",
  [grpc.connectivityState.TRANSIENT_FAILURE]: "failed",
  [grpc.connectivityState.SHUTDOWN]: "idle",
};

interface Kept {
  readonly target: string;
  readonly client: grpc.Client;
  readonly received: ReceivedBytes;
  readonly warnings: readonly ConnectionWarning[];
  users: number;
  /** Milliseconds as of `performance.now`. */
  usedAt: number;
  /** Looks after the idle time whether somebody used it meanwhile; one timer for each call would cost more. */
  timer: NodeJS.Timeout | undefined;
}

export interface TakenChannel {
  readonly client: grpc.Client;
  /** What is odd about the client's certificate. */
  readonly warnings: readonly ConnectionWarning[];
  /** Bytes that its connections received since it was opened. */
  received(): number;
  /** At this moment; one that is idle begins to connect. */
  readonly state: grpc.connectivityState;
  /** Another call may have it; it is closed once nobody wants it for a while. */
  release(): void;
  /** A channel that failed is not used again: its back-off would fail the next call for a reason that may be gone. */
  discard(): void;
}

export class Channels {
  private readonly kept = new Map<string, Kept>();

  /** How many are open. */
  get size(): number {
    return this.kept.size;
  }

  /** The channel of a key; made where there is none. Throws `RpcError` where the profile's files cannot be used. */
  take(target: Target, connection: Connection, compression: Compression = "identity"): TakenChannel {
    const { tls, channel = {} } = connection;
    const key = connectionKey(target, connection) + compression;
    let kept = this.kept.get(key);
    if (!kept) {
      const opened = openChannel(target, tls, channel, compression);
      kept = { target: target.grpc, ...opened, users: 0, usedAt: 0, timer: undefined };
      this.kept.set(key, kept);
    }
    const held = kept;
    held.users++;
    return {
      client: held.client,
      warnings: held.warnings,
      received: () => held.received.total,
      state: held.client.getChannel().getConnectivityState(true),
      release: () => {
        held.users--;
        held.usedAt = performance.now();
        this.dropLater(key, held);
      },
      discard: () => this.drop(key, held),
    };
  }

  /** Of the channel to a target that was opened last. Does not connect. */
  stateOf(target: Target): ChannelState {
    const kept = [...this.kept.values()].findLast(other => other.target === target.grpc);
    return kept ? states[kept.client.getChannel().getConnectivityState(false)] : "idle";
  }

  private dropLater(key: string, kept: Kept): void {
    if (kept.timer || this.kept.get(key) !== kept) return;
    const look = (): void => {
      kept.timer = undefined;
      if (kept.users > 0) return;
      if (performance.now() - kept.usedAt >= IDLE_MS) this.drop(key, kept);
      else this.dropLater(key, kept);
    };
    kept.timer = setTimeout(look, Math.max(1, kept.usedAt + IDLE_MS - performance.now()));
    kept.timer.unref();
  }

  private drop(key: string, kept: Kept): void {
    if (this.kept.get(key) === kept) this.kept.delete(key);
    clearTimeout(kept.timer);
    kept.client.close();
  }

  close(): void {
    for (const [key, kept] of [...this.kept]) this.drop(key, kept);
  }
}

/** Calls with the same key may share a connection. */
export const connectionKey = (target: Target, { tls, channel = {} }: Connection): string =>
  JSON.stringify([target.grpc, tls, channel, stampsOf(tls)]);

/** A certificate that was renewed on disk makes other credentials. */
function stampsOf({ mode, caFiles = [], certFile, keyFile, pfxFile }: TlsProfile): number[] {
  if (mode === "plaintext") return [];
  return [...caFiles, certFile, keyFile, pfxFile].map(file =>
    file === undefined ? 0 : (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0),
  );
}

export interface OpenChannel {
  readonly client: grpc.Client;
  readonly received: ReceivedBytes;
  readonly warnings: readonly ConnectionWarning[];
}

/** A channel of its own. Throws `RpcError` where the profile's files or the options cannot be used. */
export function openChannel(
  target: Target,
  tls: TlsProfile,
  channel: ChannelOptions,
  compression: Compression = "identity",
): OpenChannel {
  const { credentials, warnings } = channelCredentials(tls);
  const received = new ReceivedBytes();
  received.watch(credentials);
  const options = grpcChannelOptions(target, tls, channel, compression);
  return { client: new grpc.Client(dialedTarget(target, channel), credentials, options), received, warnings };
}

function channelCredentials(profile: TlsProfile): {
  readonly credentials: grpc.ChannelCredentials;
  readonly warnings: readonly ConnectionWarning[];
} {
  if (profile.mode === "plaintext") return { credentials: grpc.credentials.createInsecure(), warnings: [] };
  const loaded = loadCredentials(profile);
  const credentials = grpc.credentials.createFromSecureContext(loaded.context, {
    rejectUnauthorized: !loaded.skipVerify,
    checkServerIdentity: (host, certificate) => judgeServer(loaded, host, certificate),
  });
  withoutAddressInSni(credentials);
  return { credentials, warnings: loaded.warnings };
}

/**
 * RFC 6066 allows no addresses in SNI, and Node complains of them, but the library names whatever was dialed. The certificate is still
 * checked for the address, which is the host of the connection.
 */
function withoutAddressInSni(credentials: grpc.ChannelCredentials): void {
  const create = credentials._createSecureConnector.bind(credentials);
  credentials._createSecureConnector = (...given) => {
    const connector = create(...given);
    const { connectionOptions } = connector as { connectionOptions?: { servername?: string } };
    if (connectionOptions?.servername !== undefined && isIP(connectionOptions.servername))
      connectionOptions.servername = "";
    return connector;
  };
}
