/** `protocall call` against the product's own server: all kinds of calls over plaintext, TLS and mTLS, and what it says of wrong input. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { type CliOptions, cli } from "../support/cli.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const folder = mkdtempSync(path.join(tmpdir(), "protocall-call-"));
const modes = ["plaintext", "tls", "mtls"] as const;
const mocks = new Map<string, Mock>();
const credentials: Readonly<Record<(typeof modes)[number], readonly string[]>> = {
  plaintext: ["--plaintext"],
  tls: ["--cacert", "ca.crt"],
  mtls: ["--cacert", "ca.crt", "--cert", "client.crt", "--key", "client.key"],
};

before(async () => {
  const certificates = await makeCertificates();
  writeCertificates(folder, certificates);
  const set = descriptorsOf("test/rpc/fixtures", "shop.proto");
  writeFileSync(path.join(folder, "shop.proto"), readFileSync("test/rpc/fixtures/shop.proto"));
  writeFileSync(path.join(folder, "shop.binpb"), set);
  writeFileSync(path.join(folder, "broken.proto"), 'syntax = "proto3";\nmessage A { B b = 1; }\n');
  writeFileSync(path.join(folder, "body.json"), '{ "name": "from a file" }');
  execFileSync("openssl", [
    ...["pkcs8", "-topk8", "-in", path.join(folder, "client.key"), "-passout", "pass:s3cret"],
    ...["-out", path.join(folder, "encrypted.key")],
  ]);
  for (const mode of modes) mocks.set(mode, await startMock({ descriptorSet: set, mode, certificates }));
});

after(async () => {
  for (const mock of mocks.values()) await mock.stop();
  rmSync(folder, { recursive: true, force: true });
});

const address = (mode: (typeof modes)[number]): string => (mocks.get(mode) as Mock).address;
const run = (args: readonly string[], options: CliOptions = {}) =>
  cli(["call", ...args], { cwd: folder, ...options });
const shop = ["--proto", "shop.proto"];

/** JSON texts one after the other, as the command prints them. */
const texts = (out: string): Record<string, unknown>[] =>
  out
    .split(/(?<=^\})\n/m)
    .filter(text => text.trim() !== "")
    .map(text => JSON.parse(text) as Record<string, unknown>);

for (const mode of modes)
  test(`all kinds of calls over ${mode}`, async () => {
    const common = [...shop, ...credentials[mode], address(mode)];
    const unary = await run([
      ...common,
      "shop.v1.Shop/GetItem",
      "-d",
      '{"name": "apple", /* exact */ "cents": 9007199254740993}',
    ]);
    assert.deepEqual([unary.code, unary.err], [0, ""]);
    assert.deepEqual(
      texts(unary.out).map(({ name, cents }) => [name, cents]),
      [["apple", "9007199254740993"]],
    );
    const list = await run([...common, "shop.v1.Shop.ListItems"]);
    assert.deepEqual([list.code, texts(list.out).length], [0, 3]);
    const add = await run([...common, "shop.v1.Shop/AddItems", "-d", '{"name":"a"} {"name":"b"}']);
    assert.deepEqual(
      texts(add.out).map(m => m["name"]),
      ["b"],
    );
    const lines = '{"name":"first"}\n// a comment\n{"name":"second"}{"name":"third"}\n';
    const chat = await run([...common, "shop.v1.Shop/Chat", "-d", "-"], { input: lines });
    assert.deepEqual(
      texts(chat.out).map(m => m["name"]),
      ["first", "second", "third"],
    );
  });

test("a descriptor set serves as the schema, a file as the body, and JSON tells all there is", async () => {
  const args = ["--schema", "shop.binpb", "--format", "json", "-H", "x-request-id: 7", "-d", "@body.json"];
  const { code, out } = await run([...args, address("plaintext"), "shop.v1.Shop/GetItem"]);
  assert.equal(code, 0);
  const answer = JSON.parse(out) as Record<string, unknown> & { messages: Record<string, unknown>[] };
  assert.equal(answer.messages[0]?.["name"], "from a file");
  assert.equal(answer["status"], "OK");
  assert.deepEqual(
    (answer["headers"] as string[][]).find(([key]) => key === "x-request-id"),
    ["x-request-id", "7"],
  );
  const none = await run([...args, "-H", "x-mock-status: NOT_FOUND", address("plaintext"), "shop.v1.Shop/GetItem"]);
  assert.equal(none.code, 1);
  const failed = JSON.parse(none.out) as { messages: unknown[]; status: string; failure: { kind: string } };
  assert.deepEqual([failed.messages, failed.status, failed.failure.kind], [[], "NOT_FOUND", "status"]);
});

