/** `protocall run` against the product's own server over mTLS, as a CI job would use it. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { startMock } from "../../client/rpc/mock/startMock.ts";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { cli, inFolder } from "../support/cli.ts";
import { startConnectServer } from "../support/connectServer.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const proto = readFileSync("test/rpc/fixtures/shop.proto", "utf8");
const set = descriptorsOf("test/rpc/fixtures", "shop.proto");
const token = "t0ken-of-the-test";

const requests = `@what = apple

### An item by name
# @expect OK
# @expect $.name == "apple"
GRPC {{host}}/shop.v1.Shop/GetItem
authorization: Bearer {{secret:shop_token}}

{ "name": "{{what}}" }

### Refused as asked
# @expect NOT_FOUND
GRPC {{host}}/shop.v1.Shop/GetItem
x-mock-status: NOT_FOUND

{}

### A stream
# @expect messages == 3
GRPC {{host}}/shop.v1.Shop/ListItems

{ "name": "pear" }
`;

async function withShop(mode: "plaintext" | "mtls", use: (folder: string, host: string) => Promise<void>) {
  const certificates = await makeCertificates();
  const mock = await startMock({ descriptorSet: set, mode, certificates });
  try {
    const files = { "proto/shop.proto": proto, "requests/shop.grpc": requests };
    await inFolder(files, async folder => {
      writeCertificates(folder, certificates);
      await use(folder, mock.address);
    });
  } finally {
    await mock.stop();
  }
}

const json = (value: unknown): string => JSON.stringify(value);

test("runs the requests of a file over mTLS and says what became of each", async () => {
  await withShop("mtls", async (folder, host) => {
    const tls = { mode: "mtls", caFiles: ["ca.crt"], certFile: "client.crt", keyFile: "client.key" };
    writeFileSync(path.join(folder, "protocall.json"), json({ profiles: { shop: { tls } }, defaultProfile: "shop" }));
    writeFileSync(path.join(folder, "http-client.env.json"), json({ dev: { host }, prod: { host: "prod:1" } }));
    const args = ["run", "--env", "dev", "--junit", "report.xml", "--format", "json", "requests/shop.grpc"];
    const { code, out, err } = await cli(args, { cwd: folder, env: { PROTOCALL_SHOP_TOKEN: token } });
    assert.deepEqual([code, err], [0, ""], out);
    const results = JSON.parse(out) as { name: string; ok: boolean; status: string; messages: unknown[] }[];
    assert.deepEqual(
      results.map(r => [r.name, r.ok, r.status, r.messages.length]),
      [
        ["An item by name", true, "OK", 1],
        ["Refused as asked", true, "NOT_FOUND", 0],
        ["A stream", true, "OK", 3],
      ],
    );
    const report = readFileSync(path.join(folder, "report.xml"), "utf8");
    assert.match(report, /<testsuite name="requests\/shop.grpc" tests="3" failures="0" errors="0"/);
    assert.match(
      report,
      /<testcase name="A stream" classname="shop.v1.Shop\/ListItems" file="requests\/shop.grpc" line="20"/,
    );
    assert.ok(!`${out}${report}`.includes(token));
  });
});

test("the credentials of a profile come from the environment and go with each call", async () => {
  await withShop("plaintext", async (folder, host) => {
    const profile = { tls: { mode: "plaintext" }, credentials: { type: "bearer", token: "{{secret:shop_token}}" } };
    writeFileSync(path.join(folder, "protocall.json"), json({ profiles: { shop: profile }, defaultProfile: "shop" }));
    writeFileSync(path.join(folder, "a.grpc"), `### A\nGRPC ${host}/shop.v1.Shop/GetItem\n\n{}\n`);
    const good = await cli(["run", "a.grpc"], { cwd: folder, env: { PROTOCALL_SHOP_TOKEN: token } });
    assert.equal(good.code, 0, good.out + good.err);
    const none = await cli(["run", "a.grpc"], { cwd: folder });
    assert.equal(none.code, 1);
    assert.match(none.out, /PROTOCALL_SHOP_TOKEN/);
    assert.ok(!`${good.out}${good.err}${none.out}`.includes(token));
  });
});

test("certificates of an environment serve requests that name no profile", async () => {
  await withShop("mtls", async (folder, host) => {
    const ssl = { clientCertificate: "client.crt", clientCertificateKey: { path: "client.key", format: "PEM" } };
    const dev = { host, SSLConfiguration: { ...ssl, verifyHostCertificate: false } };
    const broken = { host, SSLConfiguration: { clientCertificate: "client.crt" } };
    const strict = { host, SSLConfiguration: ssl };
    writeFileSync(path.join(folder, "http-client.env.json"), json({ dev, broken, strict }));
    writeFileSync(path.join(folder, "a.grpc"), "### A\nGRPC {{host}}/shop.v1.Shop/GetItem\n\n{}\n");
    const run = (env: string) => cli(["run", "--env", env, "a.grpc"], { cwd: folder });
    const good = await run("dev");
    assert.equal(good.code, 0, good.out + good.err);
    assert.match((await run("broken")).out, /SSLConfiguration: the certificate needs `clientCertificateKey`/);
    assert.match((await run("strict")).out, /not trusted/);
  });
});

test("what is not as expected fails the run and explains itself", async () => {
  await withShop("plaintext", async (folder, host) => {
    const file = path.join(folder, "more.grpc");
    const block = (expect: string, more: string): string =>
      `### ${expect}\n# @expect ${expect}\nGRPC ${host}/shop.v1.Shop/GetItem\n${more}\n\n{ "name": "a" }\n\n`;
    writeFileSync(
      file,
      block('$.name == "b"', "") +
        block("OK", "x-mock-status: PERMISSION_DENIED\nx-mock-message: no entry & <no> exit") +
        block("messages == 1", "authorization: Bearer {{secret:absent}}"),
    );
    const { code, out } = await cli(["run", "--junit", "report.xml", "more.grpc"], { cwd: folder });
    assert.equal(code, 1);
    assert.match(out, /✖ more\.grpc:3 \$\.name == "b" · OK/);
    assert.match(out, /expected \$\.name == "b", got "a"/);
    assert.match(out, /expected status OK, got PERMISSION_DENIED/);
    assert.match(out, /not sent[\s\S]*PROTOCALL_ABSENT/);
    assert.match(out, /0 as expected, 3 not\n$/);
    const report = readFileSync(path.join(folder, "report.xml"), "utf8");
    assert.match(report, /tests="3" failures="2" errors="1"/);
    assert.match(report, /no entry &amp; &lt;no&gt; exit/);
  });
});

test("wrong arguments name what is wrong, and nothing is written", async () => {
  await inFolder({ "a.grpc": "### x\nGRPC localhost:1/no.Such/Method\n", "env/b.grpc": requests }, async cwd => {
    const cases: readonly [readonly string[], number, RegExp][] = [
      [["run"], 2, /name a \.grpc file/],
      [["run", "none.grpc"], 2, /none\.grpc is no file/],
      [["run", "--env", "dev", "a.grpc"], 2, /there is no environment "dev"/],
      [["run", "--only", "y", "a.grpc"], 2, /no request of that name/],
      [["run", "--timeout", "soon", "a.grpc"], 2, /--timeout/],
      [["run", "--junit", "no/folder/r.xml", "a.grpc"], 2, /no\/folder/],
      [["run", "a.grpc"], 1, /no service `no\.Such`/],
      [["run", "env/b.grpc"], 1, /nothing gives a value for \{\{host\}\}|no service/],
    ];
    for (const [args, code, message] of cases) {
      const result = await cli(args, { cwd });
      assert.equal(result.code, code, `${args.join(" ")}: ${result.out}${result.err}`);
      assert.match(result.out + result.err, message);
    }
    assert.ok(!existsSync(path.join(cwd, "no")));
  });
});

test("the protocol of a profile carries the calls", async () => {
  const server = await startConnectServer({ set, service: "shop.v1.Shop", form: "http1" });
  try {
    const files = {
      "shop.proto": proto,
      "a.grpc": `### A\n# @expect $.name == "apple"\nGRPC ${server.address}/shop.v1.Shop/GetItem\n\n{ "name": "apple" }\n`,
    };
    await inFolder(files, async cwd => {
      const runWith = (protocol: string) => {
        const profile = { tls: { mode: "plaintext" }, protocol };
        writeFileSync(path.join(cwd, "protocall.json"), json({ profiles: { p: profile }, defaultProfile: "p" }));
        return cli(["run", "a.grpc"], { cwd });
      };
      for (const protocol of ["connect", "grpc-web"]) {
        const { code, out, err } = await runWith(protocol);
        assert.equal(code, 0, `${protocol}: ${out}${err}`);
      }
      // The server speaks HTTP/1.1 alone.
      const grpc = await runWith("grpc");
      assert.deepEqual([grpc.code, /HTTP\/1\.1/.test(grpc.out)], [1, true], grpc.out);
    });
  } finally {
    await server.stop();
  }
});
