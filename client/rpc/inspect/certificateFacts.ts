/** What a certificate says, as plain values for people and for the editor's view of a chain. */
import { type KeyObject, X509Certificate } from "node:crypto";
import { oneLine } from "../tls/certificateFiles.ts";
import { DAY_MS } from "../tls/expiry.ts";

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Subject alternative names, as `DNS:localhost`. */
  readonly names: readonly string[];
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Whole days until it expires; negative once it has. */
  readonly daysLeft: number;
  readonly isNotYetValid: boolean;
  /** `serverAuth`, `clientAuth` or an object identifier; empty: for any purpose. */
  readonly usages: readonly string[];
  /** `ec prime256v1`, `rsa 2048`. */
  readonly key: string;
  readonly serialNumber: string;
  readonly fingerprint256: string;
  readonly isSelfSigned: boolean;
  readonly isAuthority: boolean;
  readonly pem: string;
}

const usageNames: Readonly<Record<string, string>> = {
  "1.3.6.1.5.5.7.3.1": "serverAuth",
  "1.3.6.1.5.5.7.3.2": "clientAuth",
};

export const usagesOf = (certificate: X509Certificate): string[] =>
  ((certificate.keyUsage as readonly string[] | undefined) ?? []).map(oid => usageNames[oid] ?? oid);

export const isSelfSigned = (certificate: X509Certificate): boolean =>
  certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);

function certificateFacts(certificate: X509Certificate, now = Date.now()): CertificateFacts {
  const validTo = Date.parse(certificate.validTo);
  const validFrom = Date.parse(certificate.validFrom);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: certificate.subjectAltName?.split(", ") ?? [],
    validFrom: new Date(validFrom).toISOString(),
    validTo: new Date(validTo).toISOString(),
    daysLeft: Math.floor((validTo - now) / DAY_MS),
    isNotYetValid: validFrom > now,
    usages: usagesOf(certificate),
    key: keyText(certificate.publicKey),
    serialNumber: certificate.serialNumber,
    fingerprint256: certificate.fingerprint256,
    isSelfSigned: isSelfSigned(certificate),
    isAuthority: certificate.ca,
    pem: certificate.toString(),
  };
}

/** Of a chain as it came over the wire; what is no certificate is left out. */
export const chainFacts = (chain: readonly Buffer[]): CertificateFacts[] =>
  certificatesOf(chain).map(certificate => certificateFacts(certificate));

export const certificatesOf = (chain: readonly Buffer[]): X509Certificate[] =>
  chain.flatMap(der => {
    try {
      return [new X509Certificate(der)];
    } catch {
      return [];
    }
  });

function keyText({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const { namedCurve, modulusLength } = asymmetricKeyDetails ?? {};
  return [asymmetricKeyType ?? "unknown", namedCurve ?? modulusLength].filter(part => part !== undefined).join(" ");
}