test("without a schema the server is asked, with the same credentials", async () => {
  const { code, out, err } = await run([
    ...credentials.mtls,
    address("mtls"),
    "shop.v1.Shop/GetItem",
    "-d",
    '{"name":"x"}',
  ]);
  assert.deepEqual([code, texts(out)[0]?.["name"]], [0, "x"], err);
  const unknown = await run(["--plaintext", "--reflect", address("plaintext"), "shop.v1.Nope/GetItem"]);
  assert.equal(unknown.code, 1);
  assert.match(unknown.err, /shop\.v1\.Nope/);
  const untrusted = await run(["--tls", address("tls"), "shop.v1.Shop/GetItem"]);
  assert.match(untrusted.err, /not trusted/);
});

test("an encrypted key opens with the passphrase of the environment, and no secret shows anywhere", async () => {
  const args = [...shop, "--cacert", "ca.crt", "--cert", "client.crt", "--key", "encrypted.key", "-v"];
  const header = ["-H", "authorization: Bearer {{secret:shop_token}}"];
  const env = { PROTOCALL_PASSPHRASE: "s3cret", PROTOCALL_SHOP_TOKEN: "t0ken" };
  const good = await run([...args, ...header, address("mtls"), "shop.v1.Shop/GetItem"], { env });
  assert.equal(good.code, 0, good.err);
  assert.match(good.err, /CN=localhost/);
  const wrong = await run([...args, address("mtls"), "shop.v1.Shop/GetItem"], {
    env: { PROTOCALL_PASSPHRASE: "wr0ng" },
  });
  assert.match(wrong.err, /passphrase does not open .*encrypted\.key/);
  const without = await run([...args, address("mtls"), "shop.v1.Shop/GetItem"]);
  assert.match(without.err, /encrypted\.key is encrypted/);
  assert.deepEqual([wrong.code, without.code], [1, 1]);
  for (const { out, err } of [good, wrong, without]) assert.doesNotMatch(out + err, /s3cret|wr0ng|t0ken/);
});

test("a failed call explains itself", async () => {
  const untrusted = await run([...shop, "--tls", address("tls"), "shop.v1.Shop/GetItem"]);
  assert.equal(untrusted.code, 1);
  assert.match(untrusted.err, /root that is not trusted: CN=Protocall throw-away CA[\s\S]*caFiles/);
  const loud = await run([...shop, "--skip-verify", address("tls"), "shop.v1.Shop/GetItem"]);
  assert.equal(loud.code, 0, loud.err);
  assert.match(loud.err, /^warning: .*not verified/);
  const late = (timeout: string) =>
    run([
      ...shop,
      "-H",
      "x-mock-delay-ms: 60000",
      "--timeout",
      timeout,
      address("plaintext"),
      "shop.v1.Shop/GetItem",
    ]);
  let said = await late("300ms");
  // A machine may be too slow to connect within that.
  if (!said.err.includes("DEADLINE_EXCEEDED")) said = await late("20s");
  assert.equal(said.code, 1);
  assert.match(said.err, /DEADLINE_EXCEEDED/);
});

