/** All kinds of calls over plaintext, TLS and mTLS to servers that others wrote: gRPC's interop server, etcd, haproxy and nginx. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { TlsProfile } from "../../client/rpc/call.ts";
import { BodyQueue } from "../../client/rpc/bodyQueue.ts";
import { type JsonCall, type JsonEvent, Session } from "../../client/rpc/session.ts";
import { type CollectOptions, collectCall } from "../support/collectCall.ts";
import { descriptorsOf } from "../support/descriptors.ts";
import { etcdDescriptors } from "../support/etcd.ts";
import { type Balancer, startHaproxy, startNginx } from "../support/lab/balancers.ts";
import { type LabCertificates, makeLabCertificates } from "../support/lab/certificates.ts";
import { startEtcdServer } from "../support/lab/etcdServer.ts";
import { interopProto, type LabServer, type Mode, startInterop } from "../support/lab/interop.ts";

const modes: readonly Mode[] = ["plaintext", "tls", "mtls"];
const interopSet = descriptorsOf(interopProto.root, interopProto.file);
const session = new Session();
const interop = new Map<Mode, LabServer>();
const etcd = new Map<Mode, LabServer>();
const balancers = new Map<"haproxy" | "nginx", Balancer>();
let certificates: LabCertificates;
let etcdSet: Uint8Array;

before(async () => {
  certificates = await makeLabCertificates();
  etcdSet = await etcdDescriptors();
  for (const mode of modes) {
    interop.set(mode, await startInterop(mode, certificates));
    etcd.set(mode, await startEtcdServer(mode, certificates));
  }
  const behind = [(interop.get("plaintext") as LabServer).port];
  balancers.set("haproxy", await startHaproxy(certificates, behind));
  balancers.set("nginx", await startNginx(certificates, behind));
});

after(async () => {
  session.close();
  for (const server of [...interop.values(), ...etcd.values(), ...balancers.values()]) await server.stop();
  certificates?.remove();
});

function profile(mode: Mode): TlsProfile {
  if (mode === "plaintext") return { mode };
  const tls: TlsProfile = { mode, roots: "files", caFiles: [certificates.file("ca.crt")] };
  return mode === "tls"
    ? tls
    : { ...tls, certFile: certificates.file("client.crt"), keyFile: certificates.file("client.key") };
}

type More = Partial<JsonCall>;
const base64 = (text: string): string => Buffer.from(text).toString("base64");

const testCall = (
  address: string,
  mode: Mode,
  method: string,
  bodies: readonly object[],
  more: More = {},
): JsonCall => ({
  address,
  path: `/grpc.testing.TestService/${method}`,
  kind: "unary",
  metadata: [],
  bodies: bodies.map(body => JSON.stringify(body)),
  tls: profile(mode),
  timeoutMs: 20_000,
  ...more,
});

/** What the interop test cases of gRPC's authors ask of a client, as far as a call can show it. */
async function allKinds(address: string, mode: Mode): Promise<void> {
  const send = (method: string, bodies: readonly object[], more?: More) =>
    collectCall(session, interopSet, testCall(address, mode, method, bodies, more));
  const lengths = (messages: readonly Record<string, unknown>[]): number[] =>
    messages.map(m => Buffer.from((m["payload"] as { body: string }).body, "base64").length);
  const payload = { body: base64("x".repeat(271_828)) };
  const unary = await send("UnaryCall", [{ responseSize: 314_159, payload }]);
  assert.equal(unary.status, "OK", JSON.stringify(unary.failure));
  assert.deepEqual(lengths(unary.messages), [314_159]);

  const sizes = [31_415, 9, 2653, 58_979];
  const responseParameters = sizes.map(size => ({ size }));
  const output = await send("StreamingOutputCall", [{ responseParameters }], { kind: "server-streaming" });
  assert.deepEqual(lengths(output.messages), sizes);

  const parts = [27_182, 8, 1828, 45_904].map(size => ({ payload: { body: base64("y".repeat(size)) } }));
  const input = await send("StreamingInputCall", parts, { kind: "client-streaming" });
  assert.equal(input.messages[0]?.["aggregatedPayloadSize"], 74_922);

  const turns = sizes.map(size => ({ responseParameters: [{ size }], payload: { body: base64("z") } }));
  const both = await send("FullDuplexCall", turns, { kind: "bidirectional" });
  assert.deepEqual(lengths(both.messages), sizes);
  assert.deepEqual([output.status, input.status, both.status], ["OK", "OK", "OK"]);
}

