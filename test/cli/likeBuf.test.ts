/** `protocall call` and `buf curl` on the same servers: the same answers, the same codes. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { cleanEnvironment } from "../setup/environment.ts";
import { run } from "../setup/run.ts";
import { cli } from "../support/cli.ts";
import { type Collectd, startCollectd } from "../support/collectd.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const folder = mkdtempSync(path.join(tmpdir(), "protocall-buf-"));
const file = (name: string): string => path.join(folder, name);
let collectd: Collectd;
const mocks = new Map<string, Mock>();

before(async () => {
  const certificates = await makeCertificates();
  writeCertificates(folder, certificates);
  const descriptorSet = descriptorsOf("test/rpc/fixtures", "zoo.proto", "zoo_more.proto");
  for (const mode of ["plaintext", "tls", "mtls"] as const)
    mocks.set(mode, await startMock({ descriptorSet, mode, certificates }));
  collectd = await startCollectd();
});

after(async () => {
  for (const mock of mocks.values()) await mock.stop();
  await collectd.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  readonly address: string;
  readonly method: string;
  readonly data: string;
  readonly headers?: readonly string[];
  /** Where the certificates lie, for a server with TLS. */
  readonly secrets?: string;
}

interface Said {
  readonly messages: readonly unknown[];
  /** Of gRPC, in lower case. */
  readonly code: string;
  readonly message: string;
}

async function ours({ address, method, data, headers = [], secrets }: Asked): Promise<Said> {
  const credentials = secrets
    ? ["--cacert", `${secrets}/ca.crt`, "--cert", `${secrets}/client.crt`, "--key", `${secrets}/client.key`]
    : ["--plaintext"];
  const metadata = headers.flatMap(header => ["-H", header]);
  const said = await cli([
    "call",
    "--format",
    "json",
    "--reflect",
    ...credentials,
    ...metadata,
    "-d",
    data,
    address,
    method,
  ]);
  const { messages, status, failure } = JSON.parse(said.out) as {
    messages: unknown[];
    status: string;
    failure?: { message?: string };
  };
  return { messages, code: status.toLowerCase(), message: failure?.message ?? "" };
}

async function bufs({ address, method, data, headers = [], secrets }: Asked): Promise<Said> {
  const credentials = secrets
    ? ["--cacert", `${secrets}/ca.crt`, "--cert", `${secrets}/client.crt`, "--key", `${secrets}/client.key`]
    : ["--http2-prior-knowledge"];
  const metadata = headers.flatMap(header => ["-H", header]);
  const url = `${secrets ? "https" : "http"}://${address}/${method}`;
  const flags = ["--protocol", "grpc", "--emit-defaults", ...credentials, ...metadata, "-d", data, url];
  const said = await run(process.execPath, [path.resolve("node_modules/@bufbuild/buf/bin/buf"), "curl", ...flags], {
    env: cleanEnvironment({ BUF_CACHE_DIR: file("buf-cache") }),
    cwd: folder,
  });
  const values = said.output.split(/(?<=^\})\s*$/m).filter(text => text.trim() !== "");
  const parsed = values.map(text => JSON.parse(text) as { code?: string; message?: string });
  const error = said.code === 0 ? undefined : parsed.pop();
  return { messages: parsed, code: error?.code ?? "ok", message: error?.message ?? "" };
}

async function same(asked: Asked): Promise<Said> {
  const [one, two] = await Promise.all([ours(asked), bufs(asked)]);
  assert.deepEqual(one, two);
  return one;
}

for (const mode of ["plaintext", "tls", "mtls"] as const)
  test(`all four kinds over ${mode}`, async () => {
    const secrets = mode === "plaintext" ? {} : { secrets: folder };
    const { address } = mocks.get(mode) as Mock;
    const counts: number[] = [];
    for (const [method, data] of [
      ["Get", '{"name":"Leo"}'],
      ["List", '{"name":"Leo"}'],
      ["Add", '{"name":"a"} {"name":"b"}'],
      ["Chat", '{"name":"a"} {"name":"b"}'],
    ] as const)
      counts.push((await same({ address, method: `zoo.v1.Zoo/${method}`, data, ...secrets })).messages.length);
    assert.deepEqual(counts, [1, 3, 1, 2]);
  });

test("codes and messages of a server that fails", async () => {
  const { address } = mocks.get("plaintext") as Mock;
  for (const status of ["NOT_FOUND", "INVALID_ARGUMENT", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED"]) {
    const headers = [`x-mock-status: ${status}`, "x-mock-message: as asked"];
    const said = await same({ address, method: "zoo.v1.Zoo/Get", data: "{}", headers });
    assert.deepEqual([said.code, said.message], [status.toLowerCase(), "as asked"]);
  }
});

test("a real collectd over plaintext and mTLS", async () => {
  const star = '"host":"*","plugin":"uptime","plugin_instance":"*","type":"*","type_instance":"*"';
  const wrong = { method: "collectd.Collectd/PutValues", data: '{"value_list":{}}' };
  const none = {
    method: "collectd.Collectd/QueryValues",
    data: `{"identifier":{${star.replace("uptime", "nothing")}}}`,
  };
  for (const server of [
    { address: collectd.plaintext },
    { address: collectd.mtls, secrets: collectd.certificates },
  ]) {
    const said = await same({ ...server, ...wrong });
    assert.equal(said.code, "invalid_argument");
    assert.deepEqual((await same({ ...server, ...none })).messages, []);
  }
});
