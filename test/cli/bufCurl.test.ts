/** `protocall call` beside `buf curl`, a client of other authors, on the same servers: the same answers, the same status codes. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { statusNames } from "../../server/src/shared/statusNames.ts";
import { cleanEnvironment } from "../setup/environment.ts";
import { cli } from "../support/cli.ts";
import { descriptorsOf } from "../support/descriptors.ts";
import { etcdDescriptors } from "../support/etcd.ts";
import { type LabCertificates, makeLabCertificates } from "../support/lab/certificates.ts";
import { startEtcdServer } from "../support/lab/etcdServer.ts";
import { interopProto, type LabServer, type Mode, startInterop } from "../support/lab/interop.ts";

const folder = mkdtempSync(path.join(tmpdir(), "protocall-buf-"));
const file = (name: string): string => path.join(folder, name);
let certificates: LabCertificates;
const servers = new Map<string, LabServer>();

before(async () => {
  certificates = await makeLabCertificates();
  writeFileSync(file("interop.binpb"), descriptorsOf(interopProto.root, interopProto.file));
  writeFileSync(file("etcd.binpb"), await etcdDescriptors());
  servers.set("interop plaintext", await startInterop("plaintext", certificates));
  servers.set("interop mtls", await startInterop("mtls", certificates));
  servers.set("etcd mtls", await startEtcdServer("mtls", certificates));
});

after(async () => {
  for (const server of servers.values()) await server.stop();
  certificates?.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly messages: unknown[];
  /** Number of the status. */
  readonly code: number;
}

interface Case {
  readonly server: "interop" | "etcd";
  readonly mode: Mode;
  readonly method: string;
  readonly data: string;
  readonly headers?: readonly string[];
}

const credentials = (): string[] => [
  ...["--cacert", certificates.file("ca.crt"), "--cert", certificates.file("client.crt")],
  ...["--key", certificates.file("client.key")],
];
const headerArgs = ({ headers = [] }: Case): string[] => headers.flatMap(header => ["-H", header]);

async function ours(c: Case): Promise<Outcome> {
  const address = (servers.get(`${c.server} ${c.mode}`) as LabServer).address;
  const how = c.mode === "plaintext" ? ["--plaintext"] : credentials();
  const args = ["call", "--schema", file(`${c.server}.binpb`), "--format", "json", ...how, ...headerArgs(c)];
  const { out, err } = await cli([...args, "-d", c.data, address, c.method]);
  assert.equal(err, "");
  const answer = JSON.parse(out) as { messages: unknown[]; status: (typeof statusNames)[number] };
  return { messages: answer.messages.map(withoutDefaults), code: statusNames.indexOf(answer.status) };
}

function buf(c: Case): Promise<Outcome> {
  const { port } = servers.get(`${c.server} ${c.mode}`) as LabServer;
  const how = c.mode === "plaintext" ? ["--http2-prior-knowledge"] : credentials();
  const scheme = c.mode === "plaintext" ? "http" : "https";
  const args = ["curl", "--protocol", "grpc", "--schema", file(`${c.server}.binpb`), ...how, ...headerArgs(c)];
  return new Promise(resolve =>
    execFile(
      path.resolve("node_modules/.bin/buf"),
      [...args, "-d", c.data, `${scheme}://localhost:${port}/${c.method}`],
      { env: cleanEnvironment({ BUF_CACHE_DIR: file("cache") }) },
      (error, out) => {
        // The exit code is eight times the status.
        const code = error ? Number(error.code) / 8 : 0;
        const messages = out
          .split(/(?<=^\})\n/m)
          .filter(text => text.trim() !== "")
          .map(text => withoutDefaults(JSON.parse(text)));
        resolve({ messages, code });
      },
    ),
  );
}

