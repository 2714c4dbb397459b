/** A reader that takes no events makes the server wait, in this process and through the runner's. */
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import * as grpc from "@grpc/grpc-js";
import { InProcessRunner } from "../../client/rpc/inProcessRunner.ts";
import type { CallRunner, RunnerCall } from "../../client/rpc/runnerProtocol.ts";
import { RunnerClient } from "../../client/rpc/runnerClient.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const TOTAL = 20_000;
/** With its tag and length some 4 KB: all of them are 80 MB, more than any buffer on the way holds. */
const message = Buffer.concat([Buffer.from([0x0a, 0x80, 0x20]), Buffer.alloc(4096, "x")]);

const runners: Readonly<Record<string, CallRunner>> = {
  "in this process": new InProcessRunner(),
  "in the runner": new RunnerClient(path.resolve("client/out/runner.js")),
};
const server = new grpc.Server();
let address = "";
let written = 0;

/** Writes as fast as the client lets it, and counts. */
function listItems(call: grpc.ServerWritableStream<Buffer, Buffer>): void {
  written = 0;
  const more = (): void => {
    while (written < TOTAL) {
      written++;
      if (!call.write(message)) {
        call.once("drain", more);
        return;
      }
    }
    call.end();
  };
  more();
}

before(async () => {
  const raw = (bytes: Buffer): Buffer => bytes;
  const ListItems = {
    path: "/shop.v1.Shop/ListItems",
    requestStream: false,
    responseStream: true,
    requestSerialize: raw,
    requestDeserialize: raw,
    responseSerialize: raw,
    responseDeserialize: raw,
  } as const;
  server.addService({ ListItems }, { ListItems: listItems });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  address = `127.0.0.1:${port}`;
});

after(() => {
  for (const runner of Object.values(runners)) runner.dispose();
  server.forceShutdown();
});

/** Resolves when the server has written nothing for a while: then it waits. */
async function serverRests(): Promise<number> {
  for (;;) {
    const seen = written;
    await new Promise(resolve => setTimeout(resolve, 400));
    if (written === seen) return seen;
  }
}

const call = (): RunnerCall => ({
  address,
  path: "/shop.v1.Shop/ListItems",
  kind: "server-streaming",
  metadata: [],
  bodies: ["{}"],
  tls: { mode: "plaintext" },
  descriptorHash: "shop",
  descriptorSet: Buffer.from(descriptorsOf("test/rpc/fixtures", "shop.proto")).toString("base64"),
});

for (const [where, runner] of Object.entries(runners))
  test(`a reader that rests holds the server back, and gets all when it goes on, ${where}`, async () => {
    let received = 0;
    for await (const event of runner.call(call(), new AbortController().signal)) {
      if (event.type === "failed") assert.fail(JSON.stringify(event.failure));
      if (event.type !== "message") continue;
      received++;
      if (received !== 10) continue;
      const rested = await serverRests();
      assert.ok(rested < TOTAL / 4, `the server wrote ${rested} messages to a reader that had taken 10`);
    }
    assert.equal(received, TOTAL);
    assert.equal(written, TOTAL);
  });

test("a call whose reader rests can be cancelled", async () => {
  const abort = new AbortController();
  const runner = runners["in the runner"]!;
  let last = "";
  for await (const event of runner.call(call(), abort.signal)) {
    last = event.type === "failed" ? event.failure.status : event.type;
    if (event.type !== "message" || abort.signal.aborted) continue;
    await serverRests();
    abort.abort();
  }
  assert.equal(last, "CANCELLED");
});
