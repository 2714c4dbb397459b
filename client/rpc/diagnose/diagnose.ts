/**
 * Why a connection did not come about, found out by looking: a TLS handshake and the start of plain HTTP/2, side by side. Neither sends
 * metadata or a body, and the client's certificate goes only to a server whose own was verified.
 */
import type { X509Certificate } from "node:crypto";
import type { Connection } from "../call.ts";
import { type FailureKind, failure, RpcError, type RpcFailure } from "../errors.ts";
import { usagesOf } from "../inspect/certificateFacts.ts";
import { type Observation, observe } from "../inspect/observe.ts";
import type { WireMessage } from "../inspect/readHandshake.ts";
import { alertName } from "../inspect/tlsNames.ts";
import type { Target } from "../target.ts";
import { oneLine } from "../tls/certificateFiles.ts";
import { loadCredentials } from "../tls/secureContext.ts";
import type { Dialed } from "../transport/dial.ts";
import { certificateFailure } from "./certificateFailure.ts";
import { isHttp1, isSettings, type PlainAnswer, probePlain } from "./probe.ts";
import type { Said } from "../../../server/src/shared/language.ts";

export type Fail = (kind: FailureKind, message: Said, more?: Readonly<Record<string, string>>) => RpcFailure;

/** A server that was silent for a TLS hello is given this long to answer without TLS. */
const PLAIN_MS = 700;

/** `ms`: limit of each step. */
export async function diagnose(target: Target, connection: Connection, ms: number): Promise<RpcFailure> {
  try {
    return await look(target, connection, ms);
  } catch (error) {
    if (error instanceof RpcError) return error.failure;
    throw error;
  }
}

async function look(target: Target, { tls, channel }: Connection, ms: number): Promise<RpcFailure> {
  const proxy = channel?.proxy;
  const fail = failing(target, proxy);
  const options = { serverName: tls.serverName, proxy, ms, exchange: "ping" } as const;
  const anonymous = loadCredentials({ ...tls, mode: "tls" }, "server only");
  const seeTls = (): Promise<Observation> => observe(target, { ...options, credentials: anonymous });
  if (tls.mode === "plaintext") {
    const [secure, plain] = await Promise.all([seeTls(), probePlain(target, proxy, ms)]);
    return ofPlaintext(secure, plain, fail);
  }
  const secure = await seeTls();
  if (!secure.tcp.ok) return dialFailure(secure.tcp, fail);
  if (!secure.messages.some(m => m.type === "serverHello")) {
    // Not side by side: some servers take one connection after the other.
    const plain = await probePlain(target, proxy, Math.min(ms, PLAIN_MS));
    return plain.connected ? noHandshake(secure, plain, fail) : dialFailure(plain.dialed, fail);
  }
  const judged = certificateFailure(target, tls, secure, anonymous, fail);
  if (judged && !tls.skipVerify) return judged;
  if (tls.mode !== "mtls") return afterHandshake(secure, undefined, fail);
  const credentials = loadCredentials(tls);
  return afterHandshake(await observe(target, { ...options, credentials }), credentials.clientCertificate, fail);
}

