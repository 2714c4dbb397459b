/** An inspection as lines of text, in English and Korean. */
import { failureText } from "../failureText.ts";
import { fillWording, type Wording } from "../wording.ts";
import { type Language, saidIn } from "../../../server/src/shared/language.ts";
import type { CertificateFacts } from "./certificateFacts.ts";
import type { Inspection, InspectionStep } from "./inspection.ts";
import { SOON_DAYS } from "../tls/expiry.ts";

const titles: Readonly<Record<InspectionStep["kind"], Wording>> = {
  connect: { en: "TCP connection", ko: "TCP 연결" },
  "client-hello": { en: "ClientHello", ko: "ClientHello" },
  "server-hello": { en: "ServerHello", ko: "ServerHello" },
  alpn: { en: "ALPN", ko: "ALPN" },
  "server-certificate": { en: "server presents its certificate", ko: "서버가 인증서를 제시" },
  "certificate-request": { en: "server asks for a client certificate", ko: "서버가 클라이언트 인증서를 요청" },
  "verify-server": { en: "client verifies the server", ko: "클라이언트가 서버를 검증" },
  "client-certificate": { en: "client presents its certificate", ko: "클라이언트가 인증서를 제시" },
  "verify-client": { en: "server verifies the client", ko: "서버가 클라이언트를 검증" },
  finished: { en: "handshake done", ko: "핸드셰이크 완료" },
  exchange: { en: "exchange", ko: "데이터 교환" },
};

const words = {
  connected: { en: "{0} → {1} in {2} ms", ko: "{0} → {1}, {2} ms" },
  socket: { en: "{0} in {1} ms", ko: "{0}, {1} ms" },
  offered: {
    en: "offers {0}, {1} cipher suites, ALPN {2}, SNI {3}",
    ko: "{0}, 암호 스위트 {1}개, ALPN {2}, SNI {3} 제안",
  },
  none: { en: "none", ko: "없음" },
  chosen: { en: "{0}, {1}", ko: "{0}, {1}" },
  keyExchange: { en: "key exchange {0}", ko: "키 교환 {0}" },
  retried: { en: "after another key exchange was asked for", ko: "다른 키 교환을 요청한 뒤" },
  protocol: { en: "the server chose {0}", ko: "서버가 {0}을(를) 선택" },
  noProtocol: {
    en: "the server chose none; it may not speak HTTP/2",
    ko: "서버가 선택하지 않음. HTTP/2를 지원하지 않을 수 있음",
  },
  certificates: { en: "{0} in the chain", ko: "체인에 {0}개" },
  noCertificate: { en: "none came", ko: "받지 못함" },
  asks: { en: "yes; it accepts {0}", ko: "예. {0}의 인증서를 받음" },
  asksAny: { en: "yes; it does not say whose it accepts", ko: "예. 어느 발급자의 것을 받는지는 밝히지 않음" },
  asksNot: { en: "no: only the server proves who it is", ko: "아니요. 서버만 신원을 증명" },
  trusted: { en: "trusted: {0}; the name {1} matches", ko: "신뢰함: {0}. 이름 {1} 일치" },
  chainError: { en: "the chain is not trusted ({0})", ko: "체인을 신뢰할 수 없음({0})" },
  otherName: { en: "the certificate is not for {0}", ko: "{0}의 인증서가 아님" },
  skipped: { en: "ACCEPTED ALL THE SAME: verification is turned off", ko: "그래도 허용함: 검증이 꺼져 있음" },
  sent: { en: "{0} in the chain", ko: "체인에 {0}개" },
  clientNone: { en: "none: the profile has none", ko: "없음. 프로필에 인증서가 없음" },
  "not-asked": { en: "not sent: the server did not ask", ko: "보내지 않음. 서버가 요청하지 않음" },
  withheld: { en: "not sent: the server was not verified", ko: "보내지 않음. 서버를 검증하지 못함" },
  unsuitable: {
    en: "none, although the profile has one: its kind or issuer is not what the server asks for",
    ko: "없음. 프로필의 인증서는 서버가 요청한 종류나 발급자가 아님",
  },
  unknown: { en: "sent, but this system cannot read it back", ko: "보냈지만 이 시스템에서 다시 읽을 수 없음" },
  accepted: { en: "accepted; HTTP/2 answers a ping in {0} ms", ko: "받아들임. HTTP/2 ping 응답 {0} ms" },
  acceptedNot: { en: "not accepted: {0}", ko: "거부함: {0}" },
  done: { en: "after {0} ms, {1} session tickets", ko: "{0} ms 만에, 세션 티켓 {1}개" },
  encrypted: { en: "encrypted", ko: "암호화됨" },
  clear: { en: "NOT encrypted", ko: "암호화되지 않음" },
  answered: { en: "HTTP/2 {0}, health check: status {1}", ko: "HTTP/2 {0}, 상태 확인: status {1}" },
  noGrpc: { en: "no answer of gRPC: {0}", ko: "gRPC 응답이 아님: {0}" },
  valid: { en: "valid {0} to {1}", ko: "유효 기간 {0} ~ {1}" },
  daysLeft: { en: "{0} days left", ko: "{0}일 남음" },
  expiresSoon: { en: "ONLY {0} DAYS LEFT", ko: "{0}일밖에 남지 않음" },
  expired: { en: "EXPIRED {0} DAYS AGO", ko: "{0}일 전에 만료됨" },
  notYet: { en: "NOT YET VALID", ko: "아직 유효하지 않음" },
  noNames: {
    en: "no names but the subject: other clients refuse it",
    ko: "주체 외의 이름이 없음. 다른 클라이언트는 거부함",
  },
  selfSigned: { en: "self-signed", ko: "자체 서명" },
} as const satisfies Readonly<Record<string, Wording>>;

