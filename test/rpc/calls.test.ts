/** Calls of all kinds over plaintext, TLS and mTLS against the product's own server, in this process and in the runner's. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttp2Server } from "node:http2";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { TlsProfile } from "../../client/rpc/call.ts";
import { failureText } from "../../client/rpc/failureText.ts";
import { InProcessRunner } from "../../client/rpc/inProcessRunner.ts";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import type { CallRunner, RunnerCall } from "../../client/rpc/runnerProtocol.ts";
import { RunnerClient } from "../../client/rpc/runnerClient.ts";
import type { JsonEvent } from "../../client/rpc/session.ts";
import { descriptorsOf } from "../support/descriptors.ts";
import { nobody } from "../support/freePort.ts";

type Mode = TlsProfile["mode"];
const modes: readonly Mode[] = ["plaintext", "tls", "mtls"];
const folder = mkdtempSync(path.join(tmpdir(), "protocall-calls-"));
const file = (name: string): string => path.join(folder, name);
const set = descriptorsOf("test/rpc/fixtures", "shop.proto");
const mocks = new Map<Mode, Mock>();
const runners: Readonly<Record<string, CallRunner>> = {
  "in this process": new InProcessRunner(),
  "in the runner": new RunnerClient(path.resolve("client/out/runner.js")),
};
const others: Server[] = [];
const sockets = new Set<Socket>();
const accepted: Socket[] = [];

before(async () => {
  const certificates = await makeCertificates();
  writeCertificates(folder, certificates);
  writeCertificates(file("other"), await makeCertificates());
  for (const mode of modes) mocks.set(mode, await startMock({ descriptorSet: set, mode, certificates }));
});

after(async () => {
  for (const mock of mocks.values()) await mock.stop();
  for (const server of others) server.close();
  for (const socket of sockets) socket.destroy();
  // A server that never reads does not notice that its clients are gone.
  for (const socket of accepted) socket.destroy();
  for (const runner of Object.values(runners)) runner.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const profiles: Readonly<Record<Mode, TlsProfile>> = {
  plaintext: { mode: "plaintext" },
  tls: { mode: "tls", roots: "files", caFiles: [file("ca.crt")] },
  mtls: {
    mode: "mtls",
    roots: "files",
    caFiles: [file("ca.crt")],
    certFile: file("client.crt"),
    keyFile: file("client.key"),
  },
};

const call = (mode: Mode, more: Partial<RunnerCall> = {}): RunnerCall => ({
  address: (mocks.get(mode) as Mock).address,
  path: "/shop.v1.Shop/GetItem",
  kind: "unary",
  metadata: [],
  bodies: ["{}"],
  tls: profiles[mode],
  timeoutMs: 10_000,
  descriptorHash: "shop",
  descriptorSet: Buffer.from(set).toString("base64"),
  ...more,
});

async function eventsOf(
  runner: CallRunner,
  c: RunnerCall,
  signal = new AbortController().signal,
): Promise<JsonEvent[]> {
  const out: JsonEvent[] = [];
  for await (const event of runner.call(c, signal)) out.push(event);
  return out;
}

const messages = (events: readonly JsonEvent[]): Record<string, unknown>[] =>
  events.flatMap(e => (e.type === "message" ? [JSON.parse(e.message.json) as Record<string, unknown>] : []));

const failureOf = (events: readonly JsonEvent[]) => {
  const last = events.at(-1);
  assert.equal(last?.type, "failed", JSON.stringify(last));
  return (last as JsonEvent & { type: "failed" }).failure;
};

for (const [where, runner] of Object.entries(runners))
  for (const mode of modes) {
    test(`unary over ${mode} ${where}`, async () => {
      const body = '{ "name": "apple", /* exact */ "cents": 9007199254740993, }';
      const events = await eventsOf(runner, call(mode, { bodies: [body], metadata: [["x-request-id", "7"]] }));
      assert.deepEqual(
        events.map(e => e.type),
        ["connected", "headers", "message", "end"],
      );
      const [item] = messages(events);
      assert.equal(item?.name, "apple");
      assert.equal(item?.cents, "9007199254740993");
      const headers = events.find(e => e.type === "headers");
      assert.ok(headers?.type === "headers" && headers.metadata.some(([k, v]) => k === "x-request-id" && v === "7"));
      const connected = events[0];
      assert.equal(
        connected?.type === "connected" && connected.tls?.peerSubject,
        mode === "plaintext" ? undefined : "CN=localhost",
      );
    });

    test(`streams over ${mode} ${where}`, async () => {
      const listed = await eventsOf(
        runner,
        call(mode, { path: "/shop.v1.Shop/ListItems", kind: "server-streaming" }),
      );
      assert.equal(messages(listed).length, 3);
      const bodies = ['{"name":"a"}', '{"name":"b"}'];
      const added = await eventsOf(
        runner,
        call(mode, { path: "/shop.v1.Shop/AddItems", kind: "client-streaming", bodies }),
      );
      assert.equal(messages(added)[0]?.name, "b");
      const chat = await eventsOf(runner, call(mode, { path: "/shop.v1.Shop/Chat", kind: "bidirectional", bodies }));
      assert.deepEqual(
        messages(chat).map(m => m.name),
        ["a", "b"],
      );
    });
  }

