/** Messages that are given while a call lasts, in this process and in the runner's. */
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { BodyQueue } from "../../client/rpc/bodyQueue.ts";
import { InProcessRunner } from "../../client/rpc/inProcessRunner.ts";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { RunnerClient } from "../../client/rpc/runnerClient.ts";
import type { CallRunner, RunnerCall } from "../../client/rpc/runnerProtocol.ts";
import type { JsonEvent } from "../../client/rpc/session.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const set = descriptorsOf("test/rpc/fixtures", "shop.proto");
let mock: Mock;
const runners: Readonly<Record<string, CallRunner>> = {
  "in this process": new InProcessRunner(),
  "in the runner": new RunnerClient(path.resolve("client/out/runner.js")),
};

before(async () => {
  mock = await startMock({ descriptorSet: set, mode: "plaintext" });
});

after(async () => {
  for (const runner of Object.values(runners)) runner.dispose();
  await mock.stop();
});

const chat = (more: Partial<RunnerCall> = {}): RunnerCall => ({
  address: mock.address,
  path: "/shop.v1.Shop/Chat",
  kind: "bidirectional",
  metadata: [],
  bodies: [],
  tls: { mode: "plaintext" },
  timeoutMs: 20_000,
  descriptorHash: "shop",
  descriptorSet: Buffer.from(set).toString("base64"),
  ...more,
});

/** What happened, one line each; `react` is told each line and may go on with the call. */
async function linesOf(
  events: AsyncIterable<JsonEvent>,
  react: (line: string, event: JsonEvent) => void = () => {},
): Promise<string[]> {
  const lines: string[] = [];
  for await (const event of events) {
    const line = lineOf(event);
    if (line === undefined) continue;
    lines.push(line);
    react(line, event);
  }
  return lines;
}

function lineOf(event: JsonEvent): string | undefined {
  switch (event.type) {
    case "message":
      return `got ${(JSON.parse(event.message.json) as { name: string }).name}`;
    case "sent":
      return `sent ${event.index}, ${event.bytes} bytes`;
    case "rejected":
      return `rejected ${event.index}: ${event.problems.map(p => `${p.code} at ${p.path}`).join(", ")}`;
    case "end":
      return "end";
    case "failed":
      return `failed: ${event.failure.kind}`;
    default:
      return undefined;
  }
}

/** Of `sent` and `got` for one message neither order is promised. */
const sorted = (lines: readonly string[]): string[] => [...lines].sort();

for (const [where, runner] of Object.entries(runners)) {
  test(`each message is answered before the next is sent, and the end is ours, ${where}`, async () => {
    const queue = new BodyQueue();
    queue.push('{"name": "a"}');
    const lines = await linesOf(runner.call(chat(), new AbortController().signal, queue), line => {
      if (line === "got a") queue.push('{"name": "bb"}');
      if (line === "got bb") queue.end();
    });
    assert.equal(lines.at(-1), "end");
    assert.deepEqual(sorted(lines), ["end", "got a", "got bb", "sent 0, 3 bytes", "sent 1, 4 bytes"]);
    assert.ok(lines.indexOf("got a") < lines.indexOf("sent 1, 4 bytes"));
  });

  test(`a message that does not fit is told and the call lasts on, ${where}`, async () => {
    const queue = new BodyQueue();
    queue.push('{"nam": "a", "cents": "x"}');
    const lines = await linesOf(runner.call(chat(), new AbortController().signal, queue), line => {
      if (line.startsWith("rejected")) queue.push('{"name": "b"}');
      if (line === "got b") queue.end();
    });
    assert.deepEqual(sorted(lines), [
      "end",
      "got b",
      "rejected 0: unknown-field at nam, integer-format at cents",
      "sent 1, 3 bytes",
    ]);
  });

  test(`the messages of the call go first, ${where}`, async () => {
    const queue = new BodyQueue();
    queue.push('{"name": "second"}');
    queue.end();
    const call = chat({ bodies: ['{"name": "first"}'] });
    const lines = await linesOf(runner.call(call, new AbortController().signal, queue));
    assert.deepEqual(
      lines.filter(line => line.startsWith("got")),
      ["got first", "got second"],
    );
  });

  test(`client streaming: one answer after the half-close, ${where}`, async () => {
    const queue = new BodyQueue();
    for (const name of ["a", "b", "c"]) queue.push(JSON.stringify({ name }));
    const call = chat({ path: "/shop.v1.Shop/AddItems", kind: "client-streaming" });
    const lines = await linesOf(runner.call(call, new AbortController().signal, queue), line => {
      if (line.startsWith("sent 2")) queue.end();
    });
    assert.deepEqual(sorted(lines), ["end", "got c", "sent 0, 3 bytes", "sent 1, 3 bytes", "sent 2, 3 bytes"]);
  });

  test(`cancel in the middle, ${where}`, async () => {
    const queue = new BodyQueue();
    const stop = new AbortController();
    queue.push('{"name": "a"}');
    const lines = await linesOf(runner.call(chat(), stop.signal, queue), line => {
      if (line === "got a") stop.abort();
    });
    assert.equal(lines.at(-1), "failed: cancelled");
  });

  test(`bodies that do not fit fail the call with each problem and its place, ${where}`, async () => {
    const bodies = ['{"name": "ok"}', '{"naem": "x", "addedAt": "2023-02-29T00:00:00Z"}'];
    const events: JsonEvent[] = [];
    for await (const event of runner.call(chat({ bodies }), new AbortController().signal)) events.push(event);
    const [failed] = events;
    assert.equal(events.length, 1);
    assert.ok(failed?.type === "failed" && failed.failure.kind === "bad-body");
    assert.deepEqual(
      failed.failure.problems?.map(p => [
        p.body,
        p.code,
        p.path,
        bodies[p.body]?.slice(p.start, p.end),
        p.suggestion,
      ]),
      [
        [1, "unknown-field", "naem", '"naem"', "name"],
        [1, "time-date", "addedAt", '"2023-02-29T00:00:00Z"', undefined],
      ],
    );
  });

  test(`messages carry their bytes where the call asks for them, ${where}`, async () => {
    const call = chat({ bodies: ['{"name": "a"}'], messages: "raw" });
    for await (const event of runner.call(call, new AbortController().signal)) {
      if (event.type !== "message") continue;
      assert.equal(event.message.raw?.length, event.message.bytes);
      assert.equal(
        Buffer.from(event.message.raw ?? [])
          .toString("latin1")
          .slice(0, 3),
        "\n\u0001a",
      );
    }
  });
}
