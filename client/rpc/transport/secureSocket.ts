/** A TLS connection whose server was verified as the profile wants it, for transports that bring no TLS of their own. */
import { connect, type TLSSocket } from "node:tls";
import type { TlsProfile } from "../call.ts";
import type { Target } from "../target.ts";
import { type Credentials, judgeServer } from "../tls/secureContext.ts";
import { dial, sniOf } from "./dial.ts";
import { timeLimit } from "./timeLimit.ts";

/** Undefined where it does not come about, for whatever reason; a diagnosis tells it. */
export async function secureSocket(
  target: Target,
  tls: TlsProfile,
  options: {
    readonly credentials: Credentials;
    readonly proxy: string | undefined;
    readonly alpn: readonly string[];
    readonly ms: number;
  },
): Promise<TLSSocket | undefined> {
  const { credentials } = options;
  const { context, authorities, skipVerify } = credentials;
  const dialed = await dial(target, options.proxy, options.ms);
  if (!dialed.ok) return undefined;
  const name = tls.serverName ?? target.host ?? "localhost";
  const secure = connect({
    socket: dialed.socket,
    secureContext: context,
    ...(authorities ? { ca: authorities.map(String) } : {}),
    rejectUnauthorized: !skipVerify,
    ALPNProtocols: [...options.alpn],
    ...sniOf(name),
    checkServerIdentity: (_, certificate) => judgeServer(credentials, name, certificate),
  });
  return new Promise(resolve => {
    const finish = (result: TLSSocket | undefined): void => {
      endLimit();
      secure.removeListener("close", fail);
      if (!result) secure.destroy();
      resolve(result);
    };
    const fail = (): void => finish(undefined);
    const endLimit = timeLimit(options.ms, fail);
    secure.on("error", fail);
    secure.once("close", fail);
    secure.once("secureConnect", () => finish(secure));
  });
}