const local = runners["in this process"] as CallRunner;

test("a status of the server is told with its message", async () => {
  const metadata = [
    ["x-mock-status", "NOT_FOUND"],
    ["x-mock-message", "no such item"],
  ] as const;
  const reason = failureOf(await eventsOf(local, call("plaintext", { metadata })));
  assert.deepEqual([reason.kind, reason.status, reason.message], ["status", "NOT_FOUND", "no such item"]);
});

test("deadline and cancel", async () => {
  const metadata = [["x-mock-delay-ms", "20000"]] as const;
  // With the connection up it is the call that is late.
  assert.equal((await eventsOf(local, call("plaintext"))).at(-1)?.type, "end");
  const late = failureOf(await eventsOf(local, call("plaintext", { metadata, timeoutMs: 150 })));
  assert.deepEqual([late.kind, late.status], ["deadline", "DEADLINE_EXCEEDED"]);
  for (const runner of Object.values(runners)) {
    const stop = new AbortController();
    const server = createHttp2Server();
    // It has the call and does not answer.
    server.on("stream", stream => {
      stream.on("error", () => {});
      stop.abort();
    });
    const address = await listening(server as unknown as Server);
    assert.equal(failureOf(await eventsOf(runner, call("plaintext", { address }), stop.signal)).kind, "cancelled");
  }
});

/** A server that is no gRPC server, on a free port. */
async function listening(server: Server): Promise<string> {
  others.push(server);
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.on("connection", socket => accepted.push(socket));
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return `localhost:${(server.address() as { port: number }).port}`;
}

