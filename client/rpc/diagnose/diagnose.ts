/**
 * Why a connection did not come about, found out by looking: a TLS hello and the start of plain HTTP/2, side by side. Neither sends
 * metadata or a body, and the client's certificate goes only to a server whose own was verified.
 */
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { X509Certificate } from "node:crypto";
import type { TlsProfile } from "../call.ts";
import { type FailureKind, failure, RpcError, type RpcFailure } from "../errors.ts";
import type { Target } from "../target.ts";
import { oneLine } from "../tls/certificateFiles.ts";
import { endsInAuthority, loadCredentials } from "../tls/secureContext.ts";
import { type PortAnswer, probePlain, probeTls, type TlsAnswer } from "./probe.ts";

export async function diagnose(target: Target, profile: TlsProfile, ms: number): Promise<RpcFailure> {
  try {
    return await look(target, profile, ms);
  } catch (error) {
    if (error instanceof RpcError) return error.failure;
    throw error;
  }
}

async function look(target: Target, profile: TlsProfile, ms: number): Promise<RpcFailure> {
  const facts = { address: target.shown, host: target.host ?? "" };
  const fail = (kind: FailureKind, message: string, more: Readonly<Record<string, string>> = {}): RpcFailure =>
    failure(kind, "UNAVAILABLE", message, { ...facts, ...more });
  const anonymous = loadCredentials({ ...profile, mode: "tls" }, false);
  const [tls, plain] = await Promise.all([
    probeTls(target, anonymous, profile.serverName, ms),
    probePlain(target, ms),
  ]);
  const unreachable = tcpFailure(plain.connected ? tls : plain, fail);
  if (!plain.connected && unreachable) return unreachable;
  if (profile.mode === "plaintext") {
    if (tls.secure) return fail("server-tls", `TLS ${tls.version ?? ""} answers`);
    return spoken(plain, fail);
  }
  if (!tls.secure) return noHandshake(tls, plain, fail);
  const judged = certificateFailure(target, profile, tls, anonymous.authorities, fail);
  if (judged && !profile.skipVerify) return judged;
  const withClient = profile.mode === "mtls" ? loadCredentials(profile) : undefined;
  const second = withClient ? await probeTls(target, withClient, profile.serverName, ms) : tls;
  return afterHandshake(second, withClient?.clientCertificate, fail);
}

type Fail = (kind: FailureKind, message: string, more?: Readonly<Record<string, string>>) => RpcFailure;

function tcpFailure(answer: PortAnswer, fail: Fail): RpcFailure | undefined {
  switch (answer.error) {
    case "ECONNREFUSED":
      return fail("refused", "connection refused");
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return fail("dns", "the name has no address");
    case "ENOENT":
    case "EACCES":
      return fail("socket-missing", answer.error);
    case undefined:
      return answer.connected ? undefined : fail("unreachable", "no answer");
    default:
      return answer.connected ? undefined : fail("unreachable", answer.message ?? answer.error);
  }
}

/** What plain bytes say. */
function spoken(plain: PortAnswer, fail: Fail): RpcFailure {
  const bytes = plain.firstBytes;
  if (bytes?.toString("latin1").startsWith("HTTP/")) return fail("http1", "HTTP/1.1 answers");
  // Type 4 at the fourth byte of a frame: SETTINGS. It does speak HTTP/2, now at least.
  if (bytes && bytes[3] === 4) return fail("closed", "the connection was lost and answers again");
  if (bytes) return fail("not-grpc", "what answers is no HTTP/2");
  return plain.closed ? fail("closed", plain.error ?? "closed") : fail("silent", "no bytes came");
}

function noHandshake(tls: TlsAnswer, plain: PortAnswer, fail: Fail): RpcFailure {
  const bytes = plain.firstBytes;
  if (bytes && bytes[3] === 4) return fail("server-plaintext", "HTTP/2 without TLS answers");
  if (bytes?.toString("latin1").startsWith("HTTP/")) {
    if (/WRONG_VERSION|wrong version/i.test(`${tls.error} ${tls.message}`))
      return fail("http1", "HTTP/1.1 without TLS answers");
  }
  const alert = alertOf(tls.message ?? "");
  if (alert === 120) return fail("no-alpn", "alert 120: no application protocol");
  if (alert === 70 || /PROTOCOL_VERSION|unsupported protocol/i.test(`${tls.error} ${tls.message}`))
    return fail("tls-version", "alert 70: protocol version");
  if (alert !== undefined) return byAlert(alert, undefined, fail);
  if (tls.closed) return fail("closed", tls.error ?? "closed during the handshake");
  return fail("silent", "no answer to the TLS hello");
}

