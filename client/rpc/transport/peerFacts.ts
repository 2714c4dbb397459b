/** What the TLS session of a call tells of its server. */
import { X509Certificate } from "node:crypto";
import type { TlsFacts } from "../call.ts";
import { certificateTlsFacts } from "../tls/tlsFacts.ts";

/** As grpc-js gives it for each call. */
interface AuthContext {
  readonly transportSecurityType?: string;
  readonly sslPeerCertificate?: { readonly raw?: Buffer };
}

/** Reading a certificate takes longer than many a call. */
const factsOf = new Map<string, TlsFacts>();
const MOST_FACTS = 100;

export function peerFacts(context: AuthContext | null): { tls?: TlsFacts } {
  const raw = context?.sslPeerCertificate?.raw;
  if (!raw) return context?.transportSecurityType ? { tls: { protocol: "TLS" } } : {};
  const key = raw.toString("latin1");
  const tls = factsOf.get(key) ?? certificateTlsFacts(new X509Certificate(raw));
  if (factsOf.size > MOST_FACTS) factsOf.clear();
  factsOf.set(key, tls);
  return { tls };
}
