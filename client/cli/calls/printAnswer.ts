/** The events of a call as the command line prints them: messages on standard output, all else on standard error. */
import { once } from "node:events";
import type { Metadata } from "../../rpc/call.ts";
import { failureText } from "../../rpc/failureText.ts";
import { bodyProblemText } from "../../rpc/codec/bodyText.ts";
import { messageNotes } from "../../rpc/jsonMessage.ts";
import type { JsonEvent } from "../../rpc/session.ts";
import { warningText } from "../../rpc/tls/certificateWarnings.ts";
import type { Output } from "../command.ts";

export interface Printer {
  print(event: JsonEvent): Promise<void>;
}

/** Messages one after the other; a failure explains itself. `detail`: `all` also tells headers, trailers and the connection. */
export function textPrinter(output: Output, detail: "answer" | "all"): Printer {
  const all = (text: string): void => {
    if (detail === "all") output.err(text);
  };
  return {
    async print(event) {
      if (event.type === "connected") {
        for (const warning of event.warnings ?? []) output.err(`warning: ${warningText(warning, "en")}\n`);
        const tls = event.tls?.peerSubject ? `, TLS, ${event.tls.peerSubject}` : "";
        all(`connected to ${event.peer} after ${event.atMs.toFixed(1)} ms${tls}\n`);
      } else if (event.type === "headers") all(listed("header", event.metadata));
      else if (event.type === "message") {
        await written(output, `${event.message.json}\n`);
        for (const note of messageNotes(event.message, "en")) output.err(`note: ${note}\n`);
      } else if (event.type === "rejected") output.err(`${rejectedText(event)}\n`);
      else if (event.type === "end")
        all(`${listed("trailer", event.trailers)}OK after ${event.atMs.toFixed(1)} ms\n`);
      else if (event.type === "failed") {
        all(listed("trailer", event.trailers));
        output.err(explained(event));
      }
    },
  };
}

/** Of a message that standard input gave while the call lasts. */
const rejectedText = ({ index, problems }: JsonEvent & { type: "rejected" }): string =>
  `message ${index + 1} was not sent: ${problems.map(p => (p.path ? `${p.path}: ` : "") + bodyProblemText(p, "en")).join("; ")}`;

const listed = (what: string, metadata: Metadata): string =>
  metadata.map(([key, value]) => `${what} ${key}: ${value}\n`).join("");

function explained({ failure }: JsonEvent & { type: "failed" }): string {
  const { title, advice } = failureText(failure, "en");
  const status = title.includes(failure.status) ? "" : ` (${failure.status})`;
  const details = (failure.details ?? []).map(text => `  detail: ${text.replaceAll("\n", "\n  ")}\n`);
  return `${title}${status}\n${advice.map(line => `  ${line}\n`).join("")}${details.join("")}`;
}

/** One object, written as it comes about: `{messages, status, …}`. */
export function jsonPrinter(output: Output): Printer {
  let count = 0;
  let headers: Metadata = [];
  let connection: object = {};
  const notes: { message: number; notes: readonly string[] }[] = [];
  const tail = (event: JsonEvent & { type: "end" | "failed" }): string => {
    const failure = event.type === "failed" ? event.failure : undefined;
    const rest = {
      status: failure?.status ?? "OK",
      ...(failure ? { failure: failureObject(failure) } : {}),
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
      if (event.type === "rejected") output.err(`${rejectedText(event)}\n`);
      else if (event.type === "connected")
        connection = {
          peer: event.peer,
          ...(event.tls ? { tls: event.tls } : {}),
          ...(event.warnings ? { warnings: event.warnings.map(warning => warningText(warning, "en")) } : {}),
        };
      else if (event.type === "headers") headers = event.metadata;
      else if (event.type === "message") {
        const more = messageNotes(event.message, "en");
        if (more.length > 0) notes.push({ message: count, notes: more });
        const head = count++ === 0 ? '{\n  "messages": [\n' : ",\n";
        await written(output, head + event.message.json.replace(/^/gm, "    "));
      } else if (event.type === "end" || event.type === "failed")
        await written(output, (count === 0 ? '{\n  "messages": [' : "\n  ") + tail(event));
    },
  };
}

const failureObject = (failure: (JsonEvent & { type: "failed" })["failure"]) => {
  const { title, advice } = failureText(failure, "en");
  return {
    kind: failure.kind,
    message: failure.message,
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
