/** Options of the channel and the protocol, for commands that call. */
import { readFileSync } from "node:fs";
import type { ParseArgsConfig } from "node:util";
import type { ChannelOptions, Connection, Protocol } from "../../rpc/call.ts";
import { UsageError } from "../command.ts";
import { oneOf } from "../options.ts";
import { durationOf, judgeProxy } from "./callArguments.ts";
import { isObject } from "../../../server/src/shared/isObject.ts";

export const channelFlags = {
  protocol: { type: "string" },
  "http-version": { type: "string" },
  "connect-timeout": { type: "string" },
  keepalive: { type: "string" },
  "max-receive-bytes": { type: "string" },
  "max-send-bytes": { type: "string" },
  "round-robin": { type: "boolean" },
  "service-config": { type: "string" },
  proxy: { type: "string" },
} as const satisfies NonNullable<ParseArgsConfig["options"]>;

export interface ChannelFlagValues {
  readonly protocol?: string;
  readonly "http-version"?: string;
  readonly "connect-timeout"?: string;
  readonly keepalive?: string;
  readonly "max-receive-bytes"?: string;
  readonly "max-send-bytes"?: string;
  readonly "round-robin"?: boolean;
  readonly "service-config"?: string;
  readonly proxy?: string;
}

export const channelHelp = `  --protocol NAME        grpc, grpc-web or connect; grpc where nothing is said
  --http-version 1.1|2   for grpc-web and connect
  --connect-timeout TIME until the connection is up; 10 s where nothing is said
  --keepalive TIME       between pings of HTTP/2
  --max-receive-bytes N, --max-send-bytes N   limits of one message
  --round-robin          take turns among the addresses of a name or of ipv4:A,B
  --service-config JSON|@FILE   retries and timeouts, as gRPC's service config has them
  --proxy HOST:PORT      a proxy that speaks HTTP CONNECT; what the environment says of proxies is not used
`;

const protocols: readonly Protocol[] = ["grpc", "grpc-web", "connect"];

export function connectionOf(values: ChannelFlagValues): Pick<Connection, "channel" | "protocol"> {
  const { proxy } = values;
  if (proxy !== undefined) judgeProxy(proxy);
  const httpVersion = values["http-version"];
  const channel: ChannelOptions = {
    ...time("connectTimeoutMs", "connect-timeout", values),
    ...time("keepaliveMs", "keepalive", values),
    ...count("maxReceiveBytes", "max-receive-bytes", values),
    ...count("maxSendBytes", "max-send-bytes", values),
    ...(values["round-robin"] ? { loadBalancing: "round_robin" } : {}),
    ...(values["service-config"] === undefined ? {} : { serviceConfig: serviceConfigOf(values["service-config"]) }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(httpVersion === undefined
      ? {}
      : { httpVersion: oneOf<"1.1" | "2">("http-version", httpVersion, ["1.1", "2"]) }),
  };
  return {
    ...(Object.keys(channel).length > 0 ? { channel } : {}),
    ...(values.protocol === undefined ? {} : { protocol: oneOf("protocol", values.protocol, protocols) }),
  };
}

type TimeFlag = "connect-timeout" | "keepalive";

function time(key: "connectTimeoutMs" | "keepaliveMs", flag: TimeFlag, values: ChannelFlagValues): ChannelOptions {
  const given = values[flag];
  return given === undefined ? {} : { [key]: durationOf(flag, given) };
}

type CountFlag = "max-receive-bytes" | "max-send-bytes";

function count(key: "maxReceiveBytes" | "maxSendBytes", flag: CountFlag, values: ChannelFlagValues): ChannelOptions {
  const given = values[flag];
  if (given === undefined) return {};
  if (!/^[1-9]\d{0,9}$/.test(given)) throw new UsageError(`--${flag} is a number of bytes, not "${given}"`);
  return { [key]: Number(given) };
}

function serviceConfigOf(given: string): Record<string, unknown> {
  let text = given;
  if (given.startsWith("@")) {
    try {
      text = readFileSync(given.slice(1), "utf8");
    } catch (error) {
      throw new UsageError(`--service-config ${given} cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json)) return json;
  } catch {
    // Said below.
  }
  throw new UsageError("--service-config is a JSON object");
}
