/** Where to connect to: what users write as an address → what to dial. */
import { failure, RpcError } from "./errors.ts";
import type { Bilingual } from "../../server/src/shared/language.ts";

export interface Target {
  /** As gRPC wants it: `dns:///host:port`, `ipv4:1.2.3.4:5`, `unix:/path`. */
  readonly grpc: string;
  /** Absent for a unix socket. */
  readonly host?: string;
  readonly port?: number;
  readonly socket?: string;
  /** What a URL's scheme says of TLS. */
  readonly tls?: boolean;
  /** For people. */
  readonly shown: string;
}

const schemes: Readonly<Record<string, boolean>> = { http: false, grpc: false, https: true, grpcs: true };

const pathIsTooMuch = {
  en: "a path does not belong to an address",
  ko: "주소에는 경로를 쓰지 않습니다",
};

/** Throws `RpcError` of kind `bad-target`, with the reason. */
export function parseTarget(text: string): Target {
  const bad = (reason: Bilingual): never => {
    throw new RpcError(failure("bad-target", "INVALID_ARGUMENT", reason, { address: text }));
  };
  const address = text.trim();
  if (address === "") bad({ en: "it is empty", ko: "비어 있습니다" });
  if (/\s/.test(address)) bad({ en: "it has blanks in it", ko: "공백이 들어 있습니다" });
  if (/[{}]/.test(address)) bad({ en: "a variable in it has no value", ko: "안에 있는 변수에 값이 없습니다" });
  const unix = /^unix:(?:\/\/)?(.+)$/.exec(address);
  if (unix?.[1]) return { grpc: `unix:${unix[1]}`, socket: unix[1], shown: address };
  if (/^ipv[46]:/.test(address)) {
    const first = hostPort(address.slice(5).split(",")[0] ?? "", bad);
    return { grpc: address, ...first, shown: address };
  }
  const dns = /^dns:(?:\/\/[^/]*\/)?(.+)$/.exec(address);
  if (dns?.[1]) {
    const at = hostPort(dns[1], bad);
    return { grpc: address, ...at, shown: address };
  }
  const url = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([/?#].*)?$/i.exec(address);
  if (url) {
    const scheme = (url[1] as string).toLowerCase();
    const tls = schemes[scheme];
    if (tls === undefined)
      return bad({
        en: `the scheme ${scheme} is not known; there are http, https, grpc and grpcs`,
        ko: `스킴 ${scheme}을(를) 알 수 없습니다. http, https, grpc, grpcs를 쓸 수 있습니다`,
      });
    if (url[3] && url[3] !== "/") bad(pathIsTooMuch);
    const at = hostPort(url[2] as string, bad, tls ? 443 : 80);
    return { grpc: grpcOf(at), ...at, tls, shown: address };
  }
  if (address.includes("/")) bad(pathIsTooMuch);
  const at = hostPort(address, bad, 443);
  return { grpc: grpcOf(at), ...at, shown: address };
}

interface HostPort {
  readonly host: string;
  readonly port: number;
}

function hostPort(text: string, bad: (reason: Bilingual) => never, defaultPort?: number): HostPort {
  const match = /^(\[[0-9a-fA-F:.%]+\]|[^:[\]@]*)(?::(\d*))?$/.exec(text);
  if (!match) return bad({ en: "it is no host and port", ko: "호스트와 포트가 아닙니다" });
  const host = (match[1] as string).replace(/^\[|\]$/g, "");
  if (host === "") return bad({ en: "the host is missing", ko: "호스트가 없습니다" });
  const port = match[2] === undefined || match[2] === "" ? defaultPort : Number(match[2]);
  if (port === undefined) return bad({ en: "the port is missing", ko: "포트가 없습니다" });
  if (port < 1 || port > 65535)
    return bad({
      en: `the port ${port} is not between 1 and 65535`,
      ko: `포트 ${port}은(는) 1에서 65535 사이가 아닙니다`,
    });
  return { host, port };
}

const grpcOf = ({ host, port }: HostPort): string => `dns:///${host.includes(":") ? `[${host}]` : host}:${port}`;

/** Whether an address is this machine's own. */
export const isLoopback = (target: Target): boolean =>
  target.socket !== undefined || /^(localhost|127(\.\d+){3}|::1)$/.test(target.host ?? "");
