/** A TLS connection whose server was verified as the profile wants it, for transports that bring no TLS of their own. */
import { checkServerIdentity, connect, type TLSSocket } from "node:tls";
import type { TlsProfile } from "../call.ts";
import type { Target } from "../target.ts";
import { endsInAuthority, loadCredentials } from "../tls/secureContext.ts";
import { dial, sniOf } from "./dial.ts";

/** Undefined where it does not come about, for whatever reason; a diagnosis tells it. Throws `RpcError` where files cannot be used. */
export async function secureSocket(
  target: Target,
  tls: TlsProfile,
  options: { readonly proxy: string | undefined; readonly alpn: readonly string[]; readonly ms: number },
): Promise<TLSSocket | undefined> {
  const { context, authorities, skipVerify } = loadCredentials(tls);
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
    checkServerIdentity: (_, certificate) => {
      if (skipVerify) return undefined;
      const wrong = checkServerIdentity(name, certificate);
      if (wrong || !authorities || endsInAuthority(certificate as never, authorities)) return wrong;
      return new Error("the chain ends in no authority of this profile");
    },
  });
  return new Promise(resolve => {
    const finish = (result: TLSSocket | undefined): void => {
      clearTimeout(timer);
      secure.removeListener("close", fail);
      if (!result) secure.destroy();
      resolve(result);
    };
    const fail = (): void => finish(undefined);
    const timer = setTimeout(fail, options.ms);
    secure.on("error", fail);
    secure.once("close", fail);
    secure.once("secureConnect", () => finish(secure));
  });
}
