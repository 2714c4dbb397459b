/** Connect and gRPC-Web against the server library of Connect's authors: all kinds of calls over HTTP/1.1, HTTP/2, TLS and mTLS. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Protocol, TlsProfile } from "../../client/rpc/call.ts";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { type JsonCall, Session } from "../../client/rpc/session.ts";
import { collectCall } from "../support/collectCall.ts";
import { type ConnectServer, startConnectServer } from "../support/connectServer.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const folder = mkdtempSync(path.join(tmpdir(), "protocall-connect-"));
const file = (name: string): string => path.join(folder, name);
const set = descriptorsOf("test/rpc/fixtures", "shop.proto");
const session = new Session();
const servers = new Map<string, ConnectServer>();
const address = (name: string): string => (servers.get(name) as ConnectServer).address;

before(async () => {
  const certificates = await makeCertificates();
  writeCertificates(folder, certificates);
  const tls = certificates.server;
  const service = "shop.v1.Shop";
  servers.set("http1", await startConnectServer({ set, service, form: "http1" }));
  servers.set("http2", await startConnectServer({ set, service, form: "http2" }));
  servers.set("tls", await startConnectServer({ set, service, form: tls }));
  servers.set("mtls", await startConnectServer({ set, service, form: { ...tls, ca: certificates.ca.cert } }));
});

after(async () => {
  session.close();
  for (const server of servers.values()) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const tlsProfile: TlsProfile = { mode: "tls", roots: "files", caFiles: [file("ca.crt")] };
const profiles: Readonly<Record<string, TlsProfile>> = {
  http1: { mode: "plaintext" },
  http2: { mode: "plaintext" },
  tls: tlsProfile,
  mtls: { ...tlsProfile, mode: "mtls", certFile: file("client.crt"), keyFile: file("client.key") },
};

const call = (server: string, protocol: Protocol, method: string, more: Partial<JsonCall> = {}): JsonCall => ({
  address: address(server),
  path: `/shop.v1.Shop/${method}`,
  kind: "unary",
  metadata: [],
  bodies: [],
  tls: profiles[server] as TlsProfile,
  timeoutMs: 10_000,
  protocol,
  ...(server === "http2" ? { channel: { httpVersion: "2" as const } } : {}),
  ...more,
});

for (const protocol of ["connect", "grpc-web"] as const)
  for (const server of ["http1", "http2", "tls", "mtls"])
    test(`${protocol} over ${server}`, async () => {
      const body = '{"name": "apple", "cents": 9007199254740993}';
      const unary = await collectCall(
        session,
        set,
        call(server, protocol, "GetItem", { bodies: [body], metadata: [["x-id", "7"]] }),
      );
      assert.equal(unary.status, "OK", JSON.stringify(unary.failure));
      assert.deepEqual([unary.messages[0]?.["name"], unary.messages[0]?.["cents"]], ["apple", "9007199254740993"]);
      assert.equal(unary.headers.get("x-id"), "7");
      assert.equal(unary.trailers.get("end-x-id"), "7");
      const [connected] = unary.events;
      const subject = connected?.type === "connected" ? connected.tls?.peerSubject : "none";
      assert.equal(subject, server.startsWith("http") ? undefined : "CN=localhost");

      const list = await collectCall(
        session,
        set,
        call(server, protocol, "ListItems", { kind: "server-streaming", bodies: [body] }),
      );
      assert.deepEqual(
        list.messages.map(m => m["name"]),
        ["apple", "apple", "apple"],
      );
      const bodies = ['{"name":"a"}', '{"name":"b"}'];
      const add = await collectCall(
        session,
        set,
        call(server, protocol, "AddItems", { kind: "client-streaming", bodies }),
      );
      // gRPC-Web has no streams of requests, but the libraries of both sides carry them.
      assert.deepEqual(
        add.messages.map(m => m["name"]),
        ["b"],
        JSON.stringify(add.failure),
      );
      if (server === "http1") return;
      const chat = await collectCall(session, set, call(server, protocol, "Chat", { kind: "bidirectional", bodies }));
      assert.deepEqual(
        chat.messages.map(m => m["name"]),
        ["a", "b"],
        JSON.stringify(chat.failure),
      );
    });

test("a failure tells the server's status, and why a connection does not come about", async () => {
  for (const protocol of ["connect", "grpc-web"] as const) {
    const failed = await collectCall(
      session,
      set,
      call("tls", protocol, "GetItem", { metadata: [["x-fail", "NotFound"]] }),
    );
    assert.deepEqual(
      [failed.failure?.kind, failed.status, failed.failure?.message],
      ["status", "NOT_FOUND", "failed with NotFound"],
    );
    const untrusted = await collectCall(session, set, call("tls", protocol, "GetItem", { tls: { mode: "tls" } }));
    assert.equal(untrusted.failure?.kind, "untrusted");
    const wrongName = await collectCall(
      session,
      set,
      call("tls", protocol, "GetItem", { tls: { ...tlsProfile, serverName: "prod.example.com" } }),
    );
    assert.equal(wrongName.failure?.kind, "name-mismatch");
    const none = await collectCall(session, set, call("mtls", protocol, "GetItem", { tls: tlsProfile }));
    assert.equal(none.failure?.kind, "client-certificate-required");
    const plain = await collectCall(session, set, call("http2", protocol, "GetItem", { tls: tlsProfile }));
    assert.equal(plain.failure?.kind, "server-plaintext");
  }
});

test("calls over HTTP/2 share a connection, and one that was closed is made anew", async () => {
  const server = await startConnectServer({ set, service: "shop.v1.Shop", form: "http2" });
  const own = new Session();
  try {
    const send = async (protocol: Protocol, more: Partial<JsonCall> = {}) => {
      const { failure } = await collectCall(own, set, {
        ...call("http2", protocol, "GetItem"),
        address: server.address,
        ...more,
      });
      assert.equal(failure?.kind, more.metadata ? "status" : undefined);
    };
    await send("connect");
    await send("grpc-web");
    await send("connect", { metadata: [["x-fail", "Unavailable"]] });
    await Promise.all([send("connect"), send("grpc-web")]);
    assert.equal(server.connections, 1);
    await server.disconnect();
    // Whether the end of the connection was noticed by then or shows in this call: the next one has another.
    await collectCall(own, set, { ...call("http2", "connect", "GetItem"), address: server.address });
    await send("connect");
    assert.equal(server.connections, 2);
  } finally {
    own.close();
    await server.stop();
  }
});