for (const mode of modes) {
  test(`the interop server over ${mode}: all kinds`, async () => {
    await allKinds((interop.get(mode) as LabServer).address, mode);
  });

  for (const balancer of ["haproxy", "nginx"] as const)
    test(`the interop server behind ${balancer} over ${mode}: all kinds`, async () => {
      await allKinds((balancers.get(balancer) as Balancer).address(mode), mode);
    });

  test(`etcd over ${mode}: unary, a stream of answers, streams both ways, a status`, async () => {
    const { address } = etcd.get(mode) as LabServer;
    const send = (path: string, bodies: readonly object[], more: More = {}) =>
      collectCall(session, etcdSet, { ...testCall(address, mode, "", bodies, more), path: `/etcdserverpb.${path}` });
    const key = base64("fruit");
    const put = await send("KV/Put", [{ key, value: base64("apple") }]);
    assert.equal(put.status, "OK", JSON.stringify(put.failure));
    const range = await send("KV/Range", [{ key }]);
    assert.equal(range.messages[0]?.["count"], "1");
    const snapshot = await send("Maintenance/Snapshot", [{}], { kind: "server-streaming" });
    assert.equal(snapshot.status, "OK");
    assert.equal(snapshot.messages.at(-1)?.["remainingBytes"], "0");
    const [lease] = (await send("Lease/LeaseGrant", [{ TTL: "60" }])).messages;
    const kept = await send("Lease/LeaseKeepAlive", [{ ID: lease?.["ID"] }, { ID: lease?.["ID"] }], {
      kind: "bidirectional",
    });
    assert.deepEqual(
      kept.messages.map(m => m["ID"]),
      [lease?.["ID"], lease?.["ID"]],
    );
    const future = await send("KV/Range", [{ key, revision: "9999999" }]);
    assert.deepEqual([future.status, future.failure?.kind], ["OUT_OF_RANGE", "status"]);
  });
}

test("metadata goes out and comes back, statuses of the server are told, deadlines and cancellation end calls", async () => {
  const { address } = interop.get("plaintext") as LabServer;
  const send = (method: string, body: object, more?: More, options?: CollectOptions) =>
    collectCall(session, interopSet, testCall(address, "plaintext", method, [body], more), options);
  const binary = Buffer.from([0, 255, 10, 171]).toString("base64");
  const echoed = await send(
    "UnaryCall",
    {},
    {
      metadata: [
        ["x-grpc-test-echo-initial", "test value"],
        ["x-grpc-test-echo-trailing-bin", binary],
      ],
    },
  );
  assert.equal(echoed.headers.get("x-grpc-test-echo-initial"), "test value");
  assert.equal(echoed.trailers.get("x-grpc-test-echo-trailing-bin"), binary);
  const message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";
  const failed = await send("UnaryCall", { responseStatus: { code: 2, message } });
  assert.deepEqual([failed.status, failed.failure?.message], ["UNKNOWN", message]);
  assert.equal((await send("UnimplementedCall", {})).status, "UNIMPLEMENTED");
  // The server waits for more requests, which never come.
  const open = (body: object, more: More, options: CollectOptions = {}) =>
    send("FullDuplexCall", body, { kind: "bidirectional", ...more }, { more: new BodyQueue(), ...options });
  const late = await open({}, { timeoutMs: 200 });
  assert.deepEqual([late.status, late.failure?.kind], ["DEADLINE_EXCEEDED", "deadline"]);
  const abort = new AbortController();
  const onEvent = ({ type }: JsonEvent): void => {
    if (type === "message") abort.abort();
  };
  const stopped = await open({ responseParameters: [{ size: 1 }] }, {}, { signal: abort.signal, onEvent });
  assert.equal(stopped.messages.length, 1);
  assert.equal(stopped.failure?.kind, "cancelled");
});

test("compression, limits of size, and every way to write an address", async () => {
  const { port } = interop.get("plaintext") as LabServer;
  const at = (address: string, more?: More) =>
    collectCall(session, interopSet, testCall(address, "plaintext", "UnaryCall", [{ responseSize: 5000 }], more));
  const addresses = [`localhost:${port}`, `127.0.0.1:${port}`, `dns:///localhost:${port}`, `ipv4:127.0.0.1:${port}`];
  for (const address of [...addresses, `http://localhost:${port}`, `grpc://localhost:${port}/`])
    assert.equal((await at(address)).status, "OK", address);
  assert.equal((await at(`localhost:${port}`, { compression: "gzip" })).status, "OK");
  const large = await at(`localhost:${port}`, { channel: { maxReceiveBytes: 4000 } });
  assert.deepEqual([large.status, large.failure?.kind], ["RESOURCE_EXHAUSTED", "message-too-large"]);
  const kept = await at(`localhost:${port}`, { channel: { keepaliveMs: 60_000, keepaliveTimeoutMs: 5000 } });
  assert.equal(kept.status, "OK");
});
