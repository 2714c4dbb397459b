/** A profile's files → what the TLS library wants. Made anew for each set of credentials: contexts that are shared mix up verification. */
import { X509Certificate } from "node:crypto";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import * as tls from "node:tls";
import type { TlsProfile } from "../call.ts";
import { failure, RpcError } from "../errors.ts";
import { oneLine, readBytes, readCertificates, readPrivateKey } from "./certificateFiles.ts";

export interface Credentials {
  readonly context: SecureContext;
  /** Authorities of the profile; absent where the library's own list counts. */
  readonly authorities: readonly X509Certificate[] | undefined;
  readonly clientCertificate: X509Certificate | undefined;
  readonly skipVerify: boolean;
}

/** Reads and judges all files of a profile. Throws `RpcError`; nothing is dialed then. `server only` leaves the client's certificate out. */
export function loadCredentials(profile: TlsProfile, sides: "both" | "server only" = "both"): Credentials {
  const authorities = profile.caFiles?.length ? profile.caFiles.flatMap(readCertificates) : undefined;
  if (profile.roots === "files" && !authorities)
    throw new RpcError(
      failure("bad-file", "FAILED_PRECONDITION", "roots is files, but no file is given", { file: "caFiles" }),
    );
  const client = sides === "both" && profile.mode === "mtls" ? clientOptions(profile) : {};
  const ca = authorities?.map(a => a.toString()) ?? rootsOf(profile);
  const context = createSecureContext({
    minVersion: profile.minVersion ?? "TLSv1.2",
    ...(profile.maxVersion ? { maxVersion: profile.maxVersion } : {}),
    ...(ca ? { ca: [...ca] } : {}),
    ...client.options,
  });
  return { context, authorities, clientCertificate: client.certificate, skipVerify: profile.skipVerify ?? false };
}

/** All authorities that a profile trusts. Reading the public ones takes tens of milliseconds. */
export const trustedRoots = (profile: TlsProfile): readonly X509Certificate[] =>
  profile.caFiles?.length
    ? profile.caFiles.flatMap(readCertificates)
    : (rootsOf(profile) ?? rootCertificates).map(pem => new X509Certificate(pem));

function rootsOf(profile: TlsProfile): readonly string[] | undefined {
  if (profile.roots !== "system") return profile.roots === "bundled" ? rootCertificates : undefined;
  const get = (tls as { getCACertificates?: (kind: string) => string[] }).getCACertificates;
  if (!get)
    throw new RpcError(
      failure(
        "bad-file",
        "FAILED_PRECONDITION",
        "this Node cannot read the system's certificates; use roots: bundled or files",
        { file: "roots" },
      ),
    );
  return [...new Set([...get("default"), ...get("system")])];
}

interface ClientOptions {
  readonly options?: {
    readonly cert?: string;
    readonly key?: string | Buffer;
    readonly pfx?: Buffer;
    readonly passphrase?: string;
  };
  readonly certificate?: X509Certificate | undefined;
}

function clientOptions(profile: TlsProfile): ClientOptions {
  const { certFile, keyFile, pfxFile, passphrase } = profile;
  if (pfxFile) return pfxOptions(pfxFile, passphrase);
  if (!certFile || !keyFile)
    throw new RpcError(
      failure("bad-file", "FAILED_PRECONDITION", "mode mtls needs certFile and keyFile, or pfxFile", {
        file: certFile ?? keyFile ?? "certFile",
      }),
    );
  const chain = readCertificates(certFile);
  const key = readPrivateKey(keyFile, passphrase);
  const certificate = chain[0] as X509Certificate;
  if (!certificate.checkPrivateKey(key))
    throw new RpcError(
      failure("key-mismatch", "FAILED_PRECONDITION", "the key does not belong to the certificate", {
        key: keyFile,
        cert: certFile,
      }),
    );
  if (Date.parse(certificate.validTo) < Date.now())
    throw new RpcError(
      failure("client-certificate-expired", "FAILED_PRECONDITION", "the client certificate has expired", {
        subject: oneLine(certificate.subject),
        validTo: new Date(certificate.validTo).toISOString(),
      }),
    );
  return {
    certificate,
    options: {
      cert: chain.map(c => c.toString()).join("\n"),
      key: key.export({ type: "pkcs8", format: "pem" }) as string,
    },
  };
}

function pfxOptions(file: string, passphrase: string | undefined): ClientOptions {
  const pfx = readBytes(file);
  const options = passphrase === undefined ? { pfx } : { pfx, passphrase };
  try {
    createSecureContext(options);
    return { options };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_CRYPTO_UNSUPPORTED_OPERATION")
      throw new RpcError(failure("pfx-encryption", "FAILED_PRECONDITION", message, { file }));
    const kind = /mac verify/i.test(message)
      ? passphrase === undefined
        ? "passphrase-needed"
        : "passphrase-wrong"
      : "bad-file";
    throw new RpcError(
      failure(kind, "FAILED_PRECONDITION", kind === "bad-file" ? "holds no PKCS#12 data" : message, { file }),
    );
  }
}

/** Whether a chain ends in one of the profile's own authorities; an editor may have widened what the library trusts. */
export function endsInAuthority(
  certificate: tls.DetailedPeerCertificate,
  authorities: readonly X509Certificate[],
): boolean {
  const known = new Set(authorities.map(a => a.fingerprint256));
  let at: tls.DetailedPeerCertificate | undefined = certificate;
  const seen = new Set<string>();
  while (at?.raw && !seen.has(at.fingerprint256)) {
    if (known.has(at.fingerprint256)) return true;
    const x = new X509Certificate(at.raw);
    if (authorities.some(a => x.checkIssued(a) && x.verify(a.publicKey))) return true;
    seen.add(at.fingerprint256);
    at = at.issuerCertificate;
  }
  return false;
}
