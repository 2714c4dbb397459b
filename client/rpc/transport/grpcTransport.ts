/** gRPC over HTTP/2 with grpc-js: raw bytes in both directions. */
import type { Connection, Transport } from "../call.ts";
import type { TokenCache } from "../auth/oauth2.ts";
import type { Target } from "../target.ts";
import type { Channels } from "./channel.ts";
import { GrpcCall } from "./grpcCall.ts";

export function grpcTransport(
  channels: Channels,
  tokens: TokenCache,
  target: Target,
  connection: Connection,
): Transport {
  const context = { channels, tokens, target, connection };
  return { call: (call, requests, signal) => new GrpcCall(context, call, requests, signal).events };
}
