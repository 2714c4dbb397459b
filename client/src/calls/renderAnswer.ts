/**
 * An answer as JSON with comments, so that the editor's own folding, search and colours work on it. The facts of the call
 * stand above the body, headers and trailers below.
 */
import type { Metadata, TlsFacts } from "../../rpc/call.ts";
import type { Answer, AnswerRequest, Timing } from "./answer.ts";

/** `vscode.l10n.t` */
export type Translate = (message: string, ...args: (string | number)[]) => string;

export function renderAnswer(answer: Answer, t: Translate): string {
  const comments = [
    `${answer.failure ? "✖" : "✔"} ${answer.status.name} · ${answer.request.method} · ${milliseconds(answer.timing.end)}`,
    connectionLine(answer, t),
    ...(answer.tls ? serverLines(answer.tls, t) : []),
    ...(answer.warnings ?? []).map(warning => `! ${warning}`),
    timingLine(answer, t),
    ...(answer.failure ? failureLines(answer, t) : []),
  ];
  const notes = answer.messages.flatMap(({ notes }, index) =>
    notes.map(note => (answer.messages.length > 1 ? `${t("message {0}", index + 1)}: ${note}` : note)),
  );
  if (notes.length > 0) comments.push("", ...notes.map(note => `! ${note}`));
  if (answer.dropped > 0) comments.push("", t("{0} later messages are not kept", answer.dropped));

  const parts = [
    comments.map(comment).join("\n"),
    bodyOf(answer),
    metadataLines(t("headers"), answer.headers),
    metadataLines(t("trailers"), answer.trailers),
  ];
  return `${parts.filter(part => part !== "").join("\n\n")}\n`;
}

/** A line that says that the call is under way. */
export function renderPending(request: AnswerRequest, t: Translate): string {
  return `${comment(`… ${t("calling {0}", request.method)}`)}\n${comment(`${request.address} · ${modeName(request, t)}`)}\n`;
}

/** The messages, or for a failure its status, as plain JSON; "" if there is nothing. */
export function bodyOf({ failure, messages, request, status }: Answer): string {
  const streams = request.kind === "server-streaming" || request.kind === "bidirectional";
  if (streams && messages.length > 0) return list(messages.map(({ json }) => json));
  if (messages[0]) return messages[0].json;
  if (!failure) return streams ? "[]" : "";
  const fields = [`"status": ${JSON.stringify(status.name)}`];
  if (status.message) fields.push(`"message": ${JSON.stringify(status.message)}`);
  if (failure.details.length > 0) fields.push(`"details": ${list(failure.details)}`);
  return `{\n${indent(fields.join(",\n"))}\n}`;
}

const list = (items: readonly string[]): string => `[\n${indent(items.join(",\n"))}\n]`;

function failureLines({ failure, status }: Answer, t: Translate): string[] {
  if (!failure) return [];
  const section = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? ["", title, ...lines.map(line => `  · ${line}`)] : [];
  const said = status.message && !failure.title.includes(status.message) ? [status.message] : [];
  return [
    "",
    failure.title,
    ...section(t("what shows it"), [...new Set([...failure.evidence, ...said])]),
    ...section(t("what to do"), failure.advice),
  ];
}

function connectionLine({ request, peer }: Answer, t: Translate): string {
  const shown = peer && !request.address.includes(peer) ? `${request.address} (${peer})` : request.address;
  return [
    shown,
    modeName(request, t),
    request.profile && t("profile {0}", request.profile),
    request.environment && t("environment {0}", request.environment),
  ]
    .filter(Boolean)
    .join(" · ");
}

function modeName({ mode, skipVerify }: AnswerRequest, t: Translate): string {
  if (mode === "plaintext") return t("plaintext, nothing is encrypted");
  const name = mode === "mtls" ? "mTLS" : "TLS";
  return skipVerify ? `${name} · ${t("the server's certificate was NOT verified")}` : name;
}

function serverLines(tls: TlsFacts, t: Translate): string[] {
  const session = [tls.protocol, tls.cipher, tls.alpn].filter(Boolean).join(", ");
  const server = [
    tls.peerSubject && t("server {0}", tls.peerSubject),
    tls.peerIssuer && t("issued by {0}", tls.peerIssuer),
    tls.peerValidTo && t("valid until {0}", tls.peerValidTo.slice(0, 10)),
    tls.peerAltNames && t("for {0}", tls.peerAltNames.replace(/(?:DNS|IP Address):/g, "")),
  ];
  const client = tls.clientCertificateSent ? t("client certificate sent") : undefined;
  return [[session, client].filter(Boolean).join(" · "), server.filter(Boolean).join(" · ")].filter(
    line => line !== "",
  );
}

function timingLine({ timing, messages, dropped }: Answer, t: Translate): string {
  const at = (label: string, time: number | undefined) => time !== undefined && `${label} ${milliseconds(time)}`;
  const bytes = messages.reduce((sum, message) => sum + message.bytes, 0);
  const phases: Readonly<Record<keyof Timing, string>> = {
    connected: t("connected"),
    headers: t("headers"),
    firstMessage: t("first message"),
    end: t("end"),
  };
  return [
    ...(Object.keys(phases) as (keyof Timing)[]).map(phase => at(phases[phase], timing[phase])),
    messages.length > 1 && t("{0} messages, {1}", messages.length + dropped, size(bytes)),
    messages.length === 1 && t("1 message, {0}", size(bytes)),
  ]
    .filter(Boolean)
    .join(" · ");
}

function metadataLines(title: string, metadata: Metadata): string {
  if (metadata.length === 0) return "";
  return [title, ...metadata.map(([key, value]) => `  ${key}: ${value}`)].map(comment).join("\n");
}

/** Line ends inside would leave the comment. */
const comment = (line: string): string => `// ${line.replace(/[\r\n\u2028\u2029]+/g, " ")}`.trimEnd();

const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ");

const milliseconds = (time: number): string => (time < 10 ? `${time.toFixed(1)} ms` : `${Math.round(time)} ms`);

const size = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 ** 2
      ? `${(bytes / 1024).toFixed(1)} KiB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
