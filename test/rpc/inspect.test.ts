/** Inspections of real servers: what passed on the wire is told, and the client's certificate goes to nobody who was not verified. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { after, before, test } from "node:test";
import type { TlsProfile } from "../../client/rpc/call.ts";
import { inspect } from "../../client/rpc/inspect/inspect.ts";
import type { Inspection, InspectionStep } from "../../client/rpc/inspect/inspection.ts";
import { inspectionText } from "../../client/rpc/inspect/inspectionText.ts";
import { cli } from "../support/cli.ts";
import { nobody } from "../support/freePort.ts";
import { type Balancer, startBadServers, startHaproxy, startNginx } from "../support/lab/balancers.ts";
import { type LabCertificates, makeLabCertificates } from "../support/lab/certificates.ts";
import { startEtcdServer } from "../support/lab/etcdServer.ts";
import { type LabServer, startInterop } from "../support/lab/interop.ts";
import { saidIn } from "../../server/src/shared/language.ts";

const stops: (() => Promise<void>)[] = [];
let certificates: LabCertificates;
let bad: Balancer;
let haproxy: Balancer;
let nginx: Balancer;
let etcd: LabServer;
let interop: LabServer;
let plain: LabServer;

before(async () => {
  certificates = await makeLabCertificates();
  bad = await startBadServers(certificates);
  etcd = await startEtcdServer("mtls", certificates);
  plain = await startEtcdServer("plaintext", certificates);
  interop = await startInterop("mtls", certificates);
  haproxy = await startHaproxy(certificates, [plain.port]);
  nginx = await startNginx(certificates, [plain.port]);
  for (const server of [bad, etcd, plain, interop, haproxy, nginx]) stops.push(server.stop);
});

after(async () => {
  for (const stop of stops) await stop();
  certificates?.remove();
});

const tls = (more: Partial<TlsProfile> = {}): TlsProfile => ({
  mode: "tls",
  roots: "files",
  caFiles: [certificates.file("ca.crt")],
  ...more,
});
const mtls = (name: string, more: Partial<TlsProfile> = {}): TlsProfile =>
  tls({
    mode: "mtls",
    certFile: certificates.file(`${name}.crt`),
    keyFile: certificates.file(`${name}.key`),
    ...more,
  });

function step<K extends InspectionStep["kind"]>(inspection: Inspection, kind: K): InspectionStep & { kind: K } {
  const found = inspection.steps.find((s): s is InspectionStep & { kind: K } => s.kind === kind);
  assert.ok(found, `no step ${kind} in ${inspectionText(inspection, "en")}`);
  return found;
}

const kindsOf = (inspection: Inspection): string[] => inspection.steps.map(s => s.kind);

test("the steps of mTLS with real data, over both versions, from four servers", async () => {
  for (const maxVersion of ["TLSv1.3", "TLSv1.2"] as const)
    for (const [name, address] of Object.entries({
      etcd: etcd.address,
      interop: interop.address,
      haproxy: haproxy.address("mtls"),
      nginx: nginx.address("mtls"),
    })) {
      const seen = await inspect({ address, tls: mtls("client", { maxVersion }) });
      const shown = `${name} ${maxVersion}\n${inspectionText(seen, "en")}`;
      assert.ok(seen.ok, shown);
      assert.deepEqual(
        kindsOf(seen),
        [
          "connect",
          "client-hello",
          "server-hello",
          "alpn",
          "server-certificate",
          "certificate-request",
          "verify-server",
          "client-certificate",
          "verify-client",
          "finished",
          "exchange",
        ],
        shown,
      );
      assert.equal(step(seen, "client-hello").serverName, "localhost");
      assert.deepEqual(step(seen, "client-hello").alpn, ["h2"]);
      const hello = step(seen, "server-hello");
      assert.ok(hello.ok && hello.version === maxVersion && /^(TLS_|0x)/.test(hello.cipherSuite), shown);
      assert.equal(step(seen, "alpn").protocol, "h2", shown);
      const [server] = step(seen, "server-certificate").chain;
      assert.deepEqual(
        [server?.subject, server?.issuer],
        ["O=Test Lab, CN=localhost", "O=Test Lab, CN=Test Root CA"],
      );
      assert.ok(server?.names.includes("DNS:grpc.test") && server.daysLeft > 300);
      const asked = step(seen, "certificate-request");
      assert.ok(asked.isAsked && asked.issuers.some(issuer => issuer.includes("CN=Test Root CA")), shown);
      assert.equal(step(seen, "verify-server").path.length, 2);
      const client = step(seen, "client-certificate");
      // Only TLS 1.3 hides it, and we have its keys; etcd and nginx may get it in a record of TLS 1.2 that is clear.
      assert.deepEqual([client.outcome, client.chain[0]?.subject], ["sent", "O=Test Lab, CN=alice"], shown);
      assert.equal(step(seen, "exchange").isEncrypted, true);
    }
});

test("a server that asks for no client certificate, one that only asks, and plaintext", async () => {
  const quiet = await inspect({ address: nginx.address("tls"), tls: mtls("client") });
  assert.ok(quiet.ok);
  assert.equal(step(quiet, "certificate-request").isAsked, false);
  assert.equal(step(quiet, "client-certificate").outcome, "not-asked");
  const optional = await inspect({ address: haproxy.address("optional"), tls: tls() });
  assert.ok(optional.ok, inspectionText(optional, "en"));
  assert.deepEqual(
    [step(optional, "certificate-request").isAsked, step(optional, "client-certificate").outcome],
    [true, "none"],
  );
  const clear = await inspect({ address: plain.address, tls: { mode: "plaintext" } });
  assert.ok(clear.ok, inspectionText(clear, "en"));
  assert.deepEqual(kindsOf(clear), ["connect", "exchange"]);
  assert.equal(step(clear, "exchange").isEncrypted, false);
});

test("what fails is told at its step, and explained", async () => {
  const cases: readonly (readonly [string, TlsProfile, InspectionStep["kind"], string])[] = [
    [nobody, tls(), "connect", "refused"],
    [plain.address, tls(), "server-hello", "server-plaintext"],
    [bad.address("tls12"), tls({ minVersion: "TLSv1.3" }), "server-hello", "tls-version"],
    [bad.address("expired"), tls(), "verify-server", "expired"],
    [bad.address("notYetValid"), tls(), "verify-server", "not-yet-valid"],
    [bad.address("otherName"), tls(), "verify-server", "name-mismatch"],
    [bad.address("selfSigned"), tls(), "verify-server", "self-signed"],
    [bad.address("mtls"), tls(), "verify-client", "client-certificate-required"],
    [bad.address("mtls12"), tls(), "verify-client", "client-certificate-required"],
    [bad.address("mtls"), mtls("rogue-client"), "verify-client", "client-certificate-refused"],
    [bad.address("mtls"), mtls("clientwrongeku"), "verify-client", "client-certificate-refused"],
    [etcd.address, mtls("rogue-client"), "verify-client", "client-certificate-refused"],
    [interop.address, tls(), "verify-client", "client-certificate-required"],
  ];
  for (const [address, profile, kind, failure] of cases) {
    const seen = await inspect({ address, tls: profile, ms: 2000 });
    const text = inspectionText(seen, "ko");
    assert.equal(seen.ok, false, text);
    assert.deepEqual([seen.failure?.kind, (step(seen, kind) as { ok?: boolean }).ok], [failure, false], text);
    assert.doesNotMatch(text, /undefined|\{\d\}/);
  }
  const alert = await inspect({ address: bad.address("mtls"), tls: mtls("rogue-client") });
  assert.equal(step(alert, "verify-client").alert, 48);
  // nginx finishes the handshake and refuses over HTTP.
  const page = await inspect({ address: nginx.address("mtls"), tls: tls() });
  assert.match(
    saidIn(step(page, "verify-client").reason ?? "", "en"),
    /HTTP status 400: 400 No required SSL certificate was sent/,
  );
});

test("a server that was not verified never sees the client's certificate", async () => {
  for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
    const seen: string[] = [];
    const server = createTlsServer(
      {
        cert: readFileSync(certificates.file("self.crt")),
        key: readFileSync(certificates.file("self.key")),
        requestCert: true,
        rejectUnauthorized: false,
        ALPNProtocols: ["h2"],
        maxVersion,
      },
      (socket: TLSSocket) => {
        socket.on("error", () => {});
        const { subject } = socket.getPeerCertificate();
        seen.push(subject?.CN?.toString() ?? "nobody");
      },
    );
    server.on("tlsClientError", () => {});
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    const address = `localhost:${(server.address() as { port: number }).port}`;
    const inspection = await inspect({ address, tls: mtls("client"), ms: 1000 });
    server.close();
    assert.equal(step(inspection, "client-certificate").outcome, "withheld");
    assert.equal(inspection.failure?.kind, "self-signed");
    assert.ok(seen.length > 0 && seen.every(name => name === "nobody"), seen.join());
  }
});

test("the command shows the same, in words and as JSON", async () => {
  const args = [
    "inspect",
    "--cacert",
    certificates.file("ca.crt"),
    "--cert",
    certificates.file("client.crt"),
    "--key",
    certificates.file("client.key"),
  ];
  const good = await cli([...args, etcd.address]);
  assert.equal(good.code, 0, good.err + good.out);
  assert.match(
    good.out,
    /8\. ✔ client presents its certificate: 2 in the chain\n {6}O=Test Lab, CN=alice ← O=Test Lab, CN=Test Root CA/,
  );
  const korean = await cli([...args, "--language", "ko", bad.address("expired")]);
  assert.equal(korean.code, 1);
  assert.match(korean.out, /만료/);
  const json = JSON.parse((await cli([...args, "--format", "json", haproxy.address("mtls")])).out) as Inspection;
  assert.equal(json.ok, true);
  assert.equal(json.steps.length, 11);
  assert.doesNotMatch(JSON.stringify(json), /PRIVATE KEY/);
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [["inspect"], /name an address/],
    [["inspect", "a:1", "b:2"], /"b:2" is too much/],
    [["inspect", "a b"], /is no address/],
    [["inspect", "--language", "de", "a:1"], /--language/],
  ];
  for (const [words, message] of wrong) {
    const { code, err } = await cli(words);
    assert.equal(code, 2);
    assert.match(err, message);
  }
});
