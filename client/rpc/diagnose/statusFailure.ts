/** The status of a call that was under way → what failed. The library makes statuses of its own where the server sent none. */
import { status as codes, type StatusObject } from "@grpc/grpc-js";
import type { Connection } from "../call.ts";
import { failure, type RpcFailure, statusNames } from "../errors.ts";
import type { Target } from "../target.ts";
import { diagnoseHttp400 } from "./diagnose.ts";

/** `caller`: whether who called has stopped it. */
export function statusFailure(status: StatusObject, caller: "stopped" | "running", target: Target): RpcFailure {
  // An encoding that is not known comes without a code.
  const name = statusNames[status.code] ?? "UNKNOWN";
  const details = status.details ?? "";
  const facts = { address: target.shown };
  const of = (kind: RpcFailure["kind"], message = details): RpcFailure => failure(kind, name, message, facts);
  if (caller === "stopped" && status.code === codes.CANCELLED) return of("cancelled");
  switch (status.code) {
    case codes.DEADLINE_EXCEEDED:
      // The library's own begins so; a server's has words of its own.
      return /^Deadline exceeded/.test(details) ? of("deadline") : of("status");
    case codes.RESOURCE_EXHAUSTED: {
      const text = textOfLength(details);
      if (text !== undefined) return of("not-grpc", `the answer starts with text ("${text}…")`);
      return /larger than max/.test(details) ? of("message-too-large") : of("status");
    }
    case codes.UNAVAILABLE:
      if (/^Connection dropped|ECONNRESET|EPIPE|socket hang up/.test(details)) return of("connection-lost");
      break;
    case codes.CANCELLED:
      if (details === "Call cancelled") return of("stream-reset", "the server cancelled the stream");
      break;
    case codes.INTERNAL:
      if (/without gRPC status/.test(details)) return of("incomplete-answer", "no trailers came");
      if (/^Received RST_STREAM/.test(details)) return of("stream-reset");
      break;
    case codes.UNIMPLEMENTED:
      if (details === "No message received") return of("incomplete-answer", "no message came");
      break;
  }
  const http = httpStatusOf(details);
  if (http) return of("not-grpc", `HTTP status ${http}`);
  return of("status", details || "the server gave no reason");
}

const httpStatusOf = (details: string): string | undefined => /^Received HTTP status code (\d+)/.exec(details)?.[1];

/** The "length" of such a message is text: four characters of a page where a frame should start. */
function textOfLength(details: string): string | undefined {
  const length = /larger than max \((\d+) vs/.exec(details)?.[1];
  if (!length) return undefined;
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Number(length) >>> 0);
  const text = bytes.toString("latin1");
  return /^[\x20-\x7e\r\n\t]{4}$/.test(text) ? text.trim() : undefined;
}

/** Looks closer where a status alone does not tell: some servers refuse a client's certificate by HTTP status 400. */
export async function explained(reason: RpcFailure, target: Target, connection: Connection): Promise<RpcFailure> {
  if (reason.message !== "HTTP status 400" || connection.tls.mode === "plaintext") return reason;
  return (await diagnoseHttp400(target, connection)) ?? reason;
}
