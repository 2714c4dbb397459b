/** Carries out calls somewhere else than in the extension host, and says what happens. */
import type * as vscode from "vscode";
import type { CallCredentials, CallKind, ChannelOptions, Metadata, TlsProfile } from "../../rpc/call.ts";
import type { ChannelState } from "../../rpc/transport/channel.ts";
import type { AnswerTo, Question } from "../../rpc/questions.ts";
import type { SessionEvent } from "./gather.ts";

/** A call with everything filled in. */
export interface SessionCall {
  readonly descriptorHash: string;
  /** Base64; absent if the runner knows the hash. */
  readonly descriptorSet?: string;
  readonly address: string;
  /** `/package.Service/Method` */
  readonly path: string;
  readonly kind: CallKind;
  /** Full names of the messages. */
  readonly input: string;
  readonly output: string;
  readonly metadata: Metadata;
  /** JSON texts. */
  readonly bodies: readonly string[];
  readonly tls: TlsProfile;
  readonly channel?: ChannelOptions;
  readonly credentials?: CallCredentials;
  readonly timeoutMs?: number;
  /** `raw`: messages come with their bytes. */
  readonly messages?: "json" | "raw";
}

export interface Runner extends vscode.Disposable {
  /** Hashes of descriptor sets that need not be given again. */
  readonly knownDescriptors: readonly string[];
  /** `more`: messages that are given while the call lasts; its end half-closes. The last event is `end` or `failed`. */
  call(call: SessionCall, signal: AbortSignal, more?: AsyncIterable<string>): AsyncIterable<SessionEvent>;
  /** Questions besides calls; a descriptor set that was given before is added where the process does not have it. */
  /** Of the channel that calls to an address use; asking neither connects nor starts anything. */
  channelState(address: string): Promise<ChannelState>;
  ask<Q extends Question>(question: Q, signal: AbortSignal): Promise<AnswerTo<Q>>;
}
