/** The events of a call as the command line prints them: messages on standard output, all else on standard error. */
import { once } from "node:events";
import type { Metadata } from "../../rpc/call.ts";
import { failureText } from "../../rpc/failureText.ts";
import { bodyProblemText } from "../../rpc/codec/bodyText.ts";
import { messageNotes } from "../../rpc/jsonMessage.ts";
import type { JsonEvent } from "../../rpc/session.ts";
import { warningText } from "../../rpc/tls/certificateWarnings.ts";
import { type Bilingual, type Language, saidIn } from "../../../server/src/shared/language.ts";
import { complain, type Output } from "../command.ts";

export interface Printer {
  print(event: JsonEvent): Promise<void>;
}

/** Messages one after the other; a failure explains itself. `detail`: `all` also tells headers, trailers and the connection. */
export function textPrinter(output: Output, detail: "answer" | "all"): Printer {
  const all = (text: Bilingual): void => {
    if (detail === "all") output.err(text[output.language]);
  };
  const trailers = (metadata: Metadata): Bilingual => ({
    en: listed("trailer", metadata),
    ko: listed("트레일러", metadata),
  });
  return {
    async print(event) {
      if (event.type === "connected") {
        for (const warning of event.warnings ?? [])
          complain(output, {
            en: `warning: ${warningText(warning, "en")}`,
            ko: `경고: ${warningText(warning, "ko")}`,
          });
        const tls = event.tls?.peerSubject ? `, TLS, ${event.tls.peerSubject}` : "";
        const ms = event.atMs.toFixed(1);
        all({
          en: `connected to ${event.peer} after ${ms} ms${tls}\n`,
          ko: `${event.peer}에 ${ms} ms 만에 연결됨${tls}\n`,
        });
      } else if (event.type === "headers")
        all({ en: listed("header", event.metadata), ko: listed("헤더", event.metadata) });
      else if (event.type === "message") {
        await written(output, `${event.message.json}\n`);
        for (const note of messageNotes(event.message, output.language))
          complain(output, { en: `note: ${note}`, ko: `참고: ${note}` });
      } else if (event.type === "rejected") complain(output, rejectedText(event));
      else if (event.type === "end") {
        all(trailers(event.trailers));
        const ms = event.atMs.toFixed(1);
        all({ en: `OK after ${ms} ms\n`, ko: `OK, ${ms} ms\n` });
      } else if (event.type === "failed") {
        all(trailers(event.trailers));
        output.err(explained(event, output.language));
      }
    },
  };
}

/** Of a message that standard input gave while the call lasts. */
function rejectedText({ index, problems }: JsonEvent & { type: "rejected" }): Bilingual {
  const why = (language: Language): string =>
    problems.map(p => (p.path ? `${p.path}: ` : "") + bodyProblemText(p, language)).join("; ");
  return {
    en: `message ${index + 1} was not sent: ${why("en")}`,
    ko: `메시지 ${index + 1}을(를) 보내지 않았습니다: ${why("ko")}`,
  };
}

const listed = (what: string, metadata: Metadata): string =>
  metadata.map(([key, value]) => `${what} ${key}: ${value}\n`).join("");

function explained({ failure }: JsonEvent & { type: "failed" }, language: Language): string {
  const { title, advice } = failureText(failure, language);
  const detail = { en: "detail", ko: "세부 정보" }[language];
  const status = title.includes(failure.status) ? "" : ` (${failure.status})`;
  const details = (failure.details ?? []).map(text => `  ${detail}: ${text.replaceAll("\n", "\n  ")}\n`);
  return `${title}${status}\n${advice.map(line => `  ${line}\n`).join("")}${details.join("")}`;
}

/** One object, written as it comes about: `{messages, status, …}`. */
export function jsonPrinter(output: Output): Printer {
  const language = output.dataLanguage;
  let count = 0;
  let headers: Metadata = [];
  let connection: object = {};
  const notes: { message: number; notes: readonly string[] }[] = [];
  const tail = (event: JsonEvent & { type: "end" | "failed" }): string => {
    const failure = event.type === "failed" ? event.failure : undefined;
    const rest = {
      status: failure?.status ?? "OK",
      ...(failure ? { failure: failureObject(failure, language) } : {}),
      ms: Math.round(event.atMs * 10) / 10,
      ...connection,
      headers,
      trailers: event.trailers,
      ...(notes.length > 0 ? { notes } : {}),
    };
    return `],\n${JSON.stringify(rest, undefined, 2).slice("{\n".length)}\n`;
  };
  return {
    async print(event) {
      if (event.type === "rejected") complain(output, rejectedText(event));
      else if (event.type === "connected")
        connection = {
          peer: event.peer,
          ...(event.tls ? { tls: event.tls } : {}),
          ...(event.warnings ? { warnings: event.warnings.map(warning => warningText(warning, language)) } : {}),
        };
      else if (event.type === "headers") headers = event.metadata;
      else if (event.type === "message") {
        const more = messageNotes(event.message, language);
        if (more.length > 0) notes.push({ message: count, notes: more });
        const head = count++ === 0 ? '{\n  "messages": [\n' : ",\n";
        await written(output, head + event.message.json.replace(/^/gm, "    "));
      } else if (event.type === "end" || event.type === "failed")
        await written(output, (count === 0 ? '{\n  "messages": [' : "\n  ") + tail(event));
    },
  };
}

const failureObject = (failure: (JsonEvent & { type: "failed" })["failure"], language: Language) => {
  const { title, advice } = failureText(failure, language);
  return {
    kind: failure.kind,
    message: saidIn(failure.message, language),
    title,
    advice,
    facts: failure.facts,
    ...(failure.details ? { details: failure.details.map(text => JSON.parse(text) as unknown) } : {}),
  };
};

/** A reader that is slower than the server slows the server down. */
async function written(output: Output, text: string): Promise<void> {
  output.out(text);
  if (process.stdout.writableNeedDrain)
    await Promise.race([once(process.stdout, "drain"), once(process.stdout, "close")]);
}
