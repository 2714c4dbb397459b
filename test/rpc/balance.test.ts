/** Who answers behind real balancers: pinned by L4, spread by L7, spread by the client. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Balance } from "../../client/rpc/balance/balance.ts";
import { type CliResult, cli } from "../support/cli.ts";
import { etcdDescriptors } from "../support/etcd.ts";
import { type Balancer, startHaproxy, startNginx } from "../support/lab/balancers.ts";
import { type LabCertificates, makeLabCertificates } from "../support/lab/certificates.ts";
import { startEtcdServer } from "../support/lab/etcdServer.ts";
import type { LabServer } from "../support/lab/interop.ts";

const folder = mkdtempSync(path.join(tmpdir(), "protocall-balance-"));
const schema = path.join(folder, "etcd.binpb");
let certificates: LabCertificates;
let servers: LabServer[] = [];
let haproxy: Balancer;
let nginx: Balancer;

before(async () => {
  certificates = await makeLabCertificates();
  servers = await Promise.all([1, 2, 3].map(() => startEtcdServer("plaintext", certificates)));
  const ports = servers.map(server => server.port);
  haproxy = await startHaproxy(certificates, ports);
  nginx = await startNginx(certificates, ports);
  writeFileSync(schema, await etcdDescriptors());
});

after(async () => {
  for (const server of [...servers, haproxy, nginx]) await server?.stop();
  certificates?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const run = (address: string, ...more: readonly string[]): Promise<CliResult> =>
  cli([
    "probe",
    "--schema",
    schema,
    "-n",
    "30",
    "--format",
    "json",
    ...more,
    address,
    "etcdserverpb.Maintenance/Status",
  ]);

async function probed(address: string, ...more: readonly string[]): Promise<Balance> {
  const { code, out, err } = await run(address, ...more);
  assert.equal(code, 0, err + out);
  return JSON.parse(out) as Balance;
}

const shares = (balance: Balance, way: string): number[] =>
  balance.ways.find(w => w.way === way)?.servers.map(({ calls }) => calls) ?? [];

test("L4: one channel sticks to one server, channels spread", async () => {
  const balance = await probed(haproxy.address("l4"), "--field", "header.member_id");
  assert.equal(balance.verdict, "pinned");
  assert.deepEqual(shares(balance, "one-channel"), [30]);
  assert.deepEqual(shares(balance, "channel-per-call"), [10, 10, 10]);
});

test("L7: the calls of one channel spread, whatever protects the connection", async () => {
  const tls = ["--cacert", certificates.file("ca.crt")];
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    [haproxy.address("plaintext"), [], "x-backend"],
    [haproxy.address("tls"), tls, "x-backend"],
    [nginx.address("plaintext"), [], "x-upstream"],
    [nginx.address("tls"), tls, "x-upstream"],
  ];
  for (const [address, options, told] of cases) {
    const balance = await probed(address, ...options);
    assert.deepEqual([balance.verdict, balance.told], ["spread-by-proxy", told]);
    assert.deepEqual(shares(balance, "one-channel"), [10, 10, 10]);
  }
});

test("the client: pick_first stays with one of several addresses, round_robin takes turns", async () => {
  const balance = await probed(
    `ipv4:${servers.map(server => `127.0.0.1:${server.port}`).join(",")}`,
    "--plaintext",
    "--field",
    "header.memberId",
  );
  assert.equal(balance.verdict, "pinned-by-client");
  assert.deepEqual(shares(balance, "one-channel"), [30]);
  const turns = shares(balance, "round-robin");
  assert.ok(turns.length === 3 && turns.every(calls => calls >= 5), turns.join());
});

test("nothing tells who answers behind a balancer that says nothing; one server is told as one", async () => {
  assert.equal((await probed(haproxy.address("l4"))).verdict, "unseen");
  assert.equal((await probed(servers[0]!.address, "--field", "header.member_id")).verdict, "single");
});

test("in words of both languages, and wrong arguments are named", async () => {
  const text = [
    "probe",
    "--schema",
    schema,
    "-n",
    "6",
    "--field",
    "header.member_id",
    haproxy.address("l4"),
    "etcdserverpb.Maintenance/Status",
  ];
  assert.match((await cli(text)).out, /one channel: 6 calls[\s\S]*L4 balancer/);
  assert.match((await cli([...text, "--language", "ko"])).out, /채널 하나: 호출 6회[\s\S]*L4 로드밸런서/);
  const at = haproxy.address("l4");
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [[at], 2, /name an address and a method/],
    [["-n", "0", at, "etcdserverpb.Maintenance/Status"], 2, /-n is a number/],
    [["--who", "a", "--field", "b", at, "etcdserverpb.Maintenance/Status"], 2, /contradict/],
    [["--schema", schema, at, "etcdserverpb.Watch/Watch"], 2, /not unary/],
    [["--schema", schema, "-d", '{"nope":1}', at, "etcdserverpb.Maintenance/Status"], 1, /nope/],
    [
      [
        "--schema",
        schema,
        "-n",
        "2",
        "--cacert",
        certificates.file("rogue-ca.crt"),
        haproxy.address("tls"),
        "etcdserverpb.Maintenance/Status",
      ],
      1,
      /certificate/,
    ],
  ];
  for (const [args, code, message] of cases) {
    const result = await cli(["probe", ...args]);
    assert.equal(result.code, code, result.err + result.out);
    assert.match(result.err, message);
  }
});
