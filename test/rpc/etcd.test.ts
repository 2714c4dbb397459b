/** Calls to a server that others wrote, with the schema that they publish: etcd over TLS with client certificates. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { TlsProfile } from "../../client/rpc/call.ts";
import { InProcessRunner } from "../../client/rpc/inProcessRunner.ts";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import type { CallRunner, RunnerCall } from "../../client/rpc/runnerProtocol.ts";
import { RunnerClient } from "../../client/rpc/runnerClient.ts";
import type { JsonEvent } from "../../client/rpc/session.ts";
import { type Etcd, etcdDescriptors, startEtcd } from "../support/etcd.ts";

let etcd: Etcd;
let set: string;
let strangers: string;
const runners: Readonly<Record<string, CallRunner>> = {
  "in this process": new InProcessRunner(),
  "in the runner": new RunnerClient(path.resolve("client/out/runner.js")),
};

before(async () => {
  strangers = mkdtempSync(path.join(tmpdir(), "protocall-strangers-"));
  writeCertificates(strangers, await makeCertificates());
  // In this order: a server that has started is ended by `after`.
  set = Buffer.from(await etcdDescriptors()).toString("base64");
  etcd = await startEtcd();
});

after(async () => {
  for (const runner of Object.values(runners)) runner.dispose();
  await etcd?.stop();
  rmSync(strangers, { recursive: true, force: true });
});

const mtls = (folder = etcd.certificates): TlsProfile => ({
  mode: "mtls",
  roots: "files",
  caFiles: [path.join(etcd.certificates, "ca.crt")],
  certFile: path.join(folder, "client.crt"),
  keyFile: path.join(folder, "client.key"),
});

const call = (path: string, body: unknown, more: Partial<RunnerCall> = {}): RunnerCall => ({
  address: etcd.address,
  path,
  kind: "unary",
  metadata: [],
  bodies: [JSON.stringify(body)],
  tls: mtls(),
  timeoutMs: 20_000,
  descriptorHash: "etcd",
  descriptorSet: set,
  ...more,
});

async function eventsOf(runner: CallRunner, c: RunnerCall): Promise<JsonEvent[]> {
  const out: JsonEvent[] = [];
  for await (const event of runner.call(c, new AbortController().signal)) out.push(event);
  return out;
}

async function answerOf(runner: CallRunner, c: RunnerCall): Promise<Record<string, unknown>> {
  const events = await eventsOf(runner, c);
  const message = events.find(e => e.type === "message");
  assert.ok(message?.type === "message", JSON.stringify(events.at(-1)));
  return JSON.parse(message.message.json) as Record<string, unknown>;
}

async function failureOf(runner: CallRunner, c: RunnerCall): Promise<{ kind: string; status: string }> {
  const last = (await eventsOf(runner, c)).at(-1);
  assert.ok(last?.type === "failed", JSON.stringify(last));
  return { kind: last.failure.kind, status: last.failure.status };
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

for (const [where, runner] of Object.entries(runners)) {
  test(`writes a key and reads it over mTLS ${where}`, async () => {
    const key = base64(`fruit ${where}`);
    const put = await answerOf(runner, call("/etcdserverpb.KV/Put", { key, value: base64("apple") }));
    const revision = (put.header as { revision: string }).revision;
    assert.match(revision, /^\d+$/);
    const range = await answerOf(runner, call("/etcdserverpb.KV/Range", { key, revision }));
    assert.equal(range.count, "1");
    const [pair] = range.kvs as Record<string, unknown>[];
    assert.deepEqual([pair?.key, pair?.value, pair?.version], [key, base64("apple"), "1"]);
  });

  test(`a transaction with a oneof in each step ${where}`, async () => {
    const key = base64(`counter ${where}`);
    const answer = await answerOf(
      runner,
      call("/etcdserverpb.KV/Txn", {
        compare: [{ key, target: "VERSION", result: "EQUAL", version: "0" }],
        success: [{ requestPut: { key, value: base64("1") } }, { requestRange: { key } }],
        failure: [{ requestDeleteRange: { key } }],
      }),
    );
    assert.equal(answer.succeeded, true);
    assert.deepEqual(
      (answer.responses as object[]).map(response => Object.keys(response)),
      [["responsePut"], ["responseRange"]],
    );
  });

  test(`a status of the server's own is told ${where}`, async () => {
    const failure = await failureOf(runner, call("/etcdserverpb.KV/Put", { value: base64("no key") }));
    assert.deepEqual(failure, { kind: "status", status: "INVALID_ARGUMENT" });
  });

  test(`a stream in both directions ${where}`, async () => {
    const lease = { path: "/etcdserverpb.Lease/LeaseKeepAlive", grant: "/etcdserverpb.Lease/LeaseGrant" };
    const { ID } = await answerOf(runner, call(lease.grant, { TTL: "60" }));
    const body = JSON.stringify({ ID });
    const events = await eventsOf(runner, call(lease.path, {}, { kind: "bidirectional", bodies: [body, body] }));
    const messages = events.flatMap(e => (e.type === "message" ? [JSON.parse(e.message.json)] : []));
    assert.deepEqual(
      messages.map(m => [m.ID, m.TTL]),
      [
        [ID, "60"],
        [ID, "60"],
      ],
    );
    assert.equal(events.at(-1)?.type, "end");
  });
}

test("without a client certificate, with a stranger's, or without trust in its authority the call fails, each saying why", async () => {
  const runner = runners["in this process"] as CallRunner;
  const range = (tls: TlsProfile): Promise<{ kind: string; status: string }> =>
    failureOf(runner, call("/etcdserverpb.KV/Range", { key: base64("x") }, { tls }));
  const caFiles = [path.join(etcd.certificates, "ca.crt")];
  const none = await range({ mode: "tls", roots: "files", caFiles });
  const stranger = await range(mtls(strangers));
  const distrust = await range({ mode: "tls", roots: "files", caFiles: [path.join(strangers, "ca.crt")] });
  const plaintext = await range({ mode: "plaintext" });
  assert.deepEqual(
    [none, stranger, distrust, plaintext].map(({ kind }) => kind),
    ["client-certificate-required", "client-certificate-refused", "untrusted", "server-tls"],
  );
});
