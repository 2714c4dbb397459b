/** The other end of the runner when its process goes: what another process does by then is not concerned. */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { after, before, test } from "node:test";
import { BodyQueue } from "../../client/rpc/bodyQueue.ts";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { RunnerClient } from "../../client/rpc/runnerClient.ts";
import type { RunnerCall } from "../../client/rpc/runnerProtocol.ts";
import { inFolder } from "../support/cli.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const set = descriptorsOf("test/rpc/fixtures", "shop.proto");
const bundle = path.resolve("client/out/runner.js");
let mock: Mock;

before(async () => {
  mock = await startMock({ descriptorSet: set, mode: "plaintext" });
});
after(() => mock.stop());

const chat = (): RunnerCall => ({
  address: mock.address,
  path: "/shop.v1.Shop/Chat",
  kind: "bidirectional",
  metadata: [],
  bodies: ['{"name": "a"}'],
  tls: { mode: "plaintext" },
  descriptorHash: "shop",
  descriptorSet: Buffer.from(set).toString("base64"),
});

const processOf = (runner: RunnerClient): ChildProcess => (runner as unknown as { child: ChildProcess }).child;

/** The first process hangs up and stays; those after it are runners. */
const firstHangsUp = `
const { existsSync, writeFileSync } = require("node:fs");
if (existsSync(__dirname + "/first")) require(${JSON.stringify(bundle)});
else {
  writeFileSync(__dirname + "/first", "");
  setInterval(() => {}, 1000);
  process.disconnect();
}
`;

test("a process that ends late takes no call of the next one with it, nor what that one knows", async () => {
  await inFolder({ "runner.js": firstHangsUp }, async folder => {
    const runner = new RunnerClient(path.join(folder, "runner.js"));
    try {
      runner.start();
      const first = processOf(runner);
      await once(first, "disconnect");
      const bodies = new BodyQueue();
      const types: string[] = [];
      for await (const event of runner.call(chat(), new AbortController().signal, bodies)) {
        types.push(event.type);
        if (event.type !== "message") continue;
        assert.deepEqual(runner.knownDescriptors, ["shop"]);
        const gone = once(first, "exit");
        first.kill("SIGKILL");
        await gone;
        assert.deepEqual(runner.knownDescriptors, ["shop"]);
        bodies.end();
      }
      assert.equal(types.at(-1), "end");
      const second = processOf(runner);
      const ended = once(second, "exit");
      second.kill("SIGKILL");
      await ended;
      assert.deepEqual(runner.knownDescriptors, []);
    } finally {
      runner.dispose();
    }
  });
});

test("what is cancelled before it is sent is cancelled", async () => {
  const runner = new RunnerClient(bundle);
  try {
    const signal = AbortSignal.abort();
    const events = runner.call(chat(), signal, new BodyQueue());
    const last: unknown[] = [];
    for await (const event of events) last.push(event.type === "failed" ? event.failure.kind : event.type);
    assert.equal(last.at(-1), "cancelled");
    const server = { address: mock.address, tls: { mode: "plaintext" }, metadata: [] } as const;
    const answer = await runner.ask({ type: "reflect", server }, signal);
    assert.equal(!answer.ok && answer.failure.kind, "cancelled");
  } finally {
    runner.dispose();
  }
});