/** What a look at the port shows, where neither the system nor TLS has words for it. */
const seen = {
  refused: { en: "connection refused", ko: "연결이 거부되었습니다" },
  noAddress: { en: "the name has no address", ko: "이름에 주소가 없습니다" },
  http1: { en: "HTTP/1.1 answers", ko: "HTTP/1.1로 응답합니다" },
  http2: { en: "HTTP/2 answers", ko: "HTTP/2로 응답합니다" },
  notHttp2: { en: "what answers is no HTTP/2", ko: "응답이 HTTP/2가 아닙니다" },
  noBytes: { en: "no bytes came", ko: "아무 바이트도 오지 않았습니다" },
  closed: { en: "closed", ko: "연결이 닫혔습니다" },
  http2Plain: { en: "HTTP/2 without TLS answers", ko: "TLS 없이 HTTP/2로 응답합니다" },
  http1Plain: { en: "HTTP/1.1 without TLS answers", ko: "TLS 없이 HTTP/1.1로 응답합니다" },
  neither: { en: "what answers is neither TLS nor HTTP", ko: "응답이 TLS도 HTTP도 아닙니다" },
  noHello: { en: "no answer to the TLS hello", ko: "TLS hello에 응답이 없습니다" },
  closedInHandshake: { en: "closed during the handshake", ko: "핸드셰이크 중에 연결이 닫혔습니다" },
  closedSilently: { en: "closed without a word", ko: "아무 말 없이 연결이 닫혔습니다" },
  http2Tls: { en: "HTTP/2 answers over TLS", ko: "TLS 위에서 HTTP/2로 응답합니다" },
  http1Tls: { en: "HTTP/1.1 answers over TLS", ko: "TLS 위에서 HTTP/1.1로 응답합니다" },
  notHttp2Tls: { en: "what answers over TLS is no HTTP/2", ko: "TLS 위의 응답이 HTTP/2가 아닙니다" },
  noSettings: {
    en: "no HTTP/2 settings came after the handshake",
    ko: "핸드셰이크 뒤에 HTTP/2 설정이 오지 않았습니다",
  },
  closedAfterHandshake: { en: "closed after the handshake", ko: "핸드셰이크 뒤에 연결이 닫혔습니다" },
  noProtocol: { en: "no protocol was agreed on", ko: "합의된 프로토콜이 없습니다" },
} as const;

function ofPlaintext(secure: Observation, plain: PlainAnswer, fail: Fail): RpcFailure {
  if (!plain.connected) return dialFailure(plain.dialed, fail);
  const hello = secure.messages.find(m => m.type === "serverHello");
  if (!hello) return spoken(plain, fail);
  const subject = certificateSubject(secure);
  return fail(
    "server-tls",
    { en: `${hello.version} answers`, ko: `${hello.version}(으)로 응답합니다` },
    { version: hello.version, subject },
  );
}

const failing =
  (target: Target, proxy: string | undefined): Fail =>
  (kind, message, more = {}) =>
    failure(kind, "UNAVAILABLE", message, {
      address: target.shown,
      host: target.host ?? "",
      ...(proxy ? { proxy } : {}),
      ...more,
    });

function dialFailure({ error, message, at }: Dialed & { ok: false }, fail: Fail): RpcFailure {
  if (at === "proxy") return fail("proxy", error || message);
  switch (error) {
    case "ECONNREFUSED":
      return fail("refused", seen.refused);
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return fail("dns", seen.noAddress);
    case "ENOENT":
    case "EACCES":
      return fail("socket-missing", error);
    case "ECONNRESET":
      return fail("closed", error);
    default:
      return fail("unreachable", message);
  }
}

/** What plain bytes say. */
function spoken(plain: PlainAnswer & { connected: true }, fail: Fail): RpcFailure {
  const { firstBytes, end } = plain;
  if (isHttp1(firstBytes)) return fail("http1", seen.http1);
  if (isSettings(firstBytes)) return fail("answers-now", seen.http2);
  if (firstBytes) return fail("not-grpc", seen.notHttp2);
  if (end === "silent") return fail("silent", seen.noBytes);
  return fail("closed", typeof end === "object" ? end.error : seen.closed);
}

const serverAlert = (messages: readonly WireMessage[]): number | undefined =>
  messages.filter(m => m.type === "alert").findLast(m => m.from === "server" && m.alert !== 0)?.alert;