test("every way in which a connection does not come about has its own explanation", async () => {
  const plain = (mocks.get("plaintext") as Mock).address;
  const tls = (mocks.get("tls") as Mock).address;
  const mtls = (mocks.get("mtls") as Mock).address;
  const other = { certFile: file("other/client.crt"), keyFile: file("other/client.key") };
  const http1 = await listening(
    createTcpServer((s: Socket) => s.once("data", () => s.end("HTTP/1.1 400 Bad Request\r\n\r\n"))),
  );
  const silent = await listening(createTcpServer((s: Socket) => void s.resume()));
  const closing = await listening(createTcpServer((s: Socket) => s.destroy()));
  const { cert, key } = (await makeCertificates()).server;
  const noAlpn = await listening(createTlsServer({ cert, key, ALPNProtocols: ["http/1.1"] }));
  const cases: readonly (readonly [string, string, TlsProfile])[] = [
    ["refused", nobody, profiles.plaintext],
    ["dns", "no-such-host.invalid:1", profiles.plaintext],
    ["socket-missing", `unix:${file("none.sock")}`, profiles.plaintext],
    ["server-plaintext", plain, profiles.tls],
    ["server-tls", tls, profiles.plaintext],
    // The server sends its authority along.
    ["untrusted-root", tls, { mode: "tls" }],
    ["untrusted", tls, { ...profiles.tls, caFiles: [file("other/ca.crt")] }],
    ["name-mismatch", tls, { ...profiles.tls, serverName: "prod.example.com" }],
    ["client-certificate-required", mtls, profiles.tls],
    ["client-certificate-refused", mtls, { ...profiles.mtls, ...other }],
    ["http1", http1, profiles.plaintext],
    ["http1", http1, profiles.tls],
    ["silent", silent, profiles.plaintext],
    ["closed", closing, profiles.plaintext],
    ["no-alpn", noAlpn, { mode: "tls", skipVerify: true }],
    ["bad-target", "host:port", profiles.plaintext],
    ["bad-target", "ftp://localhost:1", profiles.plaintext],
    ["bad-file", tls, { ...profiles.tls, caFiles: [file("client.key")] }],
    ["bad-file", tls, { ...profiles.tls, caFiles: [file("missing.crt")] }],
    ["bad-file", mtls, { mode: "mtls", caFiles: [file("ca.crt")] }],
    ["key-mismatch", mtls, { ...profiles.mtls, keyFile: file("server.key") }],
  ];
  for (const [kind, address, profile] of cases) {
    const timeoutMs = kind === "silent" ? 1500 : 15_000;
    const reason = failureOf(await eventsOf(local, call("plaintext", { address, tls: profile, timeoutMs })));
    assert.equal(reason.kind, kind, `${address} ${JSON.stringify(profile)}: ${JSON.stringify(reason)}`);
    for (const language of ["en", "ko"] as const) {
      const text = failureText(reason, language);
      assert.ok(
        text.title && ![text.title, ...text.advice].some(t => t.includes("?}") || /\{\w+\}/.test(t)),
        text.title,
      );
    }
  }
});

test("trusting what was sent helps, never anything less", async () => {
  const reason = failureOf(await eventsOf(local, call("tls", { tls: { mode: "tls" } })));
  assert.match(reason.certificate ?? "", /BEGIN CERTIFICATE/);
  writeFileSync(file("trusted.crt"), reason.certificate ?? "");
  const events = await eventsOf(
    local,
    call("tls", { tls: { mode: "tls", roots: "files", caFiles: [file("ca.crt")] } }),
  );
  assert.equal(events.at(-1)?.type, "end");
  // A connection without verification must not serve a call that asks for it.
  const lax = await eventsOf(local, call("tls", { tls: { mode: "tls", skipVerify: true } }));
  assert.equal(lax.at(-1)?.type, "end");
  assert.equal(failureOf(await eventsOf(local, call("tls", { tls: { mode: "tls" } }))).kind, "untrusted-root");
});

test("bad metadata, bodies and methods are said before anything is sent", async () => {
  const secret = "s3cret-value\u0001";
  const header = failureOf(await eventsOf(local, call("plaintext", { metadata: [["authorization", secret]] })));
  assert.equal(header.kind, "bad-metadata");
  assert.ok(!JSON.stringify(header).includes("s3cret"));
  for (const key of ["connection", "te", "grpc-timeout", "a b"])
    assert.equal(
      failureOf(await eventsOf(local, call("plaintext", { metadata: [[key, "x"]] }))).kind,
      "bad-metadata",
      key,
    );
  for (const body of ["{", "[]", '{"nope": 1}', '{"cents": "abc"}', '{"name": 5}'])
    assert.equal(failureOf(await eventsOf(local, call("plaintext", { bodies: [body] }))).kind, "bad-body", body);
  assert.equal(
    failureOf(await eventsOf(local, call("plaintext", { path: "/shop.v1.Shop/Nope" }))).kind,
    "bad-method",
  );
});

test("a runner that dies fails its calls and is started again", async () => {
  const runner = new RunnerClient(path.resolve("client/out/runner.js"));
  try {
    runner.start();
    const pending = eventsOf(runner, call("plaintext", { metadata: [["x-mock-delay-ms", "20000"]] }));
    const child = (runner as unknown as { child: { pid: number } }).child;
    process.kill(child.pid, "SIGKILL");
    assert.equal(failureOf(await pending).kind, "runner");
    assert.equal((await eventsOf(runner, call("plaintext"))).at(-1)?.type, "end");
  } finally {
    runner.dispose();
  }
});
