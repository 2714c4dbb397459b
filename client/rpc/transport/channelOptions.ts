/** The options of a channel in the names of grpc-js. */
import * as grpc from "@grpc/grpc-js";
import type { ChannelOptions, RawCall, TlsProfile } from "../call.ts";
import { failure, RpcError } from "../errors.ts";
import { type Target, parseTarget } from "../target.ts";

export function grpcChannelOptions(
  target: Target,
  tls: TlsProfile,
  options: ChannelOptions,
  compression: NonNullable<RawCall["compression"]>,
): grpc.ChannelOptions {
  const serviceConfig = serviceConfigOf(options);
  return {
    // Subchannels of other credentials must never be shared, and an environment's proxy was not asked for.
    "grpc.use_local_subchannel_pool": 1,
    "grpc.enable_http_proxy": 0,
    "grpc.max_receive_message_length": options.maxReceiveBytes ?? -1,
    "grpc.max_send_message_length": options.maxSendBytes ?? -1,
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.primary_user_agent": "protocall",
    ...(options.keepaliveMs === undefined ? {} : { "grpc.keepalive_time_ms": options.keepaliveMs }),
    ...(options.keepaliveTimeoutMs === undefined ? {} : { "grpc.keepalive_timeout_ms": options.keepaliveTimeoutMs }),
    ...(serviceConfig ? { "grpc.service_config": JSON.stringify(serviceConfig) } : {}),
    ...(compression === "gzip" ? { "grpc.default_compression_algorithm": grpc.compressionAlgorithms.gzip } : {}),
    ...(tls.serverName
      ? { "grpc.ssl_target_name_override": tls.serverName, "grpc.default_authority": tls.serverName }
      : {}),
    ...(options.proxy === undefined ? {} : throughProxy(target, tls)),
  };
}

/** What is dialed: the server, or the proxy that leads to it. */
export const dialedTarget = (target: Target, options: ChannelOptions): string =>
  options.proxy === undefined ? target.grpc : proxyOf(options.proxy).grpc;

/** Throws `bad-target`. */
export function proxyOf(proxy: string): Target {
  const parsed = parseTarget(proxy.includes("://") || /:\d+$/.test(proxy) ? proxy : `${proxy}:3128`);
  if (parsed.tls || parsed.host === undefined)
    throw new RpcError(
      failure(
        "bad-target",
        "INVALID_ARGUMENT",
        {
          en: "a proxy is host:port and speaks HTTP without TLS",
          ko: "프록시는 host:port로 쓰고 TLS 없이 HTTP로 통신해야 합니다",
        },
        {
          address: proxy,
        },
      ),
    );
  return parsed;
}

function throughProxy(target: Target, tls: TlsProfile): grpc.ChannelOptions {
  const { host, port } = target;
  if (host === undefined || port === undefined)
    throw new RpcError(
      failure(
        "bad-target",
        "INVALID_ARGUMENT",
        {
          en: "a proxy leads to a host and a port only",
          ko: "프록시로는 호스트와 포트에만 연결할 수 있습니다",
        },
        { address: target.shown },
      ),
    );
  const authority = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  return {
    "grpc.http_connect_target": `dns:${authority}`,
    "grpc.default_authority": tls.serverName ?? authority,
    "grpc.ssl_target_name_override": tls.serverName ?? host,
  };
}

function serviceConfigOf({
  serviceConfig,
  loadBalancing,
}: ChannelOptions): Readonly<Record<string, unknown>> | undefined {
  if (loadBalancing === undefined) return serviceConfig;
  return { ...serviceConfig, loadBalancingConfig: [{ [loadBalancing]: {} }] };
}
