/**
 * How the mock server answers a method: by what was recorded for it, or by example. A call may ask for something else in its metadata:
 * `x-mock-status: NOT_FOUND`, `x-mock-message: …`, `x-mock-delay-ms: 200`, `x-mock-count: 5` messages of a stream,
 * `x-mock-interval-ms: 100` between them.
 */
import { type DescMessage, type DescMethod, fromBinary, toBinary } from "@bufbuild/protobuf";
import * as grpc from "@grpc/grpc-js";
import { exampleMessage } from "./exampleMessage.ts";
import { fail, type RawStream, type StatusName, wait, write } from "./rawServer.ts";
import type { RecordedAnswer } from "./recordedAnswers.ts";

/** Messages of a server stream that was asked for no number. */
const STREAM_LENGTH = 3;
const MAX_DELAY_MS = 60_000;

interface Wishes {
  readonly status: string;
  readonly message: string | undefined;
  readonly delayMs: number;
  readonly intervalMs: number;
  readonly count: number;
}

export async function serveMethod(
  method: DescMethod,
  recorded: RecordedAnswer | undefined,
  call: RawStream,
): Promise<void> {
  const wishes = wishesOf(call, recorded);
  if ("wrong" in wishes) {
    fail(call, "INVALID_ARGUMENT", wishes.wrong);
    return;
  }
  call.sendMetadata(headersOf(call, recorded));
  const requests: Buffer[] = [];
  let onRequest = (_: Buffer): void => {};
  let hasEnded = false;
  let onEnd = (): void => {};
  // Not `for await`: that would end the writing side with the reading one.
  call.on("data", (request: Buffer) => {
    requests.push(request);
    onRequest(request);
  });
  call.on("end", () => {
    hasEnded = true;
    onEnd();
  });
  await wait(call, wishes.delayMs);
  if (wishes.status !== "OK" && !recorded?.messages.length) {
    fail(call, wishes.status as StatusName, wishes.message ?? "as asked for by x-mock-status");
    return;
  }

  const isBidi = method.methodKind === "bidi_streaming";
  // What is written waits for what was written before.
  let writing: Promise<void> = Promise.resolve();
  const send = (bytes: Uint8Array): void => {
    writing = writing.then(() => write(call, bytes));
  };
  if (isBidi && !recorded) {
    const answer = (request: Buffer): void => answerOrFail(method, request, call, send);
    for (const request of requests) answer(request);
    onRequest = answer;
  }
  // Who cancelled while the answer was put off says so no more.
  if (!hasEnded && !call.cancelled)
    await new Promise<void>(resolve => {
      onEnd = resolve;
      call.once("cancelled", resolve);
    });
  if (recorded) await sendAll(call, recorded.messages, wishes.intervalMs);
  else if (!isBidi) {
    const count = method.methodKind === "server_streaming" ? wishes.count : 1;
    const answers: Uint8Array[] = [];
    answerOrFail(method, requests.at(-1), call, bytes => answers.push(bytes));
    const [answer] = answers;
    if (answer) await sendAll(call, new Array<Uint8Array>(count).fill(answer), wishes.intervalMs);
  }
  await writing;
  if (call.cancelled || call.destroyed) return;
  if (wishes.status !== "OK") fail(call, wishes.status as StatusName, wishes.message ?? "");
  else call.end(recorded ? metadataOf(recorded.trailers) : undefined);
}

async function sendAll(call: RawStream, messages: readonly Uint8Array[], intervalMs: number): Promise<void> {
  for (const [index, message] of messages.entries()) {
    if (index > 0) await wait(call, intervalMs);
    if (call.cancelled) return;
    await write(call, message);
  }
}

function wishesOf(call: RawStream, recorded: RecordedAnswer | undefined): Wishes | { readonly wrong: string } {
  const asked = (key: string): string | undefined => call.metadata.get(key)[0]?.toString();
  const status = asked("x-mock-status") ?? recorded?.status ?? "OK";
  if (grpc.status[status as StatusName] === undefined)
    return { wrong: `x-mock-status: there is no status ${status}` };
  const numbers = {
    "x-mock-delay-ms": recorded?.delayMs ?? 0,
    "x-mock-interval-ms": 0,
    "x-mock-count": STREAM_LENGTH,
  };
  for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) {
    const text = asked(name);
    if (text === undefined) continue;
    if (!/^\d{1,9}$/.test(text)) return { wrong: `${name}: expected a number, not ${text}` };
    numbers[name] = Number(text);
  }
  return {
    status,
    message: asked("x-mock-message") ?? (recorded?.message || undefined),
    delayMs: Math.min(numbers["x-mock-delay-ms"], MAX_DELAY_MS),
    intervalMs: Math.min(numbers["x-mock-interval-ms"], MAX_DELAY_MS),
    count: numbers["x-mock-count"],
  };
}

/** Metadata of the call that starts with `x-` comes back, so that one can see what arrived. */
function headersOf(call: RawStream, recorded: RecordedAnswer | undefined): grpc.Metadata {
  const headers = metadataOf(recorded?.headers ?? {});
  for (const key of Object.keys(call.metadata.getMap())) {
    if (!key.startsWith("x-") || key.startsWith("x-mock-")) continue;
    for (const value of call.metadata.get(key)) headers.add(key, value);
  }
  return headers;
}

function metadataOf(entries: Readonly<Record<string, string>>): grpc.Metadata {
  const metadata = new grpc.Metadata();
  for (const [key, value] of Object.entries(entries))
    metadata.add(key, key.endsWith("-bin") ? Buffer.from(value, "base64") : value);
  return metadata;
}

function answerOrFail(
  method: DescMethod,
  request: Buffer | undefined,
  call: RawStream,
  send: (bytes: Uint8Array) => void,
): void {
  try {
    send(answerTo(method.input, method.output, request));
  } catch (error) {
    fail(call, "INVALID_ARGUMENT", `the request is no ${method.input.typeName}: ${(error as Error).message}`);
  }
}

/** An example of the output in which fields that the request has by name and type are the request's. */
function answerTo(input: DescMessage, output: DescMessage, request: Uint8Array | undefined): Uint8Array {
  const message = exampleMessage(output) as unknown as Record<string, unknown>;
  if (request) {
    const given = fromBinary(input, request) as unknown as Record<string, unknown>;
    for (const field of output.fields) {
      const same = input.fields.find(
        f => f.name === field.name && f.fieldKind === field.fieldKind && f.scalar === field.scalar,
      );
      const value = same && given[same.localName];
      const isSet = value !== undefined && value !== "" && value !== 0 && value !== 0n;
      if (same?.fieldKind === "scalar" && !same.oneof && isSet) message[field.localName] = value;
    }
  }
  return toBinary(output, message as never);
}
