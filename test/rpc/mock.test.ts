/** The mock server, asked by clients that are not ours: grpc-js as it is, and buf. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import * as grpc from "@grpc/grpc-js";
import { methodCodec } from "../../client/rpc/codec/methodCodec.ts";
import { Schema } from "../../client/rpc/codec/schema.ts";
import { parseAnswers } from "../../client/rpc/mock/recordedAnswers.ts";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { bundledSchema } from "../../client/rpc/reflection/reflectionCodec.ts";
import { cleanEnvironment } from "../setup/environment.ts";
import { run } from "../setup/run.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const set = descriptorsOf("test/rpc/fixtures", "zoo.proto", "zoo_more.proto");
const schema = new Schema(set);
const folder = mkdtempSync(path.join(tmpdir(), "protocall-mock-"));
const file = (name: string): string => path.join(folder, name);
const recorded = `{
  // Written by hand.
  "zoo.v1.Zoo/Get": [{ "name": "Leo", "kind": "KIND_BIRD" }],
  "zoo.v1.Zoo/List": { "messages": [{ "name": "a" }, { "name": "b" }], "status": "ABORTED", "message": "closed",
                       "trailers": { "x-left": "7" } },
}`;
const mocks = new Map<string, Mock>();

before(async () => {
  const certificates = await makeCertificates();
  writeCertificates(folder, certificates);
  const { answers } = parseAnswers(recorded, schema, "en");
  for (const mode of ["plaintext", "tls", "mtls"] as const)
    mocks.set(mode, await startMock({ descriptorSet: set, mode, certificates }));
  mocks.set("recorded", await startMock({ descriptorSet: set, mode: "plaintext", answers }));
});

after(async () => {
  for (const mock of mocks.values()) await mock.stop();
  rmSync(folder, { recursive: true, force: true });
});

const mockOf = (name: string): Mock => mocks.get(name) as Mock;

interface Answered {
  readonly messages: Record<string, unknown>[];
  readonly code: string;
  readonly details: string;
  readonly headers: Record<string, unknown>;
  readonly trailers: Record<string, unknown>;
}

/** A call by grpc-js; a duplex stream fits all four kinds. */
async function ask(
  mock: Mock,
  method: string,
  requests: readonly object[],
  metadata: Readonly<Record<string, string>> = {},
  types: Schema = schema,
): Promise<Answered> {
  const codec = methodCodec(types, method);
  assert.ok(codec, method);
  const client = new grpc.Client(mock.address, grpc.credentials.createInsecure());
  const raw = (bytes: Buffer): Buffer => bytes;
  const sent = new grpc.Metadata();
  for (const [key, value] of Object.entries(metadata)) sent.set(key, value);
  try {
    const call = client.makeBidiStreamRequest(codec.path, raw, raw, sent, { deadline: Date.now() + 20_000 });
    const messages: Record<string, unknown>[] = [];
    let headers: Record<string, unknown> = {};
    call.on("metadata", (received: grpc.Metadata) => {
      headers = received.getMap();
    });
    call.on("data", (bytes: Buffer) => {
      const decoded = codec.decodeResponse(bytes);
      assert.ok("json" in decoded);
      messages.push(JSON.parse(decoded.json) as Record<string, unknown>);
    });
    call.on("error", () => {});
    for (const request of requests) {
      const encoded = codec.encodeRequest(JSON.stringify(request));
      assert.ok("bytes" in encoded);
      call.write(Buffer.from(encoded.bytes));
    }
    call.end();
    const status = await new Promise<grpc.StatusObject>(resolve => call.on("status", resolve));
    return {
      messages,
      code: grpc.status[status.code] as string,
      details: status.details,
      headers,
      trailers: status.metadata.getMap(),
    };
  } finally {
    client.close();
  }
}

test("all four kinds answer, with what the request holds and examples for the rest", async () => {
  const mock = mockOf("plaintext");
  const one = await ask(mock, "zoo.v1.Zoo/Get", [{ name: "Leo" }]);
  assert.deepEqual(one.messages, [
    {
      name: "Leo",
      kind: "KIND_BIRD",
      counts: { "example key": 3 },
      weights: ["42"],
      bornAt: "2026-01-01T00:00:00Z",
      extras: [{}],
      cage: { open: true },
    },
  ]);
  assert.equal((await ask(mock, "zoo.v1.Zoo/List", [{ name: "x" }])).messages.length, 3);
  const five = await ask(mock, "zoo.v1.Zoo/List", [{}], { "x-mock-count": "5" });
  assert.equal(five.messages.length, 5);
  const added = await ask(mock, "zoo.v1.Zoo/Add", [{ name: "a" }, { name: "b" }]);
  assert.deepEqual(
    added.messages.map(m => m.name),
    ["b"],
  );
  const chat = await ask(mock, "zoo.v1.Zoo/Chat", [{ name: "a" }, { name: "b" }]);
  assert.deepEqual(
    chat.messages.map(m => m.name),
    ["a", "b"],
  );
});

test("status, delay and echoed headers by metadata; a wish that makes no sense is told", async () => {
  const mock = mockOf("plaintext");
  const failed = await ask(mock, "zoo.v1.Zoo/Get", [{}], { "x-mock-status": "ABORTED", "x-mock-message": "no" });
  assert.deepEqual([failed.code, failed.details, failed.messages], ["ABORTED", "no", []]);
  const from = performance.now();
  const late = await ask(mock, "zoo.v1.Zoo/Get", [{}], { "x-mock-delay-ms": "120", "x-request-id": "7" });
  assert.ok(performance.now() - from >= 115);
  assert.deepEqual([late.code, late.headers["x-request-id"]], ["OK", "7"]);
  const wrong = await ask(mock, "zoo.v1.Zoo/Get", [{}], { "x-mock-status": "NOPE" });
  assert.deepEqual([wrong.code, wrong.details], ["INVALID_ARGUMENT", "x-mock-status: there is no status NOPE"]);
  const number = await ask(mock, "zoo.v1.Zoo/Get", [{}], { "x-mock-delay-ms": "-1" });
  assert.equal(number.details, "x-mock-delay-ms: expected a number, not -1");
});

