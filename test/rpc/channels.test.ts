/** Channels: sockets, proxies, retries, sharing, and what reaches a server of plain grpc-js, which is asked here. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import * as grpc from "@grpc/grpc-js";
import { type JsonCall, Session } from "../../client/rpc/session.ts";
import { parseTarget } from "../../client/rpc/target.ts";
import { Channels } from "../../client/rpc/transport/channel.ts";
import { collectCall } from "../support/collectCall.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const folder = mkdtempSync(path.join(tmpdir(), "protocall-channels-"));
const socketFile = path.join(folder, "server.sock");
const set = descriptorsOf("test/rpc/fixtures", "shop.proto");
const session = new Session();
const seen: grpc.Metadata[] = [];
const server = new grpc.Server();
let failuresLeft = 0;
let address: string;

const bind = (at: string): Promise<number> =>
  new Promise((resolve, reject) =>
    server.bindAsync(at, grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );

before(async () => {
  const raw = (bytes: Buffer): Buffer => bytes;
  server.addService(
    {
      GetItem: {
        path: "/shop.v1.Shop/GetItem",
        requestStream: false,
        responseStream: false,
        requestSerialize: raw,
        requestDeserialize: raw,
        responseSerialize: raw,
        responseDeserialize: raw,
      },
    },
    {
      GetItem: ((call, done) => {
        seen.push(call.metadata);
        if (failuresLeft-- > 0) done({ code: grpc.status.UNAVAILABLE, details: "try again" });
        else done(null, Buffer.alloc(0));
      }) as grpc.handleUnaryCall<Buffer, Buffer>,
    },
  );
  address = `localhost:${await bind("127.0.0.1:0")}`;
  await bind(`unix:${socketFile}`);
});

after(() => {
  session.close();
  server.forceShutdown();
  rmSync(folder, { recursive: true, force: true });
});

const send = (more: Partial<JsonCall> = {}, by = session) =>
  collectCall(by, set, {
    address,
    path: "/shop.v1.Shop/GetItem",
    kind: "unary",
    metadata: [],
    bodies: [],
    tls: { mode: "plaintext" },
    timeoutMs: 8000,
    ...more,
  });

test("unix sockets in each way of writing them", async () => {
  for (const at of [`unix:${socketFile}`, `unix://${socketFile}`, `unix:${path.relative(".", socketFile)}`]) {
    const { status, failure } = await send({ address: at });
    assert.equal(status, "OK", `${at}: ${JSON.stringify(failure)}`);
  }
});

test("IPv6 in each way of writing it", async () => {
  const port = await bind("[::1]:0");
  for (const at of [`[::1]:${port}`, `ipv6:[::1]:${port}`, `dns:///[::1]:${port}`, `http://[::1]:${port}`]) {
    const { status, failure, events } = await send({ address: at });
    assert.equal(status, "OK", `${at}: ${JSON.stringify(failure)}`);
    assert.equal(events[0]?.type === "connected" && events[0].peer, `[::1]:${port}`);
  }
});

test("a proxy that was asked for carries the call, and is told where to", async () => {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer(socket => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", head => {
      const [, host = "", port = ""] = /^CONNECT ([^:]+):(\d+) /.exec(head.toString()) ?? [];
      asked.push(`${host}:${port}`);
      const onward = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        socket.pipe(onward).pipe(socket);
      });
      sockets.add(onward);
      onward.on("error", () => {});
    });
  });
  await new Promise<void>(resolve => proxy.listen(0, "127.0.0.1", resolve));
  const at = `localhost:${(proxy.address() as { port: number }).port}`;
  for (const written of [at, `http://${at}`]) {
    const { status, failure } = await send({ channel: { proxy: written } });
    assert.equal(status, "OK", JSON.stringify(failure));
  }
  proxy.close();
  for (const socket of sockets) socket.destroy();
  assert.deepEqual([...new Set(asked)], [address]);
});

test("retries as the service config has them", async () => {
  const name = [{ service: "shop.v1.Shop" }];
  const retryPolicy = {
    maxAttempts: 4,
    initialBackoff: "0.01s",
    maxBackoff: "0.1s",
    backoffMultiplier: 1.5,
    retryableStatusCodes: ["UNAVAILABLE"],
  };
  failuresLeft = 2;
  assert.equal((await send()).status, "UNAVAILABLE", "without a policy the first answer counts");
  failuresLeft = 2;
  assert.equal((await send({ channel: { serviceConfig: { methodConfig: [{ name, retryPolicy }] } } })).status, "OK");
  assert.equal(failuresLeft, -1);
});

test("credentials of the caller reach the server in one header", async () => {
  const expected = {
    "Bearer t0ken": { type: "bearer", token: "t0ken" },
    [`Basic ${Buffer.from("me:s3cret").toString("base64")}`]: { type: "basic", username: "me", password: "s3cret" },
  } as const;
  for (const [header, credentials] of Object.entries(expected)) {
    assert.equal((await send({ credentials })).status, "OK");
    assert.deepEqual(seen.at(-1)?.get("authorization"), [header]);
  }
});

test("a channel is shared by calls with the same address, credentials and options, and by no others", () => {
  const channels = new Channels();
  const target = parseTarget(address);
  const take = (connection: Parameters<Channels["take"]>[1]) => channels.take(target, connection);
  const first = take({ tls: { mode: "plaintext" } });
  assert.equal(take({ tls: { mode: "plaintext" } }).client, first.client);
  assert.notEqual(take({ tls: { mode: "plaintext" }, channel: { keepaliveMs: 1000 } }).client, first.client);
  assert.notEqual(take({ tls: { mode: "tls" } }).client, first.client);
  assert.notEqual(take({ tls: { mode: "tls", skipVerify: true } }).client, take({ tls: { mode: "tls" } }).client);
  assert.equal(channels.size, 4);
  first.discard();
  assert.notEqual(take({ tls: { mode: "plaintext" } }).client, first.client);
  channels.close();
  assert.equal(channels.size, 0);
});

test("tells whether the channel to an address is connected, without connecting", async () => {
  const other = new Session();
  const port = await bind("127.0.0.1:0");
  const at = `127.0.0.1:${port}`;
  assert.equal(other.channelState(at), "idle");
  assert.equal((await send({ address: at }, other)).status, "OK");
  assert.equal(other.channelState(at), "connected");
  assert.equal(other.channelState("127.0.0.1:1"), "idle");
  assert.equal(other.channelState("no address at all"), "idle");
  other.close();
  assert.equal(other.channelState(at), "idle");
});

test("what a server may not be sent is refused, each naming the key", async () => {
  const count = seen.length;
  for (const key of [
    "connection",
    "keep-alive",
    "proxy-connection",
    "transfer-encoding",
    "upgrade",
    "host",
    "content-length",
    "te",
    "grpc-timeout",
    ":path",
    "a b",
    "ä",
  ]) {
    const { failure } = await send({ metadata: [[key, "s3cret"]] });
    assert.equal(failure?.kind, "bad-metadata", key);
    assert.equal(failure.facts["key"], key);
    assert.doesNotMatch(JSON.stringify(failure), /s3cret/);
  }
  for (const value of ["a\nb", "ä", "a\u0000"])
    assert.equal((await send({ metadata: [["x-key", value]] })).failure?.kind, "bad-metadata");
  assert.equal((await send({ metadata: [["x-bin", "no base64!"]] })).failure?.kind, "bad-metadata");
  assert.equal(seen.length, count);
});