const number = (ms: number): string => ms.toFixed(1);

/** A step as text. */
export interface InspectionRow {
  readonly step: InspectionStep;
  readonly title: string;
  readonly text: string;
  /** Three lines for each certificate. */
  readonly certificates: readonly string[];
}

export function inspectionRows(inspection: Inspection, language: Language): InspectionRow[] {
  const say = (key: keyof typeof words, ...args: string[]): string => fillWording(words[key], args, language);
  return inspection.steps.map(step => ({
    step,
    title: titles[step.kind][language],
    text: stepText(step, say, language),
    certificates: "chain" in step ? step.chain.flatMap(facts => certificateLines(facts, say)) : [],
  }));
}

export function inspectionText(inspection: Inspection, language: Language): string {
  const lines = [`${inspection.ok ? "✔" : "✖"} ${inspection.address}`];
  for (const [index, { step, title, text, certificates }] of inspectionRows(inspection, language).entries()) {
    const mark = "ok" in step ? (step.ok ? "✔" : "✖") : " ";
    lines.push(`${String(index + 1).padStart(2)}. ${mark} ${title}: ${text}`);
    lines.push(...certificates.map(line => `      ${line}`));
  }
  if (inspection.failure) {
    const { title, advice } = failureText(inspection.failure, language);
    lines.push("", title, ...advice.map(line => `  ${line}`));
  }
  return `${lines.join("\n")}\n`;
}

type Say = (key: keyof typeof words, ...args: string[]) => string;

function stepText(step: InspectionStep, say: Say, language: Language): string {
  switch (step.kind) {
    case "connect":
      if (!step.ok) return saidIn(step.reason, language);
      return step.local === ""
        ? say("socket", step.remote, number(step.ms))
        : say("connected", step.local, step.remote, number(step.ms));
    case "client-hello":
      return say(
        "offered",
        step.versions.join(", "),
        String(step.cipherSuites),
        step.alpn.join(", "),
        step.serverName ?? say("none"),
      );
    case "server-hello": {
      if (!step.ok) return saidIn(step.reason, language);
      const more = [step.group && say("keyExchange", step.group), step.isRetried && say("retried")];
      return [say("chosen", step.version, step.cipherSuite), ...more.filter(Boolean)].join(", ");
    }
    case "alpn":
      return step.protocol ? say("protocol", step.protocol) : say("noProtocol");
    case "server-certificate":
      return step.ok ? say("certificates", String(step.chain.length)) : say("noCertificate");
    case "certificate-request":
      if (!step.isAsked) return say("asksNot");
      return step.issuers.length > 0 ? say("asks", step.issuers.join("; ")) : say("asksAny");
    case "verify-server":
      return verdictText(step, say);
    case "client-certificate":
      if (step.outcome === "sent") return say("sent", String(step.chain.length));
      return say(step.outcome === "none" ? "clientNone" : step.outcome);
    case "verify-client":
      return step.ok
        ? say("accepted", number(step.pingMs ?? 0))
        : say("acceptedNot", saidIn(step.reason ?? "", language));
    case "finished":
      return say("done", number(step.ms), String(step.tickets));
    case "exchange": {
      const how = say(step.isEncrypted ? "encrypted" : "clear");
      if (!step.ok) return `${how}; ${say("noGrpc", saidIn(step.reason ?? String(step.httpStatus ?? ""), language))}`;
      const message = step.grpcMessage ? ` (${step.grpcMessage})` : "";
      return `${how}; ${say("answered", String(step.httpStatus ?? ""), String(step.grpcStatus))}${message}`;
    }
  }
}

function verdictText(step: InspectionStep & { kind: "verify-server" }, say: Say): string {
  const wrong = [
    ...(step.chainError ? [say("chainError", step.chainError)] : []),
    ...(step.isOtherName ? [say("otherName", step.name)] : []),
  ];
  if (wrong.length === 0) return say("trusted", step.path.join(" ← "), step.name);
  return [...wrong, ...(step.isSkipped ? [say("skipped")] : [])].join("; ");
}

function certificateLines(facts: CertificateFacts, say: Say): string[] {
  const left = facts.isNotYetValid
    ? say("notYet")
    : facts.daysLeft < 0
      ? say("expired", String(-facts.daysLeft))
      : say(facts.daysLeft < SOON_DAYS ? "expiresSoon" : "daysLeft", String(facts.daysLeft));
  const names = facts.names.length > 0 ? facts.names.join(", ") : facts.isAuthority ? undefined : say("noNames");
  const rest = [
    facts.key,
    `${say("valid", facts.validFrom, facts.validTo)} (${left})`,
    names,
    facts.usages.join(" + ") || undefined,
  ];
  return [
    `${facts.subject} ← ${facts.isSelfSigned ? say("selfSigned") : facts.issuer}`,
    `  ${rest.filter(part => part !== undefined).join("; ")}`,
    `  sha256 ${facts.fingerprint256}`,
  ];
}