function certificateFailure(
  target: Target,
  profile: TlsProfile,
  tls: TlsAnswer,
  authorities: readonly X509Certificate[] | undefined,
  fail: Fail,
): RpcFailure | undefined {
  const certificate = tls.certificate;
  if (!certificate?.raw) return undefined;
  const x = new X509Certificate(certificate.raw);
  const more = {
    subject: oneLine(x.subject),
    issuer: oneLine(x.issuer),
    names: (x.subjectAltName ?? oneLine(x.subject)).replaceAll(/(DNS|IP Address):/g, ""),
    validFrom: new Date(x.validFrom).toISOString(),
    validTo: new Date(x.validTo).toISOString(),
    now: new Date().toISOString(),
    fingerprint: x.fingerprint256,
  };
  const kinds: Readonly<Record<string, FailureKind>> = {
    CERT_HAS_EXPIRED: "expired",
    CERT_NOT_YET_VALID: "not-yet-valid",
    DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed",
    SELF_SIGNED_CERT_IN_CHAIN: "untrusted-root",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrusted",
    UNABLE_TO_GET_ISSUER_CERT: "untrusted",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "untrusted",
  };
  const name = profile.serverName ?? target.host ?? "localhost";
  if (tls.untrusted && tls.untrusted !== "ERR_TLS_CERT_ALTNAME_INVALID") {
    const kind = kinds[tls.untrusted] ?? "untrusted";
    return { ...fail(kind, tls.untrusted, { ...more, host: name }), certificate: trustAnchor(certificate) };
  }
  if (checkServerIdentity(name, certificate))
    return fail("name-mismatch", "the names differ", { ...more, host: name });
  if (authorities && !endsInAuthority(certificate as never, authorities))
    return fail("wrong-ca", "another authority", more);
  return undefined;
}

/** The last certificate that the server sent, in PEM: the root, or the self-signed certificate itself. */
function trustAnchor(certificate: PeerCertificate): string {
  let at = certificate as PeerCertificate & { issuerCertificate?: PeerCertificate };
  const seen = new Set<string>();
  while (at.issuerCertificate?.raw && !seen.has(at.fingerprint256)) {
    seen.add(at.fingerprint256);
    if (at.issuerCertificate.fingerprint256 === at.fingerprint256) break;
    at = at.issuerCertificate;
  }
  return new X509Certificate(at.raw).toString();
}

/** The server's certificate is fine: what it says of the client's, and of HTTP/2. */
function afterHandshake(tls: TlsAnswer, client: X509Certificate | undefined, fail: Fail): RpcFailure {
  const alert = alertOf(tls.message ?? "");
  if (alert !== undefined) return byAlert(alert, client, fail);
  if (!tls.secure) return fail("closed", tls.error ?? "closed during the handshake");
  const bytes = tls.firstBytes;
  if (bytes?.toString("latin1").startsWith("HTTP/")) return fail("http1", "HTTP/1.1 answers over TLS");
  if (!bytes && tls.closed) {
    // Some servers close without an alert when they do not like the client's certificate, or miss it.
    return client
      ? refused(client, "closed right after the handshake", fail)
      : fail("client-certificate-required", "closed right after the handshake");
  }
  if (!bytes) return fail(tls.alpn === "h2" ? "silent" : "no-alpn", "no HTTP/2 settings came");
  return fail("closed", "the connection was lost and answers again");
}

function byAlert(alert: number, client: X509Certificate | undefined, fail: Fail): RpcFailure {
  if (alert === 116 || (alert === 42 && !client)) return fail("client-certificate-required", `alert ${alert}`);
  if (alert === 45 && client)
    return refused(client, "alert 45: certificate expired", fail, "client-certificate-expired");
  if ([42, 43, 44, 46, 48, 49].includes(alert) && client) return refused(client, `alert ${alert}`, fail);
  if (alert === 40 && !client) return fail("handshake", "alert 40: handshake failure");
  return fail("handshake", `alert ${alert}`);
}

function refused(
  client: X509Certificate,
  message: string,
  fail: Fail,
  kind: FailureKind = "client-certificate-refused",
): RpcFailure {
  return fail(kind, message, {
    subject: oneLine(client.subject),
    issuer: oneLine(client.issuer),
    validTo: new Date(client.validTo).toISOString(),
  });
}

/** The number of a TLS alert, which every library writes the same. */
function alertOf(message: string): number | undefined {
  const number = /alert number (\d+)/i.exec(message)?.[1];
  return number === undefined ? undefined : Number(number);
}