/** The server did not answer the ClientHello with a ServerHello. */
function noHandshake(secure: Observation, plain: PlainAnswer & { connected: true }, fail: Fail): RpcFailure {
  const alert = serverAlert(secure.messages);
  if (alert === 120) return fail("no-alpn", alertText(alert));
  if (alert === 70) return fail("tls-version", alertText(alert));
  if (alert === 112) return fail("unrecognized-name", alertText(alert));
  if (alert === 40) return fail("no-shared-cipher", alertText(alert));
  if (alert !== undefined) return fail("handshake", alertText(alert));
  if (isSettings(plain.firstBytes)) return fail("server-plaintext", seen.http2Plain);
  const foreign = secure.messages.find(m => m.type === "notTls")?.head;
  if (isHttp1(foreign) || isHttp1(plain.firstBytes)) return fail("http1", seen.http1Plain);
  if (foreign) return fail("not-grpc", seen.neither);
  if (secure.timedOut) return fail("silent", seen.noHello);
  return fail("closed", secure.error?.code || seen.closedInHandshake);
}

const certificateSubject = ({ secured }: Observation): string => oneLine(secured?.path[0]?.subject ?? "") || "–";

const alertText = (alert: number): string => `alert ${alert}: ${alertName(alert).replaceAll("_", " ")}`;

/** The server's certificate is fine: what it says of the client's, and of HTTP/2. */
function afterHandshake(observed: Observation, client: X509Certificate | undefined, fail: Fail): RpcFailure {
  const { messages, secured, http2 } = observed;
  const alert = serverAlert(messages);
  if (messages.some(m => m.type === "certificateRequest") && !http2.settings) {
    const why = alert === undefined ? seen.closedSilently : alertText(alert);
    if (alert !== undefined || observed.error || messages.some(m => m.type === "end"))
      return clientCertificateFailure(messages, client, why, alert, fail);
  }
  if (alert === 40 && !secured) return fail("no-shared-cipher", alertText(alert));
  if (alert !== undefined) return fail("handshake", alertText(alert));
  if (!secured) return fail("closed", observed.error?.code || seen.closedInHandshake);
  if (http2.settings) return fail("answers-now", seen.http2Tls);
  const data = messages.filter(m => m.type === "data").find(m => m.from === "server");
  if (isHttp1(data?.bytes)) return fail("http1", seen.http1Tls);
  // Under TLS 1.2 only the library has read what came.
  if (observed.error?.code === "ERR_HTTP2_ERROR") return fail("http1", seen.notHttp2Tls);
  if (http2.timedOut) return fail("silent", seen.noSettings);
  return secured.alpn === "h2" ? fail("closed", seen.closedAfterHandshake) : fail("no-alpn", seen.noProtocol);
}

function clientCertificateFailure(
  messages: readonly WireMessage[],
  client: X509Certificate | undefined,
  message: Said,
  alert: number | undefined,
  fail: Fail,
): RpcFailure {
  const accepted = messages.find(m => m.type === "certificateRequest")?.issuers ?? [];
  const issuers = accepted.length > 0 ? accepted.join("; ") : "–";
  if (!client) return fail("client-certificate-required", message, { issuers });
  const usages = usagesOf(client).join(", ") || "–";
  return fail(alert === 45 ? "client-certificate-expired" : "client-certificate-refused", message, {
    issuers,
    usages,
    subject: oneLine(client.subject),
    issuer: oneLine(client.issuer),
    validTo: new Date(client.validTo).toISOString(),
  });
}

/** Some servers finish the handshake and refuse the client's certificate by HTTP status 400. Undefined where it is about something else. */
export async function diagnoseHttp400(target: Target, { tls, channel }: Connection): Promise<RpcFailure | undefined> {
  const fail = failing(target, channel?.proxy);
  const credentials = loadCredentials({ ...tls, mode: "tls" }, "server only");
  const options = { serverName: tls.serverName, proxy: channel?.proxy, ms: 3000, exchange: "ping" } as const;
  const { messages } = await observe(target, { ...options, credentials });
  if (!messages.some(m => m.type === "certificateRequest")) return undefined;
  const client = tls.mode === "mtls" ? loadCredentials(tls).clientCertificate : undefined;
  return clientCertificateFailure(messages, client, { en: "HTTP status 400", ko: "HTTP 상태 400" }, undefined, fail);
}
