import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnswerRequest } from "../../client/src/calls/answer.ts";
import { AnswerGatherer, type SessionEvent } from "../../client/src/calls/gather.ts";

const request: AnswerRequest = {
  name: "one",
  method: "a.B/C",
  kind: "server-streaming",
  descriptorHash: "shop",
  address: "localhost:1",
  mode: "plaintext",
  uri: "file:///a.grpc",
  line: 0,
};

const gathered = (events: readonly SessionEvent[]) => {
  const gatherer = new AnswerGatherer("1", request, new Date(0));
  for (const event of events) gatherer.add(event);
  return gatherer.answer;
};

const message = (atMs: number, json: string): SessionEvent => ({
  type: "message",
  atMs,
  message: { json, bytes: json.length, notes: [] },
});

test("gathers a call in the order of its events", () => {
  const events: SessionEvent[] = [
    { type: "connected", atMs: 1, peer: "127.0.0.1:1" },
    { type: "headers", atMs: 2, metadata: [["a", "b"]] },
    message(3, "{}"),
    message(4, '{"n":1}'),
  ];
  const answer = gathered([...events, { type: "end", atMs: 5, trailers: [["t", "1"]] }]);
  assert.equal(answer.status.name, "OK");
  assert.deepEqual(answer.timing, { connected: 1, headers: 2, firstMessage: 3, end: 5 });
  assert.deepEqual(
    answer.messages.map(({ json }) => json),
    ["{}", '{"n":1}'],
  );
  assert.deepEqual(answer.trailers, [["t", "1"]]);
});

test("keeps what is odd about the certificates", () => {
  const connected = { type: "connected", atMs: 1, peer: "127.0.0.1:1", warnings: ["it expires"] } as const;
  assert.deepEqual(gathered([connected, { type: "end", atMs: 2, trailers: [] }]).warnings, ["it expires"]);
});

test("keeps a failure with what came before it", () => {
  const failure = { code: "status", title: "no", evidence: [], advice: [], details: [], fixes: [] };
  const answer = gathered([
    message(1, "{}"),
    { type: "failed", atMs: 2, status: { name: "ABORTED", message: "x" }, failure, trailers: [] },
  ]);
  assert.equal(answer.status.name, "ABORTED");
  assert.equal(answer.messages.length, 1);
  assert.equal(answer.failure?.title, "no");
});

test("is bounded, but keeps the first message however long", () => {
  const long = `"${"x".repeat(9 * 1024 * 1024)}"`;
  const answer = gathered([message(1, long), message(2, "{}"), message(3, "{}")]);
  assert.equal(answer.messages.length, 1);
  assert.equal(answer.dropped, 2);
});
