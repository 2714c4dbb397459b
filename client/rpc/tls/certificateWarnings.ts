/**
 * What is odd about the certificates of a connection though it works: it will fail soon, or with the next server. Shown beside the result
 * of a call.
 */
import { basename } from "node:path";
import type { X509Certificate } from "node:crypto";
import type { TlsFacts } from "../call.ts";
import { fillWording, type Wording } from "../wording.ts";
import type { Language } from "../../../server/src/shared/language.ts";
import { oneLine } from "./certificateFiles.ts";
import { DAY_MS, SOON_DAYS } from "./expiry.ts";

/** A plain value; the wording is that of `warningText`. */
export interface ConnectionWarning {
  readonly code: WarningCode;
  readonly args: readonly string[];
}

const wordings = {
  "client-expires": {
    en: "the client certificate {0} ({1}) expires on {2}, in {3} days; get a new one from its issuer",
    ko: "클라이언트 인증서 {0}({1})이(가) {3}일 뒤인 {2}에 만료됩니다. 발급자에게 새 인증서를 받으세요",
  },
  "client-usage": {
    en: "the client certificate {0} ({1}) is not made for clients: its extended key usage lacks clientAuth, and many servers refuse it",
    ko: "클라이언트 인증서 {0}({1})은(는) 클라이언트용이 아닙니다. 확장 키 사용에 clientAuth가 없어 많은 서버가 거부합니다",
  },
  "server-expires": {
    en: "the server's certificate {0} expires on {1}, in {2} days",
    ko: "서버 인증서 {0}이(가) {2}일 뒤인 {1}에 만료됩니다",
  },
  "server-names": {
    en: "the server's certificate {0} has no subject alternative names; clients that do not go by the common name refuse it",
    ko: "서버 인증서 {0}에 주체 대체 이름(SAN)이 없습니다. 일반 이름(CN)을 보지 않는 클라이언트는 거부합니다",
  },
} as const satisfies Readonly<Record<string, Wording>>;

type WarningCode = keyof typeof wordings;

export const warningText = ({ code, args }: ConnectionWarning, language: Language): string =>
  fillWording(wordings[code], args, language);

const CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
/** RFC 5280, section 4.2.1.12: any purpose. */
const ANY_USAGE = "2.5.29.37.0";

/** `file`: where the certificate comes from. */
export function clientWarnings(certificate: X509Certificate, file: string, now = Date.now()): ConnectionWarning[] {
  const warnings: ConnectionWarning[] = [];
  const [name, subject] = [basename(file), oneLine(certificate.subject)];
  const days = daysUntil(certificate.validTo, now);
  if (days < SOON_DAYS)
    warnings.push({ code: "client-expires", args: [name, subject, day(certificate.validTo), String(days)] });
  const usages: readonly string[] = certificate.keyUsage ?? [];
  if (usages.length > 0 && !usages.includes(CLIENT_AUTH) && !usages.includes(ANY_USAGE))
    warnings.push({ code: "client-usage", args: [name, subject] });
  return warnings;
}

export function serverWarnings(tls: TlsFacts, now = Date.now()): ConnectionWarning[] {
  const { peerSubject = "", peerValidTo, peerAltNames } = tls;
  // Without a certificate nothing is known of it.
  if (peerValidTo === undefined) return [];
  const warnings: ConnectionWarning[] = [];
  const days = daysUntil(peerValidTo, now);
  if (days < SOON_DAYS)
    warnings.push({ code: "server-expires", args: [peerSubject, day(peerValidTo), String(days)] });
  if (peerAltNames === undefined) warnings.push({ code: "server-names", args: [peerSubject] });
  return warnings;
}

const daysUntil = (time: string, now: number): number => Math.floor((Date.parse(time) - now) / DAY_MS);

const day = (time: string): string => new Date(time).toISOString().slice(0, 10);
