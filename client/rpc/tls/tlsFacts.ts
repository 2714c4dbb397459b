/** What is shown of a server's certificate beside an answer. */
import type { X509Certificate } from "node:crypto";
import type { TlsFacts } from "../call.ts";
import { oneLine } from "./certificateFiles.ts";

export const certificateTlsFacts = (certificate: X509Certificate): TlsFacts => ({
  peerSubject: oneLine(certificate.subject),
  peerIssuer: oneLine(certificate.issuer),
  peerValidTo: new Date(certificate.validTo).toISOString(),
  peerFingerprint256: certificate.fingerprint256,
  ...(certificate.subjectAltName ? { peerAltNames: certificate.subjectAltName } : {}),
});
