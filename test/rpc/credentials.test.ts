/** Client certificates in every encoding against a real server that demands them, and trust that never becomes more than was asked for. */
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type ConnectionOptions, createServer as createTlsServer } from "node:tls";
import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { after, before, test } from "node:test";
import * as grpc from "@grpc/grpc-js";
import type { CallCredentials, TlsProfile } from "../../client/rpc/call.ts";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { type JsonCall, Session } from "../../client/rpc/session.ts";
import { collectCall } from "../support/collectCall.ts";
import { descriptorsOf } from "../support/descriptors.ts";
import { type Balancer, startBadServers } from "../support/lab/balancers.ts";
import { labPassphrase, type LabCertificates, makeLabCertificates } from "../support/lab/certificates.ts";
import { interopProto, type LabServer, startInterop } from "../support/lab/interop.ts";
import { saidIn } from "../../server/src/shared/language.ts";

const set = descriptorsOf(interopProto.root, interopProto.file);
const shopSet = descriptorsOf("test/rpc/fixtures", "shop.proto");
const session = new Session();
let certificates: LabCertificates;
let interop: LabServer;
let bad: Balancer;
let shop: Mock;

before(async () => {
  certificates = await makeLabCertificates();
  interop = await startInterop("mtls", certificates);
  bad = await startBadServers(certificates);
  shop = await startMock({ descriptorSet: shopSet, mode: "plaintext" });
});

after(async () => {
  session.close();
  for (const server of [interop, bad, shop]) await server?.stop();
  certificates?.remove();
});

const file = (name: string): string => certificates.file(name);
const base = (): TlsProfile => ({ mode: "mtls", roots: "files", caFiles: [file("ca.crt")] });

const emptyCall = (tls: TlsProfile, address = interop.address): JsonCall => ({
  address,
  path: "/grpc.testing.TestService/EmptyCall",
  kind: "unary",
  metadata: [],
  bodies: [],
  tls,
  timeoutMs: 8000,
});
const send = (tls: TlsProfile, address?: string) => collectCall(session, set, emptyCall(tls, address));

test("every encoding of a key and certificate", async () => {
  const keys: Readonly<Record<string, string | undefined>> = {
    "client.key": undefined,
    "client.sec1.key": undefined,
    "client.der.key": undefined,
    "client.enc-pkcs8.key": labPassphrase,
    "client.enc-scrypt.key": labPassphrase,
    "client.enc-3des.key": labPassphrase,
    "client.enc-trad.key": labPassphrase,
  };
  for (const [key, passphrase] of Object.entries(keys))
    for (const cert of ["client.crt", "client.der.crt"]) {
      const tls = { ...base(), certFile: file(cert), keyFile: file(key), ...(passphrase ? { passphrase } : {}) };
      const { status, failure } = await send(tls);
      assert.equal(status, "OK", `${cert} ${key}: ${JSON.stringify(failure)}`);
    }
  const chain = { ...base(), certFile: file("client-int.chain.crt"), keyFile: file("client-int.key") };
  assert.equal((await send(chain)).status, "OK");
  for (const [pfx, passphrase] of Object.entries({
    "client.pfx": labPassphrase,
    "client-3des.pfx": labPassphrase,
    "client-nopass.pfx": "",
  })) {
    const { status, failure } = await send({ ...base(), pfxFile: file(pfx), passphrase });
    assert.equal(status, "OK", `${pfx}: ${JSON.stringify(failure)}`);
  }
  assert.equal((await send({ ...base(), pfxFile: file("client-nopass.pfx") })).status, "OK");
  // An authority in DER serves as well.
  const der = file("ca.der.crt");
  writeFileSync(der, new X509Certificate(readFileSync(file("ca.crt"))).raw);
  const { status } = await send({
    ...base(),
    caFiles: [der],
    certFile: file("client.crt"),
    keyFile: file("client.key"),
  });
  assert.equal(status, "OK");
});

