/** Judges a server's certificates without a finished handshake. The codes are those of Node's own verdict. */
import { isIP } from "node:net";
import type { X509Certificate } from "node:crypto";

export interface Verdict {
  /** From the server's certificate to the root that is trusted, as far as it leads. */
  readonly path: readonly X509Certificate[];
  readonly chainError?: string;
  /** The certificate is for other names. */
  readonly isOtherName: boolean;
}

const LONGEST_PATH = 10;

const issued = (issuer: X509Certificate, certificate: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/** `sent`: as the server sent them, its own first. */
export function verifyChain(
  sent: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  name: string,
  now = Date.now(),
): Verdict {
  const [own] = sent;
  if (!own) return { path: [], chainError: "NO_CERTIFICATE", isOtherName: false };
  const path = [own];
  const isOtherName = (isIP(name) ? own.checkIP(name) : own.checkHost(name)) === undefined;
  const known = new Set(roots.map(root => root.fingerprint256));
  let chainError: string | undefined;
  for (let at = own; !known.has(at.fingerprint256); ) {
    const next = roots.find(root => issued(root, at)) ?? sent.find(other => other !== at && issued(other, at));
    if (!next || path.length > LONGEST_PATH) {
      chainError = brokenAt(at, path);
      break;
    }
    path.push(next);
    at = next;
  }
  for (const certificate of path) {
    if (Date.parse(certificate.validTo) < now) chainError = "CERT_HAS_EXPIRED";
    else if (Date.parse(certificate.validFrom) > now) chainError = "CERT_NOT_YET_VALID";
  }
  return { path, isOtherName, ...(chainError ? { chainError } : {}) };
}

function brokenAt(last: X509Certificate, path: readonly X509Certificate[]): string {
  const isSelfSigned = last.subject === last.issuer;
  if (path.length === 1) return isSelfSigned ? "DEPTH_ZERO_SELF_SIGNED_CERT" : "UNABLE_TO_VERIFY_LEAF_SIGNATURE";
  return isSelfSigned ? "SELF_SIGNED_CERT_IN_CHAIN" : "UNABLE_TO_GET_ISSUER_CERT_LOCALLY";
}
