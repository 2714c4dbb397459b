/** What a runner is asked besides calls, in this process and in the runner's. */
import assert from "node:assert/strict";
import { type AddressInfo, createServer, type Socket } from "node:net";
import path from "node:path";
import { after, before, test } from "node:test";
import { Schema } from "../../client/rpc/codec/schema.ts";
import { InProcessRunner } from "../../client/rpc/inProcessRunner.ts";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import type { WireQuestion } from "../../client/rpc/questions.ts";
import { RunnerClient } from "../../client/rpc/runnerClient.ts";
import type { CallRunner } from "../../client/rpc/runnerProtocol.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const shop = descriptorsOf("test/rpc/fixtures", "shop.proto");
const zoo = descriptorsOf("test/rpc/fixtures", "zoo.proto", "zoo_more.proto");
const reference = (hash: string, set: Uint8Array) => ({
  descriptorHash: hash,
  descriptorSet: Buffer.from(set).toString("base64"),
});
const { signal } = new AbortController();
let mock: Mock;
const runners: Readonly<Record<string, CallRunner>> = {
  "in this process": new InProcessRunner(),
  "in the runner": new RunnerClient(path.resolve("client/out/runner.js")),
};

before(async () => {
  mock = await startMock({ descriptorSet: zoo, mode: "plaintext" });
});

after(async () => {
  for (const runner of Object.values(runners)) runner.dispose();
  await mock.stop();
});

for (const [where, runner] of Object.entries(runners)) {
  test(`a request and an answer on the wire, ${where}`, async () => {
    const ask = (more: Pick<WireQuestion, "direction" | "message"> & Partial<WireQuestion>) =>
      runner.ask(
        { type: "wire", path: "/shop.v1.Shop/GetItem", language: "en", ...reference("shop", shop), ...more },
        signal,
      );
    const sent = await ask({ direction: "request", message: { json: '{"name":"apple"}' } });
    assert.ok(sent.ok && "view" in sent);
    assert.deepEqual(
      [sent.view.type, sent.view.bytes.length, sent.view.jsonBytes],
      ["shop.v1.GetItemRequest", 7, 16],
    );
    assert.match(sent.text, /name = 1: string, LEN 5/);
    const bytes = Buffer.from("2a0161", "hex");
    const received = await ask({ direction: "response", message: { bytes }, language: "ko" });
    assert.ok(received.ok && "view" in received);
    assert.match(received.text, /photo = 5: bytes, LEN 1/);
    assert.match(received.text, /protobuf 3바이트, JSON 16바이트/);
    const wrong = await ask({ direction: "request", message: { json: '{"nmae":1}' } });
    assert.ok(wrong.ok && "problems" in wrong);
    assert.equal(wrong.problems[0]?.suggestion, "name");
    const none = await ask({ direction: "request", message: { json: "{}" }, path: "/shop.v1.Shop/Nope" });
    assert.equal(!none.ok && none.failure.kind, "bad-method");
  });

  test(`a schema that the runner was not given, ${where}`, async () => {
    const question = { type: "wire", path: "/a.B/C", language: "en", descriptorHash: "none" } as const;
    const answer = await runner.ask({ ...question, direction: "request", message: { json: "{}" } }, signal);
    assert.equal(!answer.ok && answer.failure.kind, "runner");
  });

  test(`the schema of a server, ${where}`, async () => {
    const server = { address: mock.address, tls: { mode: "plaintext" }, metadata: [] } as const;
    const answer = await runner.ask({ type: "reflect", server }, signal);
    assert.ok(answer.ok);
    assert.ok(new Schema(answer.descriptorSet).findMethod("zoo.v1.Zoo/Get"));
  });

  test(`what a server has and the workspace does not, ${where}`, async () => {
    const server = { address: mock.address, tls: { mode: "plaintext" }, metadata: [] } as const;
    const same = await runner.ask({ type: "drift", server, ...reference("zoo", zoo) }, signal);
    assert.deepEqual(same, { ok: true, drifts: [], missing: [] });
    const other = await runner.ask({ type: "drift", server, ...reference("shop", shop) }, signal);
    assert.deepEqual(other, {
      ok: true,
      drifts: [{ code: "service-missing", subject: "shop.v1.Shop", args: [], effect: "breaks" }],
      missing: ["shop.v1.Shop"],
    });
  });
}

test("questions fail where the process dies", async () => {
  const runner = new RunnerClient(path.resolve("client/out/runner.js"));
  const accepted: Socket[] = [];
  // It accepts and says nothing, so that the question lasts.
  const silent = createServer(socket => accepted.push(socket));
  await new Promise<void>(resolve => silent.listen(0, "127.0.0.1", resolve));
  try {
    runner.start();
    const address = `localhost:${(silent.address() as AddressInfo).port}`;
    const server = { address, tls: { mode: "plaintext" }, metadata: [], timeoutMs: 20_000 } as const;
    const answer = runner.ask({ type: "reflect", server }, signal);
    process.kill((runner as unknown as { child: { pid: number } }).child.pid, "SIGKILL");
    const answered = await answer;
    assert.equal(!answered.ok && answered.failure.kind, "runner");
  } finally {
    runner.dispose();
    silent.close();
    for (const socket of accepted) socket.destroy();
  }
});
