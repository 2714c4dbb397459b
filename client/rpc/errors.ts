/**
 * Why a call failed, as a closed union of plain values: what happened, what shows it, what to do next. The wording is in
 * `failureText.ts`, in English and Korean; matching is done on alert numbers and error codes, never on the texts of a TLS library.
 */

import type { BodyProblem } from "./codec/bodyProblem.ts";
import { type Bilingual, type Said, saidIn } from "../../server/src/shared/language.ts";
import type { StatusName } from "../../server/src/shared/statusNames.ts";

export type FailureKind =
  /** The server answered with a status that is not OK. */
  | "status"
  | "cancelled"
  | "deadline"
  /** What the caller gave is wrong; nothing was sent. */
  | "bad-target"
  | "bad-metadata"
  | "bad-body"
  | "bad-method"
  /** A file of the profile cannot be used; nothing was dialed. */
  | "bad-file"
  | "key-mismatch"
  | "passphrase-needed"
  | "passphrase-wrong"
  | "pfx-encryption"
  /** Credentials of the caller would travel in the clear; nothing was sent. */
  | "unprotected-credentials"
  /** The authorization server gave no token; nothing was sent. */
  | "oauth2"
  /** The connection did not come about. */
  | "refused"
  | "proxy"
  | "dns"
  | "socket-missing"
  | "unreachable"
  | "silent"
  | "closed"
  /** It failed, and all is well a moment later. */
  | "answers-now"
  | "server-plaintext"
  | "server-tls"
  | "http1"
  | "not-grpc"
  | "no-alpn"
  | "tls-version"
  | "no-shared-cipher"
  | "untrusted"
  | "untrusted-root"
  | "missing-intermediate"
  | "self-signed"
  | "expired"
  | "not-yet-valid"
  | "name-mismatch"
  | "no-ip-address"
  /** The server has no certificate for the name that it was asked for. */
  | "unrecognized-name"
  | "wrong-ca"
  | "client-certificate-required"
  | "client-certificate-refused"
  | "client-certificate-expired"
  | "handshake"
  /** The server offers no reflection, or answers it with nonsense. */
  | "no-reflection"
  | "reflection"
  /** The call was under way. */
  | "connection-lost"
  | "stream-reset"
  | "message-too-large"
  | "headers-too-large"
  | "incomplete-answer"
  /** The process that carries out calls ended. */
  | "runner";

export interface RpcFailure {
  readonly kind: FailureKind;
  /** The status as gRPC has it, for whatever goes by status. */
  readonly status: StatusName;
  /** What the server or the library said, or what was seen. */
  readonly message: Said;
  /** Values that the wording names: `address`, `file`, `subject`, `names`, `validTo`… */
  readonly facts: Readonly<Record<string, string>>;
  /** Messages of `google.rpc.Status` details as JSON. */
  readonly details?: readonly string[];
  /** For `bad-body`: all that is wrong, each with its place in the text of one of the bodies. */
  readonly problems?: readonly (BodyProblem & { readonly body: number })[];
  /** The server's certificate in PEM, where trusting it would help. */
  readonly certificate?: string;
}

export function failure(
  kind: FailureKind,
  status: StatusName,
  message: Said,
  facts: Readonly<Record<string, string>> = {},
): RpcFailure {
  return { kind, status, message, facts };
}

export const callCancelled: Bilingual = { en: "cancelled", ko: "취소했습니다" };

/** For a runner that was started anew since the schema was handed over. */
export const schemaGone = (hash: string): Bilingual => ({
  en: `the schema ${hash} is not known any more`,
  ko: `스키마 ${hash}을(를) 더는 알지 못합니다`,
});

/** `path`: `/package.Service/Method`. */
export const noMethod = (path: string): RpcFailure =>
  failure("bad-method", "UNIMPLEMENTED", { en: `no ${path}`, ko: `${path} 없음` }, { path });

/** Thrown inside of the core where a value cannot be returned; never leaves it. */
export class RpcError extends Error {
  readonly failure: RpcFailure;

  constructor(reason: RpcFailure) {
    super(saidIn(reason.message, "en"));
    this.failure = reason;
  }
}
