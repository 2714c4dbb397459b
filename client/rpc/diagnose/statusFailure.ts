/** The status of a call that was under way → what failed. The library makes statuses of its own where the server sent none. */
import { status as codes, type StatusObject } from "@grpc/grpc-js";
import type { Connection } from "../call.ts";
import { failure, type RpcFailure } from "../errors.ts";
import { statusNames } from "../../../server/src/shared/statusNames.ts";
import type { Target } from "../target.ts";
import { diagnoseHttp400 } from "./diagnose.ts";
import { type Bilingual, type Said, saidIn } from "../../../server/src/shared/language.ts";

export interface CallSeen {
  readonly target: Target;
  /** Whether who called has stopped it. */
  readonly caller: "stopped" | "running";
  /** Of the headers, if any came. */
  readonly contentType: string | undefined;
  /** Until the deadline of the call; infinite where it has none. */
  readonly msLeft: number;
}

/** Before the deadline; with more time left it is a deadline of the server's own. */
const NEARLY_PASSED_MS = 50;

export function statusFailure(status: StatusObject, { target, caller, contentType, msLeft }: CallSeen): RpcFailure {
  // An encoding that is not known comes without a code.
  const name = statusNames[status.code] ?? "UNKNOWN";
  const details = status.details ?? "";
  const facts = { address: target.shown };
  const of = (kind: RpcFailure["kind"], message: Said = details): RpcFailure => failure(kind, name, message, facts);
  if (caller === "stopped" && status.code === codes.CANCELLED) return of("cancelled");
  // A server that counts the same deadline may be the first to say so, or cut the stream off at it.
  const isCutOff = status.code === codes.CANCELLED && details === "Call cancelled";
  if (msLeft <= NEARLY_PASSED_MS && (isCutOff || status.code === codes.DEADLINE_EXCEEDED))
    return failure("deadline", "DEADLINE_EXCEEDED", details, facts);
  const http = httpStatusOf(details);
  if (http) return of("not-grpc", httpStatus(http));
  // The library takes any content for frames of gRPC.
  if (contentType !== undefined && !contentType.startsWith("application/grpc"))
    return of("not-grpc", { en: `the content is ${contentType}`, ko: `내용이 ${contentType}입니다` });
  switch (status.code) {
    case codes.RESOURCE_EXHAUSTED:
      return /larger than max/.test(details) ? of("message-too-large") : of("status");
    case codes.UNAVAILABLE:
      if (/^Connection dropped|ECONNRESET|EPIPE|socket hang up/.test(details)) return of("connection-lost");
      break;
    case codes.CANCELLED:
      if (isCutOff)
        return of("stream-reset", { en: "the server cancelled the stream", ko: "서버가 스트림을 취소했습니다" });
      break;
    case codes.INTERNAL:
      if (/without gRPC status/.test(details))
        return of("incomplete-answer", { en: "no trailers came", ko: "트레일러가 오지 않았습니다" });
      if (/^Received RST_STREAM/.test(details)) return of("stream-reset");
      break;
    case codes.UNIMPLEMENTED:
      if (details === "No message received")
        return of("incomplete-answer", { en: "no message came", ko: "메시지가 오지 않았습니다" });
      break;
  }
  return of("status", details || noReason);
}

/** Of a status that comes without a message. */
export const noReason = { en: "the server gave no reason", ko: "서버가 이유를 알려 주지 않았습니다" };

const httpStatus = (status: string): Bilingual => ({ en: `HTTP status ${status}`, ko: `HTTP 상태 ${status}` });

const httpStatusOf = (details: string): string | undefined => /^Received HTTP status code (\d+)/.exec(details)?.[1];

/** Looks closer where a status alone does not tell: some servers refuse a client's certificate by HTTP status 400. */
export async function explained(reason: RpcFailure, target: Target, connection: Connection): Promise<RpcFailure> {
  if (saidIn(reason.message, "en") !== httpStatus("400").en || connection.tls.mode === "plaintext") return reason;
  return (await diagnoseHttp400(target, connection)) ?? reason;
}
