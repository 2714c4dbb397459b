/** One look at a port: what answers to a TLS hello, and what to the start of plain HTTP/2. No metadata, no body. */
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, type PeerCertificate, type TLSSocket } from "node:tls";
import type { Credentials } from "../tls/secureContext.ts";
import type { Target } from "../target.ts";

const PREFACE = Buffer.concat([
  Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1"),
  // An empty SETTINGS frame.
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

export interface PortAnswer {
  /** `connected`: TCP came up; the rest says what came then. */
  readonly connected: boolean;
  /** Code of the error, as Node names it. */
  readonly error?: string;
  readonly message?: string;
  readonly firstBytes?: Buffer;
  readonly closed: boolean;
}

export interface TlsAnswer extends PortAnswer {
  readonly secure: boolean;
  readonly alpn?: string;
  readonly version?: string;
  /** Why the certificate is not trusted, as Node names it. */
  readonly untrusted?: string;
  readonly certificate?: PeerCertificate;
}

const where = (target: Target): { path: string } | { host: string; port: number } =>
  target.socket === undefined ? { host: target.host ?? "", port: target.port ?? 0 } : { path: target.socket };

/** The answer to plain HTTP/2. */
export function probePlain(target: Target, ms: number): Promise<PortAnswer> {
  return new Promise(resolve => {
    const socket = connectTcp(where(target));
    let connected = false;
    settle(socket, ms, () => ({ connected }), resolve);
    socket.once("connect", () => {
      connected = true;
      socket.write(PREFACE);
    });
  });
}

/** The answer to a TLS hello with these credentials; any certificate is looked at, none is trusted for it. */
export function probeTls(
  target: Target,
  credentials: Credentials,
  serverName: string | undefined,
  ms: number,
): Promise<TlsAnswer> {
  return new Promise(resolve => {
    const name = serverName ?? target.host ?? "localhost";
    const socket = connectTls({
      ...where(target),
      secureContext: credentials.context,
      rejectUnauthorized: false,
      ALPNProtocols: ["h2"],
      ...(/^[\d.]+$|:/.test(name) ? {} : { servername: name }),
    });
    let connected = false;
    let seen: Partial<TlsAnswer> = {};
    socket.once("connect", () => {
      connected = true;
    });
    settle(socket, ms, () => ({ secure: false, ...seen, connected }), resolve as (a: PortAnswer) => void);
    socket.once("secureConnect", () => {
      seen = factsOf(socket);
      // The verdict on a client certificate comes after the handshake under TLS 1.3.
      socket.write(PREFACE);
    });
  });
}

function factsOf(socket: TLSSocket): Partial<TlsAnswer> {
  const error = socket.authorizationError as Error | string | undefined;
  const untrusted = typeof error === "string" ? error : (error as NodeJS.ErrnoException | undefined)?.code;
  return {
    secure: true,
    version: socket.getProtocol() ?? "",
    certificate: socket.getPeerCertificate(true),
    ...(socket.alpnProtocol ? { alpn: socket.alpnProtocol } : {}),
    ...(untrusted ? { untrusted } : {}),
  };
}

/** Waits for the first bytes, an error, the end, or the time limit. */
function settle(socket: Socket, ms: number, facts: () => object, resolve: (a: PortAnswer) => void): void {
  const done = (rest: object): void => {
    clearTimeout(timer);
    socket.removeAllListeners("close");
    socket.destroy();
    resolve({ connected: false, closed: false, ...facts(), ...rest } as PortAnswer);
  };
  const timer = setTimeout(() => done({}), ms);
  socket.once("data", (bytes: Buffer) => done({ firstBytes: bytes }));
  socket.once("close", () => done({ closed: true }));
  socket.on("error", (error: NodeJS.ErrnoException) =>
    done({ error: error.code ?? "", message: error.message, closed: true }),
  );
}
