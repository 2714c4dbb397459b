/** Sends the request at a place of a request document and shows what comes back. */
import * as vscode from "vscode";
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
    ...timeoutOf(place.uri, ready),
  };
  const key = `${request.uri}#${request.name}`;
  const { answer, wasLive } = await app.running.run(key, signal => {
    const work = gather(app, request, call, signal, () => app.running.cancel(key));
    return withSlowProgress(vscode.l10n.t("Calling {0}", request.method), work, () => app.running.cancel(key));
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

async function gather(
  app: App,
  request: AnswerRequest,
  call: SessionCall,
  signal: AbortSignal,
  cancel: () => void,
): Promise<Gathered> {
  const gatherer = new AnswerGatherer(crypto.randomUUID(), request, new Date());
  const streams = call.kind === "server-streaming" || call.kind === "bidirectional";
  const live = streams ? new LiveStream(app, request, call.bodies, cancel) : undefined;
  const stop = live ? () => live.end() : showPendingLater(app, request);
  try {
    for await (const event of app.runner.call(call, signal)) {
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
    address: filled.address,
    mode: tls.mode,
    uri: uri.toString(),
    line: prepared.range.start.line,
    ...(tls.skipVerify ? { skipVerify: true } : {}),
    ...(profile !== undefined ? { profile } : {}),
    ...(environment !== undefined ? { environment } : {}),
  };
}

const callOf = ({ prepared, filled }: ReadyCall): Omit<SessionCall, "tls"> => ({
  descriptorHash: prepared.descriptorHash,
  address: filled.address,
  path: prepared.path,
  kind: prepared.kind,
  input: prepared.input,
  output: prepared.output,
  metadata: filled.metadata,
  bodies: filled.bodies,
  ...(prepared.descriptorSet !== undefined ? { descriptorSet: prepared.descriptorSet } : {}),
});

function timeoutOf(uri: vscode.Uri, { prepared }: ReadyCall): { timeoutMs?: number } {
  const timeoutMs = prepared.timeoutMs ?? defaultTimeoutMs(uri);
  return timeoutMs === undefined ? {} : { timeoutMs };
}
