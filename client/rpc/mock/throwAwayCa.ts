/** Certificates for a server that nobody else shall trust: an authority made on the spot, a server's and a client's certificate of it. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { webcrypto } from "node:crypto";
// The certificate library needs it loaded first.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY = 24 * 60 * 60 * 1000;

export interface PemPair {
  readonly cert: string;
  readonly key: string;
}

export interface ThrowAwayCertificates {
  readonly ca: PemPair;
  readonly server: PemPair;
  readonly client: PemPair;
}

/** Valid for `days`, for localhost and the loopback addresses. */
export async function makeCertificates(days = 30): Promise<ThrowAwayCertificates> {
  x509.cryptoProvider.set(webcrypto as never);
  const notBefore = new Date(Date.now() - DAY);
  const notAfter = new Date(Date.now() + days * DAY);
  const newKeys = () =>
    webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]) as Promise<webcrypto.CryptoKeyPair>;
  const caKeys = await newKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: "CN=Protocall throw-away CA",
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys: caKeys as never,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  const issue = async (
    name: string,
    serialNumber: string,
    usage: string,
    names: x509.JsonGeneralNames,
  ): Promise<PemPair> => {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber,
      subject: `CN=${name}`,
      issuer: ca.subject,
      notBefore,
      notAfter,
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey as never,
      signingKey: caKeys.privateKey as never,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([usage]),
        ...(names.length ? [new x509.SubjectAlternativeNameExtension(names)] : []),
      ],
    });
    return { cert: certificate.toString("pem"), key: await pemOf(keys) };
  };
  const local: x509.JsonGeneralNames = [
    { type: "dns", value: "localhost" },
    { type: "ip", value: "127.0.0.1" },
    { type: "ip", value: "::1" },
  ];
  return {
    ca: { cert: ca.toString("pem"), key: await pemOf(caKeys) },
    server: await issue("localhost", "02", x509.ExtendedKeyUsage.serverAuth, local),
    client: await issue("protocall test client", "03", x509.ExtendedKeyUsage.clientAuth, []),
  };
}

async function pemOf(keys: webcrypto.CryptoKeyPair): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey as never)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${bytes.replaceAll(/.{64}/g, "$&\n").trimEnd()}\n-----END PRIVATE KEY-----\n`;
}

/** Writes `ca.crt`, `server.crt`, `server.key`, `client.crt`, `client.key`; keys are for their owner's eyes only. */
export function writeCertificates(folder: string, certificates: ThrowAwayCertificates): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string, mode: number): void =>
    writeFileSync(path.join(folder, name), text, { mode });
  write("ca.crt", certificates.ca.cert, 0o644);
  for (const who of ["server", "client"] as const) {
    write(`${who}.crt`, certificates[who].cert, 0o644);
    write(`${who}.key`, certificates[who].key, 0o600);
  }
}
