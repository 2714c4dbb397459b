/** Limits of time in a process that was held up: what came in time and waits to be read counts. */
import assert from "node:assert/strict";
import { type AddressInfo, createServer, type Server } from "node:net";
import { test } from "node:test";
import { probePlain } from "../../client/rpc/diagnose/probe.ts";
import { parseTarget } from "../../client/rpc/target.ts";
import { dial } from "../../client/rpc/transport/dial.ts";

const LIMIT_MS = 20;

/** As a computation would, or another program on the only core. */
function holdUp(): void {
  const until = performance.now() + 5 * LIMIT_MS;
  while (performance.now() < until);
}

async function listening(server: Server, use: (address: string) => Promise<void>): Promise<void> {
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

test("a connection that came about meanwhile is one", () =>
  listening(createServer(), async address => {
    const dialing = dial(parseTarget(address), undefined, LIMIT_MS);
    // The system connects by itself, once it was asked to.
    await new Promise<void>(resolve => process.nextTick(resolve));
    holdUp();
    const dialed = await dialing;
    assert.ok(dialed.ok);
    dialed.socket.destroy();
  }));

test("bytes that came meanwhile are read", () =>
  listening(
    createServer(socket => {
      socket.on("error", () => {});
      socket.end("220 mail ready\r\n", holdUp);
    }),
    async address => {
      const answer = await probePlain(parseTarget(address), undefined, LIMIT_MS * 4);
      assert.ok(answer.connected);
      assert.equal(answer.firstBytes?.toString(), "220 mail ready\r\n");
    },
  ));
