/** What a call came back with, gathered for showing. Plain values: it lives in documents and in the history. */
import type { CallKind, Metadata, TlsFacts, TlsProfile } from "../../rpc/call.ts";

export interface AnswerRequest {
  readonly name: string;
  /** `package.Service/Method` */
  readonly method: string;
  readonly kind: CallKind;
  /** Names the schema of the call. */
  readonly descriptorHash: string;
  /** With variables replaced. */
  readonly address: string;
  readonly mode: TlsProfile["mode"];
  readonly skipVerify?: boolean;
  readonly profile?: string;
  readonly environment?: string;
  /** The request document and the line of the request, to send it again. */
  readonly uri: string;
  readonly line: number;
}

/** Milliseconds since the start of the call. */
export interface Timing {
  readonly connected?: number;
  readonly headers?: number;
  readonly firstMessage?: number;
  readonly end: number;
}

export interface AnswerMessage {
  /** JSON, pretty. */
  readonly json: string;
  /** On the wire, without the frame. */
  readonly bytes: number;
  /** As it came; only of calls with one answer, and not kept in the history. */
  readonly raw?: Uint8Array;
  /** What the JSON cannot show, as unknown fields. */
  readonly notes: readonly string[];
}

/** Something that may mend a failure at a click. */
export type Fix =
  /** Sets keys of the profile that the request uses; without one, of a new profile that it uses from then on. */
  | { readonly kind: "profile"; readonly title: string; readonly tls: Partial<Omit<TlsProfile, "passphrase">> }
  /** Lets the user choose the files of a client certificate. */
  | { readonly kind: "clientCertificate"; readonly title: string }
  /** Asks for the passphrase of the key again. */
  | { readonly kind: "passphrase"; readonly title: string; readonly file: string }
  /** Keeps a certificate that the server sent and makes it the authority of the profile. PEM. */
  | { readonly kind: "trust"; readonly title: string; readonly pem: string }
  | { readonly kind: "note"; readonly title: string; readonly note: string };

/** A failure as text: what happened, what shows it, what to do. */
export interface ExplainedFailure {
  readonly code: string;
  readonly title: string;
  readonly evidence: readonly string[];
  readonly advice: readonly string[];
  /** Status details as JSON, pretty. */
  readonly details: readonly string[];
  readonly fixes: readonly Fix[];
}

export interface Answer {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly request: AnswerRequest;
  readonly status: { readonly name: string; readonly message?: string };
  readonly peer?: string;
  readonly tls?: TlsFacts;
  /** What is odd about the certificates though they are accepted. */
  readonly warnings?: readonly string[];
  readonly headers: Metadata;
  readonly trailers: Metadata;
  readonly messages: readonly AnswerMessage[];
  /** Messages that came after the limit of what is kept. */
  readonly dropped: number;
  readonly timing: Timing;
  readonly failure?: ExplainedFailure;
}
