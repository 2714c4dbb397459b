/** The RPC core in a process of its own, with its failures explained. It starts when a request document opens. */
import * as vscode from "vscode";
import { messageNotes } from "../../rpc/jsonMessage.ts";
import type { AnswerTo, Question, SchemaReference } from "../../rpc/questions.ts";
import { RecentMap } from "../../rpc/recentMap.ts";
import type { ChannelState } from "../../rpc/transport/channel.ts";
import { warningText } from "../../rpc/tls/certificateWarnings.ts";
import { RunnerClient } from "../../rpc/runnerClient.ts";
import { notesLanguage } from "../platform/settings.ts";
import { notesTranslate } from "../platform/translate.ts";
import { assertTrust } from "../platform/trust.ts";
import { explainFailure } from "./explain.ts";
import type { SessionEvent } from "./gather.ts";
import type { Runner, SessionCall } from "./runner.ts";
import { saidIn } from "../../../server/src/shared/language.ts";

/** Descriptor sets that are kept to hand them to a process that was started anew. */
const keptSets = 8;

export class ForkedRunner implements Runner {
  readonly #client: RunnerClient;
  readonly #subscription: vscode.Disposable;
  readonly #sets = new RecentMap<string, string>(keptSets);

  constructor(context: vscode.ExtensionContext) {
    this.#client = new RunnerClient(vscode.Uri.joinPath(context.extensionUri, "client", "out", "runner.js").fsPath);
    this.#subscription = vscode.workspace.onDidOpenTextDocument(({ languageId }) => {
      // The user is about to send: the process is up by then.
      if (languageId === "grpc-request" && vscode.workspace.isTrusted) this.#client.start();
    });
  }

  get knownDescriptors(): readonly string[] {
    return this.#sets.keys;
  }

  async *call(call: SessionCall, signal: AbortSignal, more?: AsyncIterable<string>): AsyncGenerator<SessionEvent> {
    assertTrust();
    const options = { language: notesLanguage(), t: notesTranslate(), tls: call.tls };
    for await (const event of this.#client.call(this.#withSet(call), signal, more)) {
      if (event.type === "message") {
        const { json, bytes, raw } = event.message;
        const notes = messageNotes(event.message, options.language);
        yield { ...event, message: { json, bytes, notes, ...(raw ? { raw } : {}) } };
      } else if (event.type === "connected") {
        const { warnings, ...rest } = event;
        yield warnings ? { ...rest, warnings: warnings.map(w => warningText(w, options.language)) } : rest;
      } else if (event.type !== "failed") yield event;
      else {
        const { atMs, failure, trailers } = event;
        const message = saidIn(failure.message, options.language);
        const status = { name: failure.status, ...(message ? { message } : {}) };
        yield { type: "failed", atMs, status, failure: explainFailure(failure, options), trailers };
      }
    }
  }

  async channelState(address: string): Promise<ChannelState> {
    if (!this.#client.isRunning) return "idle";
    const answer = await this.#client.ask({ type: "channel", address }, new AbortController().signal);
    return answer.ok ? answer.state : "idle";
  }

  async ask<Q extends Question>(question: Q, signal: AbortSignal): Promise<AnswerTo<Q>> {
    assertTrust();
    const hasSchema = "descriptorHash" in question;
    return this.#client.ask(hasSchema ? this.#withSet(question as Q & SchemaReference) : question, signal);
  }

  /** With its descriptor set, unless the process has it. */
  #withSet<R extends SchemaReference>(reference: R): R {
    const { descriptorHash: hash, descriptorSet, ...rest } = reference;
    const set = descriptorSet ?? this.#sets.get(hash);
    if (set !== undefined) this.#sets.set(hash, set);
    const isKnown = this.#client.knownDescriptors.includes(hash);
    return { ...rest, descriptorHash: hash, ...(set === undefined || isKnown ? {} : { descriptorSet: set }) } as R;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#client.dispose();
  }
}
