/** A peer that is gone without a word: the connection stays open, and nothing comes any more. Keepalive notices it. */
import assert from "node:assert/strict";
import { createServer as createHttp2Server, type Http2Session } from "node:http2";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { test } from "node:test";
import { Session } from "../../client/rpc/session.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const set = descriptorsOf("test/rpc/fixtures", "shop.proto");

const listen = (server: Pick<Server, "listen" | "address">): Promise<number> =>
  new Promise(resolve => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));

test("keepalive notices a peer that is gone, long before the deadline", async () => {
  const sessions: Http2Session[] = [];
  const sockets: Socket[] = [];
  const stall = (): void => {
    for (const socket of sockets) socket.unpipe().pause();
  };
  const server = createHttp2Server();
  server.on("session", session => sessions.push(session));
  server.on("stream", stream => {
    stream.on("error", () => {});
    stream.respond({ ":status": 200, "content-type": "application/grpc" });
    stream.write(Buffer.from([0, 0, 0, 0, 0]));
  });
  const port = await listen(server);
  const proxy = createServer(socket => {
    const onward = connect(port, "127.0.0.1");
    for (const end of [socket, onward]) end.on("error", () => {});
    sockets.push(socket, onward);
    socket.pipe(onward).pipe(socket);
  });
  const address = `localhost:${await listen(proxy)}`;
  const session = new Session();
  try {
    const call = {
      address,
      path: "/shop.v1.Shop/ListItems",
      kind: "server-streaming",
      metadata: [],
      bodies: [],
      tls: { mode: "plaintext" },
      timeoutMs: 60_000,
      // Long enough for a slow machine to get as far as the message.
      channel: { keepaliveMs: 1500, keepaliveTimeoutMs: 1500 },
    } as const;
    const source = { hash: "shop", bytes: () => set };
    const kinds: string[] = [];
    for await (const event of session.call(call, source, new AbortController().signal)) {
      kinds.push(event.type === "failed" ? event.failure.kind : event.type);
      if (event.type === "message") stall();
    }
    assert.deepEqual(kinds, ["connected", "headers", "message", "connection-lost"]);
  } finally {
    session.close();
    for (const socket of sockets) socket.destroy();
    for (const s of sessions) s.destroy();
    proxy.close();
    server.close();
  }
});