test("each wrong argument is named, and nothing is dialed", async () => {
  let dialed = 0;
  const server = createServer(() => dialed++);
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const at = `localhost:${(server.address() as { port: number }).port}`;
  const get = [at, "shop.v1.Shop/GetItem"];
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [[], 2, /name an address and a method/],
    [[...shop, at], 2, /name an address and a method/],
    [[...shop, ...get, "more"], 2, /"more" is too much/],
    [[...shop, at, "GetItem"], 2, /"GetItem" is no method/],
    [[...shop, "ftp://x", "a.B/C"], 2, /`ftp:\/\/x` is no address: the scheme ftp/],
    [[...shop, "localhost:99999", "a.B/C"], 2, /port 99999/],
    [[...shop, "localhost:1/path", "a.B/C"], 2, /path does not belong/],
    [["--reflect", ...shop, ...get], 2, /--reflect and --proto contradict/],
    [[...shop, "--protocol", "soap", ...get], 2, /--protocol/],
    [[...shop, "--max-receive-bytes", "4k", ...get], 2, /--max-receive-bytes/],
    [[...shop, "--service-config", "[]", ...get], 2, /--service-config is a JSON object/],
    [[...shop, "--proxy", "https://p:1", ...get], 2, /a proxy is host:port/],
    [[...shop, "--keepalive", "-1", ...get], 2, /--keepalive/],
    [[...shop, "--schema", "shop.binpb", ...get], 2, /contradict/],
    [["--proto", "none.proto", ...get], 2, /none\.proto does not exist/],
    [["--proto", "broken.proto", ...get], 1, /broken\.proto:2:13: error/],
    [["--schema", "ca.crt", ...get], 2, /ca\.crt is no FileDescriptorSet/],
    [["--schema", "none.binpb", ...get], 2, /none\.binpb cannot be read \(ENOENT\)/],
    [[...shop, at, "shop.v1.Shop/Nope"], 1, /no method Nope; it has GetItem/],
    [[...shop, at, "shop.v1.Shap/GetItem"], 1, /did you mean shop\.v1\.Shop/],
    [[...shop, "-H", "no-colon", ...get], 2, /a header is name:value/],
    [[...shop, "-H", "connection: x", ...get], 2, /`connection`.*HTTP\/2/],
    [[...shop, "-H", "x-key: {{secret:absent}}", ...get], 2, /PROTOCALL_ABSENT/],
    [[...shop, "-H", "a-bin: ???", ...get], 2, /base64/],
    [[...shop, "--timeout", "soon", ...get], 2, /--timeout/],
    [[...shop, "--timeout", "0", ...get], 2, /--timeout/],
    [[...shop, "--format", "xml", ...get], 2, /--format/],
    [[...shop, "--nope", ...get], 2, /--nope/],
    [[...shop, "--plaintext", "--cacert", "ca.crt", ...get], 2, /--plaintext and --cacert contradict/],
    [[...shop, "--cert", "client.crt", ...get], 2, /--cert and --key belong together/],
    [[...shop, "--min-tls", "1.1", ...get], 2, /--min-tls/],
    [[...shop, "--min-tls", "1.3", "--max-tls", "1.2", ...get], 2, /--min-tls is above/],
    [[...shop, "-d", "@none.json", ...get], 2, /none\.json.*does not exist/],
    [[...shop, "-d", "{} {}", ...get], 2, /takes one message, not 2/],
    [[...shop, "-d", "{", ...get], 1, /body does not fit/],
    [[...shop, "-d", '{"nope": 1}', ...get], 1, /nope/],
    [[...shop, "--cacert", "client.key", ...get], 1, /client\.key: .*private key/],
    [[...shop, "--cacert", "none.crt", ...get], 1, /none\.crt: .*does not exist/],
    [[...shop, "--cert", "client.crt", "--key", "server.key", ...get], 1, /server\.key is not the key of/],
  ];
  // Some at once: starting a process takes most of the time.
  const waiting = cases.values();
  const judge = async (): Promise<void> => {
    for (const [args, code, message] of waiting) {
      const result = await run(args);
      assert.equal(result.code, code, `${args.join(" ")}: ${result.out}${result.err}`);
      assert.match(result.err, message);
      assert.doesNotMatch(result.err, /\n\s+at /, "no stack trace");
      assert.equal(result.out, "");
    }
  };
  await Promise.all([judge(), judge(), judge()]);
  server.close();
  assert.equal(dialed, 0);
});

test("a message of standard input that does not fit ends the call and is named", async () => {
  const lines = '{"name":"first"}\n{"nope":1}\n{"name":"third"}\n';
  const common = [...shop, ...credentials.plaintext, address("plaintext"), "shop.v1.Shop/Chat", "-d", "-"];
  const { code, err } = await run(common, { input: lines });
  assert.equal(code, 1);
  assert.match(err, /message 2 was not sent: .*nope/);
});

test("the authorities of the operating system, from the bundle that it names", async () => {
  const args = [...shop, "--system-cas", address("tls"), "shop.v1.Shop/GetItem"];
  const own = await run(args, { env: { SSL_CERT_FILE: path.join(folder, "ca.crt") } });
  assert.equal(own.code, 0, own.err);
  // The authority is in no store but that one.
  const stranger = await run(args, { env: { SSL_CERT_FILE: "" } });
  assert.equal(stranger.code, 1);
  assert.match(stranger.err, /not trusted/);
});