test("files that cannot be used are named before anything is dialed", async () => {
  writeFileSync(file("empty.crt"), "");
  writeFileSync(file("garbage.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
  const pair = { certFile: file("client.crt"), keyFile: file("client.key") };
  const cases: readonly (readonly [string, string, Partial<TlsProfile>])[] = [
    ["passphrase-needed", "client.enc-pkcs8.key", { ...pair, keyFile: file("client.enc-pkcs8.key") }],
    ["passphrase-needed", "client.enc-trad.key", { ...pair, keyFile: file("client.enc-trad.key") }],
    [
      "passphrase-wrong",
      "client.enc-scrypt.key",
      { ...pair, keyFile: file("client.enc-scrypt.key"), passphrase: "wr0ng" },
    ],
    [
      "passphrase-wrong",
      "client.enc-trad.key",
      { ...pair, keyFile: file("client.enc-trad.key"), passphrase: "wr0ng" },
    ],
    ["passphrase-needed", "client.pfx", { pfxFile: file("client.pfx") }],
    ["passphrase-wrong", "client.pfx", { pfxFile: file("client.pfx"), passphrase: "wr0ng" }],
    ["pfx-encryption", "client-legacy.pfx", { pfxFile: file("client-legacy.pfx"), passphrase: labPassphrase }],
    ["bad-file", "client.key", { pfxFile: file("client.key") }],
    ["key-mismatch", "server.key", { ...pair, keyFile: file("server.key") }],
    ["bad-file", "client.key", { certFile: file("client.key"), keyFile: file("client.key") }],
    ["bad-file", "client.crt", { certFile: file("client.crt"), keyFile: file("client.crt") }],
    ["bad-file", "garbage.key", { ...pair, keyFile: file("garbage.key") }],
    ["bad-file", "empty.crt", { ...pair, caFiles: [file("empty.crt")] }],
    ["bad-file", "client.pfx", { ...pair, caFiles: [file("client.pfx")] }],
    ["bad-file", "nowhere.crt", { ...pair, caFiles: [file("nowhere.crt")] }],
    [
      "client-certificate-expired",
      "carol",
      { certFile: file("expired-client.crt"), keyFile: file("expired-client.key") },
    ],
  ];
  let dialed = 0;
  const server = createTlsServer(() => dialed++);
  server.on("connection", () => dialed++);
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const address = `localhost:${(server.address() as { port: number }).port}`;
  for (const [kind, named, more] of cases) {
    const { failure } = await send({ ...base(), ...more }, address);
    assert.equal(failure?.kind, kind, `${named}: ${JSON.stringify(failure)}`);
    assert.ok(
      Object.values(failure.facts).some(fact => fact.includes(named)),
      JSON.stringify(failure.facts),
    );
    assert.doesNotMatch(JSON.stringify(failure), /s3cret|wr0ng/);
  }
  server.close();
  assert.equal(dialed, 0);
});

test("a connection that is not verified never serves a call that asks for verification", async () => {
  const strict: TlsProfile = { mode: "tls", roots: "files", caFiles: [file("ca.crt")] };
  const address = bad.address("expired");
  const lax = await send({ ...strict, skipVerify: true }, address);
  assert.notEqual(lax.failure?.kind, "expired");
  // The lax channel is still open.
  assert.equal((await send(strict, address)).failure?.kind, "expired");
});

test("an authority of one's own stays the only one, even where an editor widens what TLS trusts", async t => {
  const address = bad.address("tls13");
  const rogue: TlsProfile = { mode: "tls", roots: "files", caFiles: [file("rogue-ca.crt")] };
  // As such a patch does: contexts that come without authorities beside them get more behind the back of who made them.
  const tls = createRequire(import.meta.url)("node:tls") as typeof import("node:tls");
  const { connect } = tls;
  let widened = 0;
  t.mock.method(tls, "connect", ((options: ConnectionOptions, ...rest: never[]) => {
    if (options.secureContext && !options.ca) {
      (options.secureContext.context as { addCACert(pem: Buffer): void }).addCACert(readFileSync(file("ca.crt")));
      widened++;
    }
    return connect(options, ...rest);
  }) as never);
  const unguarded = new grpc.Client(
    address,
    grpc.credentials.createFromSecureContext(tls.createSecureContext({ ca: readFileSync(file("rogue-ca.crt")) })),
  );
  await new Promise<void>((resolve, reject) =>
    unguarded.waitForReady(Date.now() + 30_000, error => (error ? reject(error) : resolve())),
  );
  unguarded.close();
  // A slow machine may try twice before it is connected.
  assert.ok(widened > 0, "without a check of our own the server would be trusted");
  widened = 0;
  const { status, failure } = await send(rogue, address);
  assert.equal(status, "UNAVAILABLE");
  assert.ok(widened > 0 && ["missing-intermediate", "wrong-ca"].includes(failure?.kind ?? ""), failure?.kind);
});

test("an authority inside of a PKCS#12 file is not trusted because of that", async () => {
  const tls: TlsProfile = { mode: "mtls", pfxFile: file("client.pfx"), passphrase: labPassphrase };
  const { status, failure } = await send(tls);
  assert.equal(status, "UNAVAILABLE", "the server's certificate is of the file's authority alone");
  assert.ok(["untrusted", "untrusted-root"].includes(failure?.kind ?? ""), failure?.kind);
});

test("a certificate that was renewed on disk is used by the next call", async () => {
  const [cert, key] = [file("renewed.crt"), file("renewed.key")];
  const copy = (name: string): void => {
    writeFileSync(cert, readFileSync(file(`${name}.crt`)));
    writeFileSync(key, readFileSync(file(`${name}.key`)));
  };
  const tls = { ...base(), certFile: cert, keyFile: key };
  copy("rogue-client");
  assert.equal((await send(tls)).failure?.kind, "client-certificate-refused");
  copy("client");
  assert.equal((await send(tls)).status, "OK");
});

const shopCall = (credentials: CallCredentials, address = shop.address): JsonCall => ({
  address,
  path: "/shop.v1.Shop/GetItem",
  kind: "unary",
  metadata: [["x-id", "7"]],
  bodies: [],
  tls: { mode: "plaintext" },
  timeoutMs: 8000,
  credentials,
});

/** An authorization server: one token for the right client, an error of RFC 6749 for others. */
async function tokenServer(): Promise<{ url: string; asked: string[]; stop(): void }> {
  const asked: string[] = [];
  const server = createHttpServer((request: IncomingMessage, response) => {
    let body = "";
    request.on("data", piece => {
      body += piece;
    });
    request.on("end", () => {
      asked.push(body);
      const isKnown = request.headers.authorization === `Basic ${Buffer.from("me%3A:s3cret%26").toString("base64")}`;
      response.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
      response.end(
        JSON.stringify(
          isKnown
            ? { access_token: "t0ken", token_type: "Bearer", expires_in: 3600 }
            : { error: "invalid_client", error_description: "who are you" },
        ),
      );
    });
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${(server.address() as { port: number }).port}/token`,
    asked,
    stop: () => void server.close(),
  };
}

test("credentials of the caller: bearer, basic, OAuth 2.0, and never in the clear to another machine", async () => {
  const tokens = await tokenServer();
  const oauth2 = {
    type: "oauth2",
    tokenUrl: tokens.url,
    clientId: "me:",
    clientSecret: "s3cret&",
    scopes: ["a", "b"],
  } as const;
  const good: readonly CallCredentials[] = [
    { type: "bearer", token: "t0ken" },
    { type: "basic", username: "me", password: "s3cret" },
    oauth2,
    oauth2,
  ];
  for (const credentials of good) {
    const answer = await collectCall(session, shopSet, shopCall(credentials));
    assert.equal(answer.status, "OK", JSON.stringify(answer.failure));
    assert.doesNotMatch(JSON.stringify(answer.events), /t0ken|s3cret/);
  }
  assert.deepEqual(tokens.asked, ["grant_type=client_credentials&scope=a+b"], "the token was kept");
  const refused = await collectCall(session, shopSet, shopCall({ ...oauth2, clientSecret: "wr0ng" }));
  assert.deepEqual(
    [refused.failure?.kind, refused.failure && saidIn(refused.failure.message, "en")],
    ["oauth2", "HTTP status 401, invalid_client: who are you"],
  );
  const clear = await collectCall(
    session,
    shopSet,
    shopCall({ ...oauth2, tokenUrl: "http://idp.example.com/token" }),
  );
  assert.equal(clear.failure?.kind, "oauth2");
  const away = await collectCall(
    session,
    shopSet,
    shopCall({ type: "bearer", token: "t0ken" }, "grpc.example.com:80"),
  );
  assert.equal(away.failure?.kind, "unprotected-credentials");
  for (const { failure } of [refused, clear, away])
    assert.doesNotMatch(JSON.stringify(failure), /t0ken|s3cret|wr0ng/);
  tokens.stop();
});