test("recorded answers", async () => {
  const mock = mockOf("recorded");
  assert.deepEqual((await ask(mock, "zoo.v1.Zoo/Get", [{}])).messages, [{ name: "Leo", kind: "KIND_BIRD" }]);
  const list = await ask(mock, "zoo.v1.Zoo/List", [{}]);
  assert.deepEqual(list.messages, [{ name: "a" }, { name: "b" }]);
  assert.deepEqual([list.code, list.details], ["ABORTED", "closed"]);
});

test("what is wrong with recorded answers is said with its place", () => {
  const text = `{ "zoo.v1.Zoo/Nope": [], "zoo.v1.Zoo/Get": [{ "nam": "x" }], "zoo.v1.Zoo/List": { "status": "BAD", "delay": 1 },
    "zoo.v1.Zoo/Add": [] }`;
  const { problems } = parseAnswers(text, schema, "en");
  assert.deepEqual(
    problems.map(({ start, message }) => `${text.slice(start, start + 6)}: ${message}`),
    [
      '"zoo.v: there is no method zoo.v1.Zoo/Nope',
      '{ "nam: required field `name` is missing',
      '"nam":: nam: zoo.v1.Animal has no field `nam`, did you mean `name`?',
      '{ "sta: an answer has no `delay`; there are messages, status, message, delayMs, headers, trailers',
      '"BAD",: there is no status BAD',
      "[] }: zoo.v1.Zoo/Add answers with one message, not 0",
    ],
  );
});

test("health: check and watch", async () => {
  const mock = mockOf("plaintext");
  const check = (service: string) => ask(mock, "grpc.health.v1.Health/Check", [{ service }], {}, bundledSchema());
  assert.deepEqual((await check("")).messages, [{ status: "SERVING" }]);
  assert.deepEqual((await check("zoo.v1.Zoo")).messages, [{ status: "SERVING" }]);
  assert.equal((await check("zoo.v1.Nope")).code, "NOT_FOUND");

  const codec = methodCodec(bundledSchema(), "grpc.health.v1.Health/Watch");
  assert.ok(codec);
  const client = new grpc.Client(mock.address, grpc.credentials.createInsecure());
  const request = codec.encodeRequest('{"service": "zoo.v1.Zoo"}');
  assert.ok("bytes" in request);
  const raw = (bytes: Buffer): Buffer => bytes;
  const call = client.makeServerStreamRequest(codec.path, raw, raw, Buffer.from(request.bytes), {});
  const states: unknown[] = [];
  call.on("error", () => {});
  await new Promise<void>(resolve => {
    call.on("data", (bytes: Buffer) => {
      const decoded = codec.decodeResponse(bytes);
      states.push("json" in decoded && (JSON.parse(decoded.json) as { status: string }).status);
      if (states.length === 1) mock.setHealth("zoo.v1.Zoo", "NOT_SERVING");
      if (states.length === 2) resolve();
    });
  });
  call.cancel();
  client.close();
  assert.deepEqual(states, ["SERVING", "NOT_SERVING"]);
  assert.deepEqual((await check("zoo.v1.Zoo")).messages, [{ status: "NOT_SERVING" }]);
  mock.setHealth("zoo.v1.Zoo", "SERVING");
});

const buf = (...args: readonly string[]) =>
  run(process.execPath, [path.resolve("node_modules/@bufbuild/buf/bin/buf"), "curl", ...args], {
    env: cleanEnvironment({ BUF_CACHE_DIR: file("buf-cache") }),
    cwd: folder,
  });

for (const [mode, scheme, flags] of [
  ["plaintext", "http", ["--http2-prior-knowledge"]],
  ["tls", "https", ["--cacert", file("ca.crt")]],
  ["mtls", "https", ["--cacert", file("ca.crt"), "--cert", file("client.crt"), "--key", file("client.key")]],
] as const)
  test(`buf finds its way by reflection over ${mode}`, async () => {
    const url = `${scheme}://localhost:${mockOf(mode).port}`;
    const listed = await buf("--protocol", "grpc", ...flags, "--list-methods", url);
    assert.equal(listed.code, 0, listed.output);
    assert.ok(listed.output.includes("zoo.v1.Zoo/Get"), listed.output);
    const called = await buf("--protocol", "grpc", ...flags, "-d", '{"name":"Leo"}', `${url}/zoo.v1.Zoo/Get`);
    assert.equal(called.code, 0, called.output);
    const answer = JSON.parse(called.output) as Record<string, unknown>;
    // Maps are what other servers describe wrongly.
    assert.deepEqual([answer.name, answer.counts], ["Leo", { "example key": 3 }]);
  });

for (const protocol of ["grpc-v1", "grpc-v1alpha"] as const)
  test(`buf reads ${protocol}`, async () => {
    const url = `http://localhost:${mockOf("plaintext").port}/zoo.v1.Extras/Ping`;
    const flags = ["--protocol", "grpc", "--http2-prior-knowledge", "--reflect-protocol", protocol];
    const called = await buf(...flags, "-d", '{"color":"red"}', url);
    assert.equal(called.code, 0, called.output);
    assert.deepEqual(JSON.parse(called.output), { color: "red" });
  });
