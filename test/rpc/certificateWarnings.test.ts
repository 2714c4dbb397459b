/** What is odd about certificates that are accepted is told beside the answer, over each protocol and in both languages. */
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { startMock } from "../../client/rpc/mock/startMock.ts";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { Session } from "../../client/rpc/session.ts";
import { clientWarnings, serverWarnings, warningText } from "../../client/rpc/tls/certificateWarnings.ts";
import { certificateTlsFacts } from "../../client/rpc/tls/tlsFacts.ts";
import { cli, inFolder } from "../support/cli.ts";
import { collectCall } from "../support/collectCall.ts";
import { startConnectServer } from "../support/connectServer.ts";
import { descriptorsOf } from "../support/descriptors.ts";
import { makeLabCertificates } from "../support/lab/certificates.ts";

const set = descriptorsOf("test/rpc/fixtures", "shop.proto");
const DAY_MS = 24 * 60 * 60 * 1000;

test("a client certificate: its last days, and its purpose", async () => {
  const lab = await makeLabCertificates();
  try {
    const read = (name: string) => new X509Certificate(readFileSync(lab.file(`${name}.crt`)));
    const good = read("client");
    const codes = (certificate: X509Certificate, now?: number) =>
      clientWarnings(certificate, "/certificates/client.crt", now).map(({ code }) => code);
    assert.deepEqual(codes(good), []);
    const end = Date.parse(good.validTo);
    assert.deepEqual(codes(good, end - 14 * DAY_MS), []);
    assert.deepEqual(codes(good, end - 14 * DAY_MS + 1), ["client-expires"]);
    assert.deepEqual(codes(read("clientwrongeku")), ["client-usage"]);
    const [soon] = clientWarnings(good, "/certificates/client.crt", end - 3.5 * DAY_MS);
    const day = new Date(end).toISOString().slice(0, 10);
    assert.ok(soon);
    assert.match(
      warningText(soon, "en"),
      new RegExp(`^the client certificate client.crt \\(.*CN=alice\\) expires on ${day}, in 3 days`),
    );
    assert.match(warningText(soon, "ko"), new RegExp(`client.crt\\(.*CN=alice\\).*3일 뒤인 ${day}에 만료`));

    assert.deepEqual(serverWarnings(certificateTlsFacts(read("server"))), []);
    const nameless = serverWarnings(certificateTlsFacts(read("cnonly")));
    assert.deepEqual(
      nameless.map(({ code }) => code),
      ["server-names"],
    );
    // Of a connection whose certificate is not known nothing is said.
    assert.deepEqual(serverWarnings({ protocol: "TLS" }), []);
  } finally {
    lab.remove();
  }
});

test("they come with the connection, over gRPC and over Connect", async () => {
  const certificates = await makeCertificates(5);
  const mock = await startMock({ descriptorSet: set, mode: "mtls", certificates });
  const form = { ...certificates.server, ca: certificates.ca.cert };
  const connect = await startConnectServer({ set, service: "shop.v1.Shop", form });
  const session = new Session();
  try {
    await inFolder({}, async folder => {
      writeCertificates(folder, certificates);
      const file = (name: string) => `${folder}/${name}`;
      const call = {
        path: "/shop.v1.Shop/GetItem",
        kind: "unary",
        metadata: [],
        bodies: [],
        tls: {
          mode: "mtls",
          caFiles: [file("ca.crt")],
          certFile: file("client.crt"),
          keyFile: file("client.key"),
        },
        timeoutMs: 10_000,
      } as const;
      const servers = { grpc: mock.address, connect: connect.address, "grpc-web": connect.address } as const;
      for (const protocol of ["grpc", "connect", "grpc-web"] as const) {
        const { events, failure } = await collectCall(session, set, {
          ...call,
          protocol,
          address: servers[protocol],
        });
        assert.equal(failure, undefined, protocol);
        const connected = events.find(event => event.type === "connected");
        assert.deepEqual(
          connected?.warnings?.map(({ code }) => code),
          ["client-expires", "server-expires"],
          protocol,
        );
      }
      const flags = ["--cacert", "ca.crt", "--cert", "client.crt", "--key", "client.key"];
      const args = ["call", ...flags, mock.address, "shop.v1.Shop/GetItem"];
      const text = await cli(args, { cwd: folder });
      assert.equal(text.code, 0, text.err);
      assert.match(
        text.err,
        /^warning: the client certificate client.crt \(CN=protocall test client\) expires on .*, in 4 days/m,
      );
      assert.match(text.err, /^warning: the server's certificate CN=localhost expires/m);
      const json = await cli([...args, "--format", "json"], { cwd: folder });
      assert.equal((JSON.parse(json.out) as { warnings: string[] }).warnings.length, 2);
    });
  } finally {
    session.close();
    await mock.stop();
    await connect.stop();
  }
});
