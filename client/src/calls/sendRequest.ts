/** Sends the request at a place of a request document and shows what comes back. */
import * as vscode from "vscode";
import { BodyQueue } from "../../rpc/bodyQueue.ts";
import type { App } from "../app.ts";
import { withSlowProgress } from "../platform/slowProgress.ts";
import { defaultTimeoutMs } from "../platform/settings.ts";
import type { Answer, AnswerRequest } from "./answer.ts";
import { LiveStream } from "./liveStream.ts";
import { showPendingLater } from "./showPendingLater.ts";
import { AnswerGatherer } from "./gather.ts";
import { type CallOverride, type ReadyCall, prepareCall } from "./prepare.ts";
import { withPassphrase } from "./profiles.ts";
import type { SessionCall } from "./runner.ts";

export interface RequestPlace {
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
  readonly override?: CallOverride;
  /** `open`: the sending side stays open, and the user types what follows. Default `complete`. */
  readonly input?: "complete" | "open";
}

/** The answer, which is shown already; undefined if there was no call. */
export async function sendRequest(app: App, place: RequestPlace): Promise<Answer | undefined> {
  const ready = await prepareCall(app, { ...place, knownDescriptors: app.runner.knownDescriptors });
  if (!ready) return undefined;
  const tls = await withPassphrase(app, ready.tls);
  if (!tls) return undefined;

  const request = answerRequest(place, ready);
  const call: SessionCall = {
    ...callOf(ready),
    tls,
    ...timeoutOf(place, ready),
  };
  const key = `${request.uri}#${request.name}`;
  const { answer, wasLive } = await app.running.run({ key, address: request.address }, signal => {
    const cancel = () => app.running.cancel(key);
    const work = gather(app, { request, call, signal, cancel, input: place.input ?? "complete" });
    // The panel of an open stream shows that it lasts, and has a button to end it.
    if (place.input === "open") return work;
    return withSlowProgress(vscode.l10n.t("Calling {0}", request.method), work, cancel);
  });
  await Promise.all([
    ...(wasLive ? [] : [app.answers.showLatest(answer)]),
    app.history.add(answer),
    app.violations.show(place.uri, ready.prepared, answer),
  ]);
  return answer;
}

interface Gathered {
  readonly answer: Answer;
  /** The user saw it come. */
  readonly wasLive: boolean;
}

interface Gathering {
  readonly request: AnswerRequest;
  readonly call: SessionCall;
  readonly signal: AbortSignal;
  cancel(): void;
  readonly input: "complete" | "open";
}

async function gather(app: App, { request, call, signal, cancel, input }: Gathering): Promise<Gathered> {
  const gatherer = new AnswerGatherer(crypto.randomUUID(), request, new Date());
  const streams = call.kind === "server-streaming" || call.kind === "bidirectional";
  const more = input === "open" ? new BodyQueue() : undefined;
  const options = { app, request, bodies: call.bodies, cancel, signal, ...(more ? { more } : {}) };
  const live = streams || more ? new LiveStream(options) : undefined;
  const stop = live ? () => live.end() : showPendingLater(app, request);
  try {
    for await (const event of app.runner.call(call, signal, more)) {
      gatherer.add(event);
      await live?.add(event);
    }
  } finally {
    stop();
  }
  return { answer: gatherer.answer, wasLive: live?.isOpen ?? false };
}

function answerRequest(
  { uri }: RequestPlace,
  { prepared, filled, tls, profile, environment }: ReadyCall,
): AnswerRequest {
  return {
    name: prepared.name,
    method: prepared.path.slice(1),
    kind: prepared.kind,
    descriptorHash: prepared.descriptorHash,
    address: filled.address,
    mode: tls.mode,
    uri: uri.toString(),
    line: prepared.range.start.line,
    ...(tls.skipVerify ? { skipVerify: true } : {}),
    ...(profile !== undefined ? { profile } : {}),
    ...(environment !== undefined ? { environment } : {}),
  };
}

const callOf = ({ prepared, filled, channel, credentials, protocol }: ReadyCall): Omit<SessionCall, "tls"> => ({
  descriptorHash: prepared.descriptorHash,
  address: filled.address,
  path: prepared.path,
  kind: prepared.kind,
  input: prepared.input,
  output: prepared.output,
  metadata: filled.metadata,
  bodies: filled.bodies,
  // A stream has too many messages to keep each twice.
  messages: prepared.kind === "unary" || prepared.kind === "client-streaming" ? "raw" : "json",
  ...(prepared.descriptorSet !== undefined ? { descriptorSet: prepared.descriptorSet } : {}),
  ...(channel ? { channel } : {}),
  ...(credentials ? { credentials } : {}),
  ...(protocol ? { protocol } : {}),
});

/** A stream that a person types into has no deadline but one that the request names. */
function timeoutOf({ uri, input }: RequestPlace, { prepared }: ReadyCall): { timeoutMs?: number } {
  const timeoutMs = prepared.timeoutMs ?? (input === "open" ? undefined : defaultTimeoutMs(uri));
  return timeoutMs === undefined ? {} : { timeoutMs };
}
