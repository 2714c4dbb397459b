/** The wording of failures: what happened and what to do, in English and Korean. `{name}` is a fact of the failure. */
import { bodyProblemText } from "./codec/bodyText.ts";
import type { FailureKind, RpcFailure } from "./errors.ts";
import { type Language, saidIn } from "../../server/src/shared/language.ts";

export interface FailureText {
  readonly title: string;
  readonly advice: readonly string[];
}

type Wording = readonly [title: string, ...advice: string[]];

const texts: Readonly<Record<FailureKind, Readonly<Record<Language, Wording>>>> = {
  status: {
    en: ["The server answered {status}: {message}"],
    ko: ["서버가 {status}(으)로 응답했습니다: {message}"],
  },
  cancelled: { en: ["The call was cancelled"], ko: ["호출을 취소했습니다"] },
  deadline: {
    en: [
      "The deadline passed before the answer was complete",
      "Raise it with `# @timeout`, or find out what the server waits for",
    ],
    ko: ["응답이 끝나기 전에 제한 시간이 지났습니다", "`# @timeout`을 늘리거나 서버가 무엇을 기다리는지 확인하세요"],
  },
  "bad-target": {
    en: ["`{address}` is no address: {message}", "Write host:port, as in localhost:50051"],
    ko: ["`{address}`은(는) 주소가 아닙니다: {message}", "localhost:50051처럼 host:port로 쓰세요"],
  },
  "bad-metadata": {
    en: ["The header `{key}` cannot be sent: {message}"],
    ko: ["헤더 `{key}`을(를) 보낼 수 없습니다: {message}"],
  },
  "bad-body": {
    en: ["The body does not fit the message {type}: {message}", "Nothing was sent"],
    ko: ["본문이 메시지 {type}에 맞지 않습니다: {message}", "아무것도 보내지 않았습니다"],
  },
  "bad-method": { en: ["There is no method {path} in the schema"], ko: ["스키마에 메서드 {path}이(가) 없습니다"] },
  "bad-file": { en: ["{file}: {message}"], ko: ["{file}: {message}"] },
  "key-mismatch": {
    en: ["{key} is not the key of {cert}", "Choose the key that the certificate was made for"],
    ko: ["{key}은(는) {cert}의 키가 아닙니다", "인증서를 만들 때 쓴 키를 고르세요"],
  },
  "passphrase-needed": {
    en: ["{file} is encrypted and needs its passphrase"],
    ko: ["{file}은(는) 암호화되어 있어 암호가 필요합니다"],
  },
  "passphrase-wrong": { en: ["The passphrase does not open {file}"], ko: ["암호로 {file}을(를) 열 수 없습니다"] },
  "pfx-encryption": {
    en: [
      "{file} is encrypted in an old way that OpenSSL 3 does not read",
      "Export it again with AES: openssl pkcs12 -legacy -in old.p12 -nodes | openssl pkcs12 -export -out new.p12",
    ],
    ko: [
      "{file}은(는) OpenSSL 3이 읽지 못하는 옛 방식으로 암호화되어 있습니다",
      "AES로 다시 내보내세요: openssl pkcs12 -legacy -in old.p12 -nodes | openssl pkcs12 -export -out new.p12",
    ],
  },
  "unprotected-credentials": {
    en: [
      "The profile's credentials are not sent to {address} without TLS",
      "Set the mode of the profile to tls; without TLS they go to this machine alone",
    ],
    ko: [
      "프로필의 자격 증명은 TLS 없이 {address}(으)로 보내지 않습니다",
      "프로필의 mode를 tls로 바꾸세요. TLS 없이는 이 컴퓨터로만 보냅니다",
    ],
  },
  oauth2: {
    en: ["{url} gave no token: {message}", "Check tokenUrl, clientId and the secret of the profile"],
    ko: ["{url}에서 토큰을 받지 못했습니다: {message}", "프로필의 tokenUrl, clientId와 비밀 값을 확인하세요"],
  },
  proxy: {
    en: ["The proxy {proxy} does not lead to {address}: {message}", "Check `proxy` of the profile, or leave it out"],
    ko: [
      "프록시 {proxy}을(를) 통해 {address}에 연결할 수 없습니다: {message}",
      "프로필의 `proxy`를 확인하거나 지우세요",
    ],
  },
  refused: {
    en: ["Nothing listens on {address}", "Start the server, or check the port"],
    ko: ["{address}에서 듣고 있는 프로그램이 없습니다", "서버를 시작하거나 포트를 확인하세요"],
  },
  dns: {
    en: [
      "The name {host} cannot be resolved",
      "Check the spelling; in a remote workspace the remote machine resolves it",
    ],
    ko: [
      "이름 {host}을(를) 찾을 수 없습니다",
      "철자를 확인하세요. 원격 작업 영역에서는 원격 컴퓨터가 이름을 찾습니다",
    ],
  },
  "socket-missing": { en: ["There is no socket {address}"], ko: ["소켓 {address}이(가) 없습니다"] },
  unreachable: {
    en: ["No TCP answer from {address}", "A firewall may drop the packets, or the machine is down"],
    ko: ["{address}에서 TCP 응답이 없습니다", "방화벽이 막고 있거나 컴퓨터가 꺼져 있을 수 있습니다"],
  },
  silent: {
    en: ["{address} accepts the connection and then says nothing", "This is probably no gRPC port"],
    ko: ["{address}이(가) 연결은 받지만 아무 응답이 없습니다", "gRPC 포트가 아닌 것 같습니다"],
  },
  closed: {
    en: ["{address} closed the connection before HTTP/2 started", "The server may refuse this client, or restart"],
    ko: [
      "HTTP/2가 시작되기 전에 {address}이(가) 연결을 닫았습니다",
      "서버가 이 클라이언트를 거부했거나 다시 시작하는 중일 수 있습니다",
    ],
  },
  "answers-now": {
    en: ["{address} did not let the call through and answers now", "It may just have started; send again"],
    ko: ["{address}이(가) 호출을 받지 않았지만 지금은 응답합니다", "막 시작했을 수 있습니다. 다시 보내세요"],
  },
  "server-plaintext": {
    en: ["{address} speaks HTTP/2 without TLS", "Set the mode of the profile to plaintext"],
    ko: ["{address}은(는) TLS 없이 HTTP/2로 통신합니다", "프로필의 mode를 plaintext로 바꾸세요"],
  },
  "server-tls": {
    en: ["{address} expects TLS ({version}, certificate of {subject})", "Set the mode of the profile to tls"],
    ko: ["{address}은(는) TLS를 요구합니다({version}, {subject}의 인증서)", "프로필의 mode를 tls로 바꾸세요"],
  },
  http1: {
    en: ["{address} answers HTTP/1.1, which cannot carry gRPC", "Check the port; a proxy may stand in between"],
    ko: [
      "{address}은(는) HTTP/1.1로 응답합니다. gRPC를 전달할 수 없습니다",
      "포트를 확인하세요. 중간에 프록시가 있을 수 있습니다",
    ],
  },
  "not-grpc": {
    en: ["{address} speaks HTTP/2 but not gRPC: {message}", "Check the port and the path"],
    ko: ["{address}은(는) HTTP/2를 쓰지만 gRPC가 아닙니다: {message}", "포트와 경로를 확인하세요"],
  },
  "no-alpn": {
    en: ["{address} offers TLS but not HTTP/2", "A proxy or an HTTP/1.1 port may answer here"],
    ko: ["{address}은(는) TLS를 쓰지만 HTTP/2를 지원하지 않습니다", "프록시나 HTTP/1.1 포트일 수 있습니다"],
  },
  "tls-version": {
    en: ["{address} and this profile have no TLS version in common", "Set minVersion and maxVersion of the profile"],
    ko: [
      "{address}와(과) 이 프로필이 함께 쓰는 TLS 버전이 없습니다",
      "프로필의 minVersion과 maxVersion을 확인하세요",
    ],
  },
  "no-shared-cipher": {
    en: [
      "{address} and this client have no cipher suite in common",
      "The server offers old or unusual ciphers alone; its TLS settings have to change",
    ],
    ko: [
      "{address}와(과) 이 클라이언트가 함께 쓰는 암호 스위트가 없습니다",
      "서버가 오래되었거나 특이한 암호만 제공합니다. 서버의 TLS 설정을 바꿔야 합니다",
    ],
  },
  "missing-intermediate": {
    en: [
      "The server sends only its own certificate; that of its issuer is missing: {issuer}",
      "The server should send its intermediate certificates too; meanwhile add the issuer's to caFiles",
    ],
    ko: [
      "서버가 자신의 인증서만 보내고 발급자의 인증서를 보내지 않습니다: {issuer}",
      "서버가 중간 인증서도 보내야 합니다. 그때까지는 발급자의 인증서를 caFiles에 넣으세요",
    ],
  },
  untrusted: {
    en: [
      "The issuer of the server's certificate is not trusted: {issuer}",
      "Add the issuer's certificate to caFiles; or the server does not send its intermediate",
    ],
    ko: [
      "서버 인증서의 발급자를 신뢰하지 않습니다: {issuer}",
      "발급자 인증서를 caFiles에 넣으세요. 서버가 중간 인증서를 보내지 않았을 수도 있습니다",
    ],
  },
  "untrusted-root": {
    en: [
      "The server's chain ends in a root that is not trusted: {issuer}",
      "Add this root to caFiles if you know whose it is",
    ],
    ko: [
      "서버 인증서 체인이 신뢰하지 않는 루트로 끝납니다: {issuer}",
      "누구의 것인지 안다면 이 루트를 caFiles에 넣으세요",
    ],
  },
  "self-signed": {
    en: ["The server's certificate is self-signed: {subject}", "Add it to caFiles to trust this very certificate"],
    ko: ["서버 인증서가 자체 서명되었습니다: {subject}", "이 인증서를 신뢰하려면 caFiles에 넣으세요"],
  },
  expired: {
    en: ["The server's certificate expired on {validTo}", "The server needs a new certificate"],
    ko: ["서버 인증서가 {validTo}에 만료되었습니다", "서버의 인증서를 갱신해야 합니다"],
  },
  "not-yet-valid": {
    en: ["The server's certificate is valid only from {validFrom}", "Is the clock right? It says {now}"],
    ko: ["서버 인증서는 {validFrom}부터 유효합니다", "시계가 맞는지 확인하세요. 지금은 {now}입니다"],
  },
  "name-mismatch": {
    en: ["You dialed {host}, the certificate is for {names}", "Set serverName of the profile to one of these names"],
    ko: ["{host}에 연결했지만 인증서는 {names}의 것입니다", "프로필의 serverName을 이 이름 중 하나로 정하세요"],
  },
  "no-ip-address": {
    en: [
      "You dialed {host}, but the certificate names no IP address, only {names}",
      "Dial one of these names, or set serverName of the profile to one of them",
    ],
    ko: [
      "{host}에 연결했지만 인증서에는 IP 주소가 없고 {names}만 있습니다",
      "이 이름 중 하나로 연결하거나 프로필의 serverName을 그 이름으로 정하세요",
    ],
  },
  "unrecognized-name": {
    en: ["{address} has no certificate for the name {host}", "Set serverName of the profile to a name of the server"],
    ko: ["{address}에는 이름 {host}의 인증서가 없습니다", "프로필의 serverName을 서버의 이름으로 정하세요"],
  },
  "wrong-ca": {
    en: ["The server's certificate does not come from an authority of this profile: {issuer}"],
    ko: ["서버 인증서가 이 프로필의 인증 기관에서 나온 것이 아닙니다: {issuer}"],
  },
  "client-certificate-required": {
    en: [
      "{address} requires a client certificate (mTLS)",
      "Set the mode to mtls, and certFile and keyFile; certificates of {issuers} are accepted",
    ],
    ko: [
      "{address}은(는) 클라이언트 인증서(mTLS)를 요구합니다",
      "mode를 mtls로 하고 certFile과 keyFile을 정하세요. {issuers}의 인증서를 받습니다",
    ],
  },
  "client-certificate-refused": {
    en: [
      "{address} does not accept the client certificate {subject}: {message}",
      "It accepts certificates of {issuers}; this one is of {issuer}, for {usages}",
    ],
    ko: [
      "{address}이(가) 클라이언트 인증서 {subject}을(를) 받아들이지 않습니다: {message}",
      "서버는 {issuers}의 인증서를 받습니다. 이 인증서는 {issuer}의 것이며 용도는 {usages}입니다",
    ],
  },
  "client-certificate-expired": {
    en: ["Your client certificate {subject} expired on {validTo}", "Get a new one from its issuer"],
    ko: ["클라이언트 인증서 {subject}이(가) {validTo}에 만료되었습니다", "발급자에게 새 인증서를 받으세요"],
  },
  handshake: {
    en: [
      "The TLS handshake with {address} failed: {message}",
      "Under TLS 1.2 a missing client certificate shows like this, too, and so does no shared cipher",
    ],
    ko: [
      "{address}와(과)의 TLS 핸드셰이크가 실패했습니다: {message}",
      "TLS 1.2에서는 클라이언트 인증서가 없거나 공통 암호 스위트가 없을 때도 이렇게 보입니다",
    ],
  },
  "no-reflection": {
    en: ["{address} offers no reflection", "Use the workspace's .proto files, or turn reflection on in the server"],
    ko: ["{address}에서 리플렉션을 지원하지 않습니다", "작업 영역의 .proto 파일을 쓰거나 서버에서 리플렉션을 켜세요"],
  },
  reflection: {
    en: ["The server's reflection does not answer as it should: {message}"],
    ko: ["서버의 리플렉션 응답이 올바르지 않습니다: {message}"],
  },
  "connection-lost": {
    en: [
      "The connection to {address} was lost during the call: {message}",
      "The server may have restarted; send again",
    ],
    ko: [
      "호출 중에 {address}와(과)의 연결이 끊어졌습니다: {message}",
      "서버가 다시 시작했을 수 있습니다. 다시 보내세요",
    ],
  },
  "stream-reset": {
    en: [
      "{address} or a proxy before it cut the call off: {message}",
      "A proxy may limit how long a stream may rest, or how large a message may be",
    ],
    ko: [
      "{address} 또는 그 앞의 프록시가 호출을 끊었습니다: {message}",
      "프록시가 스트림의 대기 시간이나 메시지 크기를 제한할 수 있습니다",
    ],
  },
  "message-too-large": {
    en: ["A message is larger than allowed: {message}", "Raise maxReceiveBytes or maxSendBytes of the profile"],
    ko: ["메시지가 허용된 크기보다 큽니다: {message}", "프로필의 maxReceiveBytes나 maxSendBytes를 늘리세요"],
  },
  "headers-too-large": {
    en: [
      "{address} sent a header or trailer of more than 64 KB, which cannot be read: {message}",
      "The server should put less into metadata and status details; long error texts and stack traces are the usual cause",
    ],
    ko: [
      "{address}이(가) 64 KB가 넘는 헤더나 트레일러를 보내 읽을 수 없습니다: {message}",
      "서버가 메타데이터와 상태 세부 정보를 줄여야 합니다. 긴 오류 메시지나 스택 추적이 흔한 원인입니다",
    ],
  },
  "incomplete-answer": {
    en: ["{address} ended the answer without a status of gRPC: {message}", "The server or a proxy is at fault"],
    ko: ["{address}이(가) gRPC 상태 없이 응답을 끝냈습니다: {message}", "서버나 프록시에 문제가 있습니다"],
  },
  runner: {
    en: ["The process that carries out calls ended: {message}", "Send again"],
    ko: ["호출을 처리하는 프로세스가 끝났습니다: {message}", "다시 보내세요"],
  },
};

export function failureText(failure: RpcFailure, language: Language): FailureText {
  const values: Readonly<Record<string, string>> = {
    message: problemsText(failure, language) ?? saidIn(failure.message, language),
    status: failure.status,
    ...failure.facts,
  };
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "?");
  const [title, ...advice] = texts[failure.kind][language];
  return { title: fill(title), advice: advice.map(fill) };
}

/** What is wrong with the bodies, in one line. */
function problemsText({ problems }: RpcFailure, language: Language): string | undefined {
  return problems?.map(p => (p.path ? `${p.path}: ` : "") + bodyProblemText(p, language)).join("; ");
}
