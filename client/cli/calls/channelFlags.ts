/** Options of the channel and the protocol, for commands that call. */
import { readFileSync } from "node:fs";
import type { ParseArgsConfig } from "node:util";
import type { ChannelOptions, Connection, Protocol } from "../../rpc/call.ts";
import { UsageError, unreadable } from "../command.ts";
import type { Bilingual } from "../../../server/src/shared/language.ts";
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

export const channelHelp: Bilingual = {
  en: `  --protocol NAME        grpc, grpc-web or connect; grpc where nothing is said
  --http-version 1.1|2   for grpc-web and connect
  --connect-timeout TIME until the connection is up; 10 s where nothing is said
  --keepalive TIME       between pings of HTTP/2
  --max-receive-bytes N, --max-send-bytes N   limits of one message
  --round-robin          take turns among the addresses of a name or of ipv4:A,B
  --service-config JSON|@FILE   retries and timeouts, as gRPC's service config has them
  --proxy HOST:PORT      a proxy that speaks HTTP CONNECT; what the environment says of proxies is not used
`,
  ko: `  --protocol NAME        grpc, grpc-web, connect. 기본값 grpc
  --http-version 1.1|2   grpc-web과 connect에 씁니다
  --connect-timeout TIME 연결될 때까지의 제한 시간. 기본값 10초
  --keepalive TIME       HTTP/2 ping 사이의 간격
  --max-receive-bytes N, --max-send-bytes N   메시지 하나의 최대 크기
  --round-robin          한 이름이나 ipv4:A,B의 주소를 돌아가며 씁니다
  --service-config JSON|@FILE   gRPC service config 형식의 재시도와 제한 시간
  --proxy HOST:PORT      HTTP CONNECT를 쓰는 프록시. 환경 변수의 프록시 설정은 쓰지 않습니다
`,
};

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
  if (!/^[1-9]\d{0,9}$/.test(given))
    throw new UsageError({
      en: `--${flag} is a number of bytes, not "${given}"`,
      ko: `--${flag}에는 바이트 수를 쓰세요. "${given}"은(는) 쓸 수 없습니다`,
    });
  return { [key]: Number(given) };
}

function serviceConfigOf(given: string): Record<string, unknown> {
  let text = given;
  if (given.startsWith("@")) {
    try {
      text = readFileSync(given.slice(1), "utf8");
    } catch (error) {
      throw unreadable(`--service-config ${given}`, error);
    }
  }
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json)) return json;
  } catch {
    // Said below.
  }
  throw new UsageError({ en: "--service-config is a JSON object", ko: "--service-config에는 JSON 객체를 쓰세요" });
}
