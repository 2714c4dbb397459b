/** A profile's files → what the TLS library wants. Made anew for each set of credentials: contexts that are shared mix up verification. */
import { X509Certificate } from "node:crypto";
import {
  checkServerIdentity,
  createSecureContext,
  type DetailedPeerCertificate,
  type PeerCertificate,
  rootCertificates,
  type SecureContext,
} from "node:tls";
import type { TlsProfile } from "../call.ts";
import { failure, RpcError } from "../errors.ts";
import { clientWarnings, type ConnectionWarning } from "./certificateWarnings.ts";
import { systemRoots } from "./systemRoots.ts";
import { oneLine, readBytes, readCertificates, readPrivateKey } from "./certificateFiles.ts";

export interface Credentials {
  readonly context: SecureContext;
  /** All that may vouch for the server, to be checked beside the library; absent where the library's own list counts. */
  readonly authorities: readonly X509Certificate[] | undefined;
  readonly clientCertificate: X509Certificate | undefined;
  /** What is odd about the client's certificate. */
  readonly warnings: readonly ConnectionWarning[];
  readonly skipVerify: boolean;
}

/** Reads and judges all files of a profile. Throws `RpcError`; nothing is dialed then. `server only` leaves the client's certificate out. */
export function loadCredentials(profile: TlsProfile, sides: "both" | "server only" = "both"): Credentials {
  const given = profile.caFiles?.length ? profile.caFiles.flatMap(readCertificates) : undefined;
  if (profile.roots === "files" && !given)
    throw new RpcError(
      failure(
        "bad-file",
        "FAILED_PRECONDITION",
        {
          en: "roots is files, but no file is given",
          ko: "roots가 files인데 지정한 파일이 없습니다",
        },
        { file: "caFiles" },
      ),
    );
  const client = sides === "both" && profile.mode === "mtls" ? clientOptions(profile) : undefined;
  // An authority inside of a PKCS#12 file would be trusted too, though nobody asked for that.
  const authorities = given ?? (client?.options.pfx ? trustedRoots(profile) : undefined);
  const ca = given?.map(String) ?? rootsOf(profile);
  const context = createSecureContext({
    minVersion: profile.minVersion ?? "TLSv1.2",
    ...(profile.maxVersion ? { maxVersion: profile.maxVersion } : {}),
    ...(ca ? { ca: [...ca] } : {}),
    ...client?.options,
  });
  const file = profile.pfxFile ?? profile.certFile ?? "";
  return {
    context,
    authorities,
    clientCertificate: client?.certificate,
    warnings: client ? clientWarnings(client.certificate, file) : [],
    skipVerify: profile.skipVerify ?? false,
  };
}

/** All authorities that a profile trusts. Reading the public ones takes tens of milliseconds. */
export const trustedRoots = (profile: TlsProfile): readonly X509Certificate[] =>
  profile.caFiles?.length
    ? profile.caFiles.flatMap(readCertificates)
    : (rootsOf(profile) ?? rootCertificates).map(pem => new X509Certificate(pem));

function rootsOf({ roots }: TlsProfile): readonly string[] | undefined {
  if (roots === "system") return [...new Set([...rootCertificates, ...systemRoots()])];
  return roots === "bundled" ? rootCertificates : undefined;
}

interface ClientOptions {
  readonly options: {
    readonly cert?: string;
    readonly key?: string;
    readonly pfx?: Buffer;
    readonly passphrase?: string;
  };
  readonly certificate: X509Certificate;
}

function clientOptions(profile: TlsProfile): ClientOptions {
  const { certFile, keyFile, pfxFile, passphrase } = profile;
  if (pfxFile) return pfxOptions(pfxFile, passphrase);
  if (!certFile || !keyFile)
    throw new RpcError(
      failure(
        "bad-file",
        "FAILED_PRECONDITION",
        {
          en: "mode mtls needs certFile and keyFile, or pfxFile",
          ko: "mode가 mtls이면 certFile과 keyFile, 또는 pfxFile이 필요합니다",
        },
        {
          file: certFile ?? keyFile ?? "certFile",
        },
      ),
    );
  const chain = readCertificates(certFile);
  const key = readPrivateKey(keyFile, passphrase);
  const certificate = chain[0] as X509Certificate;
  if (!certificate.checkPrivateKey(key))
    throw new RpcError(
      failure(
        "key-mismatch",
        "FAILED_PRECONDITION",
        {
          en: "the key does not belong to the certificate",
          ko: "인증서의 키가 아닙니다",
        },
        {
          key: keyFile,
          cert: certFile,
        },
      ),
    );
  judgeDates(certificate, certFile);
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
    const { context } = createSecureContext(options);
    // Node reads PKCS#12 but tells what is in it in this way alone.
    const der = (context as { getCertificate?: () => Buffer | null }).getCertificate?.();
    if (!der) throw new Error("no certificate");
    const certificate = new X509Certificate(der);
    judgeDates(certificate, file);
    return { options, certificate };
  } catch (error) {
    if (error instanceof RpcError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_CRYPTO_UNSUPPORTED_OPERATION")
      throw new RpcError(failure("pfx-encryption", "FAILED_PRECONDITION", message, { file }));
    const kind = /mac verify/i.test(message)
      ? passphrase === undefined
        ? "passphrase-needed"
        : "passphrase-wrong"
      : "bad-file";
    throw new RpcError(
      failure(
        kind,
        "FAILED_PRECONDITION",
        kind === "bad-file" ? { en: "holds no certificate in PKCS#12", ko: "PKCS#12 인증서가 없습니다" } : message,
        {
          file,
        },
      ),
    );
  }
}

function judgeDates(certificate: X509Certificate, file: string): void {
  const [validFrom, validTo] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (validTo.getTime() < Date.now())
    throw new RpcError(
      failure(
        "client-certificate-expired",
        "FAILED_PRECONDITION",
        {
          en: "the client certificate has expired",
          ko: "클라이언트 인증서가 만료되었습니다",
        },
        {
          subject: oneLine(certificate.subject),
          validTo: validTo.toISOString(),
        },
      ),
    );
  if (validFrom.getTime() > Date.now())
    throw new RpcError(
      failure(
        "bad-file",
        "FAILED_PRECONDITION",
        {
          en: `this certificate is valid only from ${validFrom.toISOString()}`,
          ko: `이 인증서는 ${validFrom.toISOString()}부터 유효합니다`,
        },
        {
          file,
        },
      ),
    );
}

/** The verdict on a server's certificate beside the library's own; undefined where it is good. `name`: what it has to be for. */
export function judgeServer(
  { authorities, skipVerify }: Credentials,
  name: string,
  certificate: PeerCertificate,
): Error | undefined {
  if (skipVerify) return undefined;
  const wrong = checkServerIdentity(name, certificate);
  if (wrong) return wrong;
  if (!authorities || endsInAuthority(certificate as DetailedPeerCertificate, authorities)) return undefined;
  return new RpcError(
    failure("wrong-ca", "UNAVAILABLE", {
      en: "the chain ends in no authority of this profile",
      ko: "인증서 체인의 끝이 이 프로필의 인증 기관이 아닙니다",
    }),
  );
}

/** Whether a chain ends in one of the profile's own authorities; an editor may have widened what the library trusts. */
export function endsInAuthority(
  certificate: DetailedPeerCertificate,
  authorities: readonly X509Certificate[],
): boolean {
  const known = new Set(authorities.map(a => a.fingerprint256));
  let at: DetailedPeerCertificate | undefined = certificate;
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
