/** Where to connect to: what users write as an address → what to dial. */
import { failure, RpcError } from "./errors.ts";

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

/** Throws `RpcError` of kind `bad-target`, with the reason. */
export function parseTarget(text: string): Target {
  const bad = (reason: string): never => {
    throw new RpcError(failure("bad-target", "INVALID_ARGUMENT", reason, { address: text }));
  };
  const address = text.trim();
  if (address === "") bad("it is empty");
  if (/\s/.test(address)) bad("it has blanks in it");
  if (/[{}]/.test(address)) bad("a variable in it has no value");
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
    if (tls === undefined) return bad(`the scheme ${scheme} is not known; there are http, https, grpc and grpcs`);
    if (url[3] && url[3] !== "/") bad("a path does not belong to an address");
    const at = hostPort(url[2] as string, bad, tls ? 443 : 80);
    return { grpc: grpcOf(at), ...at, tls, shown: address };
  }
  if (address.includes("/")) bad("a path does not belong to an address");
  const at = hostPort(address, bad, 443);
  return { grpc: grpcOf(at), ...at, shown: address };
}

interface HostPort {
  readonly host: string;
  readonly port: number;
}

function hostPort(text: string, bad: (reason: string) => never, defaultPort?: number): HostPort {
  const match = /^(\[[0-9a-fA-F:.%]+\]|[^:[\]@]*)(?::(\d*))?$/.exec(text);
  if (!match) return bad("it is no host and port");
  const host = (match[1] as string).replace(/^\[|\]$/g, "");
  if (host === "") return bad("the host is missing");
  const port = match[2] === undefined || match[2] === "" ? defaultPort : Number(match[2]);
  if (port === undefined) return bad("the port is missing");
  if (port < 1 || port > 65535) return bad(`the port ${port} is not between 1 and 65535`);
  return { host, port };
}

const grpcOf = ({ host, port }: HostPort): string => `dns:///${host.includes(":") ? `[${host}]` : host}:${port}`;

/** Whether an address is this machine's own. */
export const isLoopback = (target: Target): boolean =>
  target.socket !== undefined || /^(localhost|127(\.\d+){3}|::1)$/.test(target.host ?? "");