/** Ours shows fields that have their default values, the other does not. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .filter(([, v]) => !isDefault(v))
    .map(([key, v]) => [key, withoutDefaults(v)] as const);
  return Object.fromEntries(kept);
}

const isDefault = (v: unknown): boolean =>
  v === null ||
  v === "" ||
  v === 0 ||
  v === "0" ||
  v === false ||
  (Array.isArray(v) && v.length === 0) ||
  ["COMPRESSABLE", "GRPCLB_ROUTE_TYPE_UNKNOWN"].includes(String(v));

const service = "grpc.testing.TestService";
const cases: readonly Case[] = (["plaintext", "mtls"] as const).flatMap(mode => [
  { server: "interop", mode, method: `${service}/EmptyCall`, data: "{}" } as const,
  {
    server: "interop",
    mode,
    method: `${service}/UnaryCall`,
    data: '{"responseSize": 7, "payload": {"body": "AAAA"}}',
  } as const,
  {
    server: "interop",
    mode,
    method: `${service}/StreamingOutputCall`,
    data: '{"responseParameters": [{"size": 3}, {"size": 5}]}',
  } as const,
  {
    server: "interop",
    mode,
    method: `${service}/StreamingInputCall`,
    data: '{"payload": {"body": "AAAA"}} {"payload": {"body": "AAECAw=="}}',
  } as const,
  {
    server: "interop",
    mode,
    method: `${service}/FullDuplexCall`,
    data: '{"responseParameters": [{"size": 1}]} {"responseParameters": [{"size": 2}]}',
  } as const,
  ...[3, 5, 7, 9, 14, 16].map(
    code =>
      ({
        server: "interop",
        mode,
        method: `${service}/UnaryCall`,
        data: `{"responseStatus": {"code": ${code}, "message": "as asked"}}`,
      }) as const,
  ),
  { server: "interop", mode, method: `${service}/UnimplementedCall`, data: "{}" } as const,
]);

const etcdCases: readonly Case[] = [
  { server: "etcd", mode: "mtls", method: "etcdserverpb.KV/Range", data: '{"key": "Zm9v", "revision": "999999"}' },
  { server: "etcd", mode: "mtls", method: "etcdserverpb.KV/Put", data: '{"value": "Zm9v"}' },
  { server: "etcd", mode: "mtls", method: "etcdserverpb.KV/Range", data: '{"key": "bm90aGluZw=="}' },
];

test("the same answers and codes as buf curl", async () => {
  const codes: number[] = [];
  for (const c of [...cases, ...etcdCases]) {
    const [mine, theirs] = await Promise.all([ours(c), buf(c)]);
    assert.deepEqual(mine, theirs, `${c.server} ${c.mode} ${c.method} ${c.data}`);
    codes.push(mine.code);
  }
  for (const code of [0, 5, 12]) assert.ok(codes.slice(0, 12).includes(code), codes.join());
});

test("no secret is among the arguments of a process, in what it writes, or in a file that it leaves", async () => {
  const server = servers.get("interop mtls") as LabServer;
  const secrets = { PROTOCALL_PASSPHRASE: "s3cret", PROTOCALL_API_TOKEN: "t0ken-8f3a" };
  const args = [
    ...["call", "--schema", file("interop.binpb"), "-v", "--cacert", certificates.file("ca.crt")],
    ...["--cert", certificates.file("client.crt"), "--key", certificates.file("client.enc-pkcs8.key")],
    ...["-H", "authorization: Bearer {{secret:api_token}}", "-d", "-", server.address, `${service}/FullDuplexCall`],
  ];
  const work = file("work");

  mkdirSync(work);
  const running = cli(args, { cwd: work, env: secrets, input: '{"responseParameters": [{"size": 1}]}' });
  const seen: string[] = [];
  let done = false;
  void running.then(() => {
    done = true;
  });
  while (!done) {
    for (const pid of readdirSync("/proc").filter(name => /^\d+$/.test(name)))
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "latin1");
        if (line.includes("interop.binpb")) seen.push(line);
      } catch {
        // It has ended meanwhile.
      }
    await new Promise(resolve => setImmediate(resolve));
  }
  const result = await running;
  assert.equal(result.code, 0, result.err);
  const failed = await cli(["call", ...args.slice(1, -4), "-d", "{}", "localhost:1", `${service}/EmptyCall`], {
    cwd: work,
    env: secrets,
  });
  assert.equal(failed.code, 1);
  assert.ok(seen.length > 0, "the process was seen");
  const everything = [
    ...seen,
    result.out,
    result.err,
    failed.out,
    failed.err,
    ...readdirSync(work).map(name => readFileSync(path.join(work, name), "latin1")),
  ];
  for (const secret of Object.values(secrets)) for (const text of everything) assert.ok(!text.includes(secret), text);
});
