/** What is wrong with a server's certificate, with what shows it. */
import { isIP } from "node:net";
import type { X509Certificate } from "node:crypto";
import type { TlsProfile } from "../call.ts";
import type { FailureKind, RpcFailure } from "../errors.ts";
import { certificatesOf, isSelfSigned } from "../inspect/certificateFacts.ts";
import type { Observation } from "../inspect/observe.ts";
import type { Target } from "../target.ts";
import { oneLine } from "../tls/certificateFiles.ts";
import { type Credentials, trustedRoots } from "../tls/secureContext.ts";
import { verifyChain } from "../tls/verifyChain.ts";
import type { Fail } from "./diagnose.ts";

const kinds: Readonly<Record<string, FailureKind>> = {
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not-yet-valid",
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "untrusted-root",
  OTHER_AUTHORITY: "wrong-ca",
};

/** Undefined where it is trusted and for the right name. */
export function certificateFailure(
  target: Target,
  tls: TlsProfile,
  { messages, secured }: Observation,
  { authorities }: Credentials,
  fail: Fail,
): RpcFailure | undefined {
  const shown = messages.filter(m => m.type === "certificate").find(m => m.from === "server");
  const sent = certificatesOf(shown?.chain ?? []);
  const own = secured?.path[0] ?? sent[0];
  if (!own) return undefined;
  const name = tls.serverName ?? target.host ?? "localhost";
  // A handshake that the server cut short has no verdict of the library.
  const { chainError, isOtherName } = secured ?? verifyChain(sent, trustedRoots(tls), name);
  const facts = { ...certificateEvidence(own), host: name };
  if (chainError !== undefined) {
    const kind = kinds[chainError] ?? untrusted(own, sent, authorities ?? []);
    const anchor = (secured?.path ?? sent).at(-1) ?? own;
    return { ...fail(kind, chainError, facts), certificate: anchor.toString() };
  }
  if (!isOtherName) return undefined;
  const hasAddress = own.subjectAltName?.includes("IP Address:") ?? false;
  return fail(
    isIP(name) && !hasAddress ? "no-ip-address" : "name-mismatch",
    { en: "the names differ", ko: "이름이 다릅니다" },
    facts,
  );
}

/** A chain that ends in nothing: a server that forgot its intermediate, or an authority that nobody trusts. */
function untrusted(
  own: X509Certificate,
  sent: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): FailureKind {
  if (sent.length > 1 || isSelfSigned(own)) return "untrusted";
  const isKnownAuthority = authorities.some(authority => authority.subject === own.issuer);
  const organization = /^O=.*$/m.exec(own.issuer)?.[0];
  const isRelated = organization !== undefined && authorities.some(a => a.subject.split("\n").includes(organization));
  const saysWhere = own.infoAccess?.includes("CA Issuers") ?? false;
  return !isKnownAuthority && (isRelated || saysWhere) ? "missing-intermediate" : "untrusted";
}

const certificateEvidence = (x: X509Certificate): Record<string, string> => ({
  subject: oneLine(x.subject),
  issuer: oneLine(x.issuer),
  names: (x.subjectAltName ?? oneLine(x.subject)).replaceAll(/(DNS|IP Address):/g, ""),
  validFrom: new Date(x.validFrom).toISOString(),
  validTo: new Date(x.validTo).toISOString(),
  now: new Date().toISOString(),
  fingerprint: x.fingerprint256,
});
