/** The authorities that the operating system trusts. */
import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { failure, RpcError } from "../errors.ts";

/** Where systems without an interface for it keep them, in one PEM file; OpenSSL's variable goes first. */
const bundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

let known: readonly string[] | undefined;

/** In PEM; read once, as it takes tens of milliseconds. Throws `bad-file` where this system gives none. */
export function systemRoots(): readonly string[] {
  known ??= read();
  return known;
}

function read(): readonly string[] {
  const get = (tls as { getCACertificates?: (kind: string) => string[] }).getCACertificates;
  if (get) return [...new Set(get("system"))];
  for (const file of [process.env["SSL_CERT_FILE"], ...bundles]) {
    if (!file) continue;
    try {
      const found = readFileSync(file, "latin1").match(PEM);
      if (found) return [...new Set(found)];
    } catch {
      // Another system keeps them elsewhere.
    }
  }
  throw new RpcError(
    failure(
      "bad-file",
      "FAILED_PRECONDITION",
      {
        en: "the certificates of this system cannot be read; use bundled or files",
        ko: "이 시스템의 인증서를 읽을 수 없습니다. bundled나 files를 쓰세요",
      },
      {
        file: "roots",
      },
    ),
  );
}
