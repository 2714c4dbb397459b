/** Channels: one for each address, credentials and options, shared by calls, closed when idle. */
import * as grpc from "@grpc/grpc-js";
import { checkServerIdentity } from "node:tls";
import type { RawCall, TlsProfile } from "../call.ts";
import { failure, RpcError } from "../errors.ts";
import type { Target } from "../target.ts";
import { endsInAuthority, loadCredentials } from "../tls/secureContext.ts";

const IDLE_MS = 60_000;

type Compression = NonNullable<RawCall["compression"]>;

interface Kept {
  readonly client: grpc.Client;
  users: number;
  timer: NodeJS.Timeout | undefined;
}

export class Channels {
  private readonly kept = new Map<string, Kept>();

  /** The channel of a key; made where there is none. Throws `RpcError` where the profile's files cannot be used. */
  take(
    target: Target,
    profile: TlsProfile,
    compression: Compression = "identity",
  ): { client: grpc.Client; release(): void } {
    const key = JSON.stringify([target.grpc, profile, compression]);
    let kept = this.kept.get(key);
    if (!kept) {
      kept = { client: connect(target, profile, compression), users: 0, timer: undefined };
      this.kept.set(key, kept);
    }
    const held = kept;
    held.users++;
    clearTimeout(held.timer);
    const release = (): void => {
      if (--held.users > 0) return;
      held.timer = setTimeout(() => this.drop(key), IDLE_MS);
      held.timer.unref();
    };
    return { client: held.client, release };
  }

  /** A channel that failed is not used again: its back-off would fail the next call for a reason that may be gone. */
  forget(target: Target, profile: TlsProfile): void {
    for (const compression of ["identity", "gzip"]) this.drop(JSON.stringify([target.grpc, profile, compression]));
  }

  private drop(key: string): void {
    const kept = this.kept.get(key);
    if (!kept) return;
    this.kept.delete(key);
    clearTimeout(kept.timer);
    kept.client.close();
  }

  close(): void {
    for (const key of [...this.kept.keys()]) this.drop(key);
  }
}

function connect(target: Target, profile: TlsProfile, compression: Compression): grpc.Client {
  return new grpc.Client(target.grpc, channelCredentials(profile), {
    // Subchannels of other credentials must never be shared, and an environment's proxy was not asked for.
    "grpc.use_local_subchannel_pool": 1,
    "grpc.enable_http_proxy": 0,
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.primary_user_agent": "protocall",
    ...(compression === "gzip" ? { "grpc.default_compression_algorithm": grpc.compressionAlgorithms.gzip } : {}),
    ...(profile.serverName
      ? { "grpc.ssl_target_name_override": profile.serverName, "grpc.default_authority": profile.serverName }
      : {}),
  });
}

function channelCredentials(profile: TlsProfile): grpc.ChannelCredentials {
  if (profile.mode === "plaintext") return grpc.credentials.createInsecure();
  const { context, authorities, skipVerify } = loadCredentials(profile);
  return grpc.credentials.createFromSecureContext(context, {
    rejectUnauthorized: !skipVerify,
    checkServerIdentity: (host, certificate) => {
      if (skipVerify) return undefined;
      const wrong = checkServerIdentity(host, certificate);
      if (wrong) return wrong;
      if (!authorities || endsInAuthority(certificate as never, authorities)) return undefined;
      return new RpcError(failure("wrong-ca", "UNAVAILABLE", "the chain ends in no authority of this profile"));
    },
  });
}
