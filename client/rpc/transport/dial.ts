/** TCP to a server, or through a proxy that leads to it. No bytes of a call, no TLS: what is to be said is up to who dials. */
import { connect, isIP, type Socket } from "node:net";
import type { Target } from "../target.ts";
import { proxyOf } from "./channelOptions.ts";
import { timeLimit } from "./timeLimit.ts";
import type { Said } from "../../../server/src/shared/language.ts";

export type Dialed =
  | { readonly ok: true; readonly socket: Socket }
  /** `error`: code as Node names it; absent where nobody answered. `at`: who did not let us through. */
  | { readonly ok: false; readonly error?: string; readonly message: Said; readonly at: "server" | "proxy" };

/** SNI and the name to check: RFC 6066 allows no addresses in SNI. */
export const sniOf = (name: string): { servername: string } => ({ servername: isIP(name) === 0 ? name : "" });

export async function dial(target: Target, proxy: string | undefined, ms: number): Promise<Dialed> {
  if (proxy === undefined) return dialTcp(target, ms, "server");
  const dialed = await dialTcp(proxyOf(proxy), ms, "proxy");
  return dialed.ok ? throughProxy(dialed.socket, target, ms) : dialed;
}

function dialTcp(target: Target, ms: number, at: "server" | "proxy"): Promise<Dialed> {
  return new Promise(resolve => {
    const { socket: path, host = "", port = 0 } = target;
    const socket = connect(path === undefined ? { host, port, noDelay: true } : { path });
    const endLimit = timeLimit(ms, () => {
      socket.destroy();
      resolve({
        ok: false,
        message: {
          en: `no TCP connection within ${Math.round(ms)} ms`,
          ko: `${Math.round(ms)} ms 안에 TCP 연결이 되지 않았습니다`,
        },
        at,
      });
    });
    const onError = (error: NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] }): void => {
      endLimit();
      // One error for each address of a name.
      const first = error.errors?.[0] ?? error;
      resolve({ ok: false, error: first.code ?? "", message: first.message, at });
    };
    socket.once("error", onError);
    socket.once("connect", () => {
      endLimit();
      socket.off("error", onError);
      resolve({ ok: true, socket });
    });
  });
}

/** HTTP CONNECT: RFC 9110, section 9.3.6. */
function throughProxy(socket: Socket, target: Target, ms: number): Promise<Dialed> {
  return new Promise(resolve => {
    const host = target.host?.includes(":") ? `[${target.host}]` : target.host;
    const authority = `${host}:${target.port}`;
    let head = Buffer.alloc(0);
    const finish = (dialed: Dialed): void => {
      endLimit();
      socket.removeAllListeners();
      if (!dialed.ok) socket.destroy();
      resolve(dialed);
    };
    const fail = (message: Said, error?: string): void =>
      finish({ ok: false, message, at: "proxy", ...(error ? { error } : {}) });
    const endLimit = timeLimit(ms, () => fail({ en: "the proxy does not answer", ko: "프록시가 응답하지 않습니다" }));
    socket.on("error", (error: NodeJS.ErrnoException) => fail(error.message, error.code));
    socket.on("close", () => fail({ en: "the proxy closed the connection", ko: "프록시가 연결을 닫았습니다" }));
    socket.on("data", (bytes: Buffer) => {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString("latin1"))?.[1];
      if (status !== "200")
        return fail(
          status
            ? { en: `the proxy answers HTTP status ${status}`, ko: `프록시가 HTTP 상태 ${status}(으)로 응답합니다` }
            : { en: "the proxy speaks no HTTP", ko: "프록시가 HTTP로 응답하지 않습니다" },
        );
      socket.pause();
      finish({ ok: true, socket });
      if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
    });
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  });
}
