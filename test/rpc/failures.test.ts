/** Every way in which a call does not come about, shown by servers that others wrote, and told by its kind. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import {
  createSecureServer,
  createServer as createHttp2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import { createServer as createTlsServer } from "node:tls";
import { after, before, test } from "node:test";
import type { Connection, TlsProfile } from "../../client/rpc/call.ts";
import type { FailureKind, RpcFailure } from "../../client/rpc/errors.ts";
import { failureText } from "../../client/rpc/failureText.ts";
import { type JsonCall, Session } from "../../client/rpc/session.ts";
import { needProgram } from "../setup/findProgram.ts";
import { collectCall } from "../support/collectCall.ts";
import { descriptorsOf } from "../support/descriptors.ts";
import { freePort, nobody } from "../support/freePort.ts";
import { type Balancer, startBadServers, startNginx } from "../support/lab/balancers.ts";
import { type LabCertificates, makeLabCertificates } from "../support/lab/certificates.ts";
import { startEtcdServer } from "../support/lab/etcdServer.ts";
import { interopProto, type LabServer, startInterop } from "../support/lab/interop.ts";
import { startProgram, withRetry } from "../support/lab/program.ts";
import { saidIn } from "../../server/src/shared/language.ts";

const set = descriptorsOf(interopProto.root, interopProto.file);
const session = new Session();
const stops: (() => Promise<void>)[] = [];
let certificates: LabCertificates;
let bad: Balancer;
let nginx: Balancer;
let etcd: LabServer;
let interop: LabServer;

before(async () => {
  certificates = await makeLabCertificates();
  bad = await startBadServers(certificates);
  etcd = await startEtcdServer("mtls", certificates);
  interop = await startInterop("mtls", certificates);
  nginx = await startNginx(certificates, [etcd.port]);
  stops.push(bad.stop, etcd.stop, interop.stop, nginx.stop);
});

after(async () => {
  session.close();
  for (const stop of stops) await stop();
  certificates?.remove();
});

const tls = (more: Partial<TlsProfile> = {}): TlsProfile => ({
  mode: "tls",
  roots: "files",
  caFiles: [certificates.file("ca.crt")],
  ...more,
});
const mtls = (name: string): TlsProfile =>
  tls({ mode: "mtls", certFile: certificates.file(`${name}.crt`), keyFile: certificates.file(`${name}.key`) });
const plaintext: TlsProfile = { mode: "plaintext" };

const callTo = (address: string, connection: Connection, more: Partial<JsonCall> = {}, by = session) =>
  collectCall(by, set, {
    address,
    path: "/grpc.testing.TestService/EmptyCall",
    kind: "unary",
    metadata: [],
    bodies: [],
    timeoutMs: 15_000,
    ...connection,
    ...more,
  });

/** The failure is of the kind, and is worded in both languages without a gap. */
async function expectKind(kind: FailureKind, address: string, profile: TlsProfile, more: Partial<JsonCall> = {}) {
  const { failure } = await callTo(address, { tls: profile }, more);
  assert.equal(failure?.kind, kind, `${address} ${JSON.stringify(profile)}: ${JSON.stringify(failure)}`);
  assertWorded(failure);
  return failure;
}

function assertWorded(failure: RpcFailure): void {
  for (const language of ["en", "ko"] as const) {
    const { title, advice } = failureText(failure, language);
    for (const text of [title, ...advice])
      assert.doesNotMatch(text, /\{\w+\}|(^|[ (`])\?([ :.,)`]|$)|undefined/, `${failure.kind} ${text}`);
    // What a server says itself is in its own language.
    if (language === "ko" && failure.kind !== "status")
      assert.doesNotMatch(title, /\b[a-z]{2,}(?: [a-z]{2,}){2,}\b/, failure.kind);
  }
}

test("the server's certificate: each fault has its kind", async () => {
  await expectKind("expired", bad.address("expired"), tls());
  await expectKind("not-yet-valid", bad.address("notYetValid"), tls());
  const name = await expectKind("name-mismatch", bad.address("otherName"), tls());
  assert.equal(name.facts["names"], "other.test");
  const address = bad.address("otherName").replace("localhost", "127.0.0.1");
  await expectKind("no-ip-address", address, tls());
  const self = await expectKind("self-signed", bad.address("selfSigned"), tls());
  assert.match(self.certificate ?? "", /BEGIN CERTIFICATE/);
  const missing = await expectKind("missing-intermediate", bad.address("noIntermediate"), tls());
  assert.match(missing.facts["issuer"] ?? "", /Test Intermediate CA/);
  await expectKind("untrusted", bad.address("tls13"), tls({ caFiles: [certificates.file("rsa-self.crt")] }));
  await expectKind("untrusted", bad.address("tls12"), tls({ caFiles: [certificates.file("rsa-self.crt")] }));
  await expectKind("untrusted", bad.address("tls13"), { mode: "tls" });
  await expectKind("unrecognized-name", bad.address("strictSni"), tls());
});

test("TLS settings: versions, ciphers and protocols", async () => {
  await expectKind("tls-version", bad.address("tls12"), tls({ minVersion: "TLSv1.3" }));
  await expectKind("tls-version", bad.address("tls13"), tls({ maxVersion: "TLSv1.2" }));
  await expectKind("no-shared-cipher", bad.address("oldCipher"), tls());
  await expectKind("server-plaintext", bad.address("plainHttp2"), tls());
  await expectKind("server-plaintext", bad.address("plainHttp1"), tls());
  const expects = await expectKind("server-tls", bad.address("tls13"), plaintext);
  assert.match(expects.facts["subject"] ?? "", /CN=localhost/);
  const html = await expectKind("not-grpc", bad.address("plainHttp2"), plaintext);
  assert.equal(html.facts["address"], bad.address("plainHttp2"));
});

/** OpenSSL's own server: it takes one connection after the other and says nothing after the handshake. */
function opensslServer(...more: readonly string[]): Promise<string> {
  return withRetry(async () => {
    const port = await freePort();
    const pair = ["-cert", certificates.file("server.crt"), "-key", certificates.file("server.key")];
    const running = await startProgram({
      command: needProgram("openssl", "openssl"),
      args: ["s_server", "-accept", `127.0.0.1:${port}`, ...pair, ...more],
      ports: [port],
      stdin: "open",
    });
    stops.push(running.stop);
    return `localhost:${port}`;
  });
}

test("servers of TLS that speak no HTTP/2", async () => {
  await expectKind("no-alpn", await opensslServer("-alpn", "http/1.1"), tls());
  await expectKind("silent", await opensslServer("-quiet"), tls(), { timeoutMs: 1500 });
  for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
    const pair = {
      cert: readFileSync(certificates.file("server.crt")),
      key: readFileSync(certificates.file("server.key")),
    };
    const server = createTlsServer({ ...pair, maxVersion }, socket => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    stops.push(async () => void server.close());
    const address = `localhost:${(server.address() as { port: number }).port}`;
    // What TLS 1.2 carries can only be read by who speaks its protocol.
    await expectKind(maxVersion === "TLSv1.2" ? "no-alpn" : "http1", address, tls());
  }
});

test("client certificates: missing, of a stranger, expired, for another purpose", async () => {
  for (const listener of ["mtls", "mtls12"]) {
    const address = bad.address(listener);
    const missing = await expectKind("client-certificate-required", address, tls());
    assert.match(missing.facts["issuers"] ?? "", /Test Root CA/, listener);
    const stranger = await expectKind("client-certificate-refused", address, mtls("rogue-client"));
    assert.match(stranger.facts["issuer"] ?? "", /Rogue Root CA/);
    await expectKind("client-certificate-refused", address, mtls("clientwrongeku"));
    // Judged before anything is dialed.
    await expectKind("client-certificate-expired", address, mtls("expired-client"));
  }
  for (const { address } of [etcd, interop]) {
    await expectKind("client-certificate-required", address, tls());
    await expectKind("client-certificate-refused", address, mtls("rogue-client"));
  }
  await expectKind("client-certificate-required", nginx.address("mtls"), tls());
  await expectKind("client-certificate-refused", nginx.address("mtls"), mtls("rogue-client"));
});

async function listening(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer(socket => {
    sockets.add(socket);
    socket.on("error", () => {});
    onSocket(socket);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  stops.push(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `localhost:${(server.address() as { port: number }).port}`;
}

test("the network: nobody there, silence, resets, names, sockets", async () => {
  await expectKind("refused", nobody, plaintext);
  await expectKind("refused", nobody, tls());
  await expectKind("dns", "no-such-host.invalid:443", tls());
  const silent = await listening(socket => void socket.resume());
  await expectKind("silent", silent, plaintext, { timeoutMs: 700 });
  await expectKind("silent", silent, tls(), { timeoutMs: 700 });
  const reset = await listening(socket => void socket.resetAndDestroy());
  await expectKind("closed", reset, plaintext);
  await expectKind("closed", reset, tls());
  await expectKind("closed", await listening(socket => void socket.end()), tls());
  const http1 = await listening(s => void s.once("data", () => s.end("HTTP/1.1 400 Bad Request\r\n\r\n")));
  await expectKind("http1", http1, plaintext);
  await expectKind("http1", http1, tls());
  await expectKind("not-grpc", await listening(socket => void socket.end("220 mail ready\r\n")), plaintext);
  await expectKind("not-grpc", await listening(socket => void socket.end("220 mail ready\r\n")), tls());
  await expectKind("socket-missing", `unix:${certificates.file("none.sock")}`, plaintext);
});

test("proxies are used only when asked, and tell why they do not let a call through", async () => {
  const through = (proxy: string) => ({ channel: { proxy } });
  await expectKind("proxy", bad.address("tls13"), tls(), through(nobody));
  const refusing = await listening(socket =>
    socket.once("data", () => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")),
  );
  const failure = await expectKind("proxy", bad.address("tls13"), tls(), through(refusing));
  assert.match(saidIn(failure.message, "en"), /407/);
  await expectKind("bad-target", bad.address("tls13"), tls(), through("https://proxy:1"));
  // What the environment says is no wish of the user.
  const lead = { http_proxy: `http://${nobody}`, grpc_proxy: `http://${nobody}`, https_proxy: `http://${nobody}` };
  Object.assign(process.env, lead);
  try {
    await expectKind("client-certificate-required", etcd.address, tls());
  } finally {
    for (const name of Object.keys(lead)) delete process.env[name];
  }
});

test("during a call: a connection that is lost, a stream that is cut off, an answer without an end", async () => {
  const sessions: { close(): void; destroy(): void }[] = [];
  const behave: Record<string, (stream: import("node:http2").ServerHttp2Stream) => void> = {
    lost: stream => {
      stream.respond({ ":status": 200, "content-type": "application/grpc" });
      stream.session?.destroy();
    },
    reset: stream => stream.close(2),
    incomplete: stream => {
      stream.respond({ ":status": 200, "content-type": "application/grpc" });
      stream.end();
    },
    http503: stream => {
      stream.respond({ ":status": 503, "content-type": "text/html" });
      stream.end("<html>");
    },
  };
  const server = createHttp2Server();
  server.on("session", s => sessions.push(s));
  server.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    behave[String(headers["x-behave"])]?.(stream);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  stops.push(async () => {
    for (const s of sessions) s.destroy();
    server.close();
  });
  const address = `localhost:${(server.address() as { port: number }).port}`;
  const kinds: Readonly<Record<string, FailureKind>> = {
    lost: "connection-lost",
    reset: "stream-reset",
    incomplete: "incomplete-answer",
    http503: "not-grpc",
  };
  for (const [how, kind] of Object.entries(kinds))
    await expectKind(kind, address, plaintext, { metadata: [["x-behave", how]] });
});

test("a header or trailer of more than 64 KB stops the connection, and the next call has another", async () => {
  const large = "~".repeat(70_000);
  const limit = { maxSendHeaderBlockLength: 1_000_000 };
  const pair = {
    cert: readFileSync(certificates.file("server.crt")),
    key: readFileSync(certificates.file("server.key")),
  };
  const servers = [
    [createHttp2Server(limit as object), plaintext],
    [createSecureServer({ ...limit, ...pair }), tls()],
  ] as const;
  for (const [server, profile] of servers) {
    const sessions: { destroy(): void }[] = [];
    server.on("session", s => sessions.push(s));
    server.on("stream", (stream: ServerHttp2Stream, { "x-large": where }: IncomingHttpHeaders) => {
      stream.on("error", () => {});
      const head = { ":status": 200, "content-type": "application/grpc" };
      if (where === "header") {
        stream.respond({ ...head, "x-text": large });
        return;
      }
      stream.respond(head, { waitForTrailers: true });
      stream.on("wantTrailers", () =>
        stream.sendTrailers({ "grpc-status": "5", ...(where === "trailer" ? { "grpc-message": large } : {}) }),
      );
      // A slow server is none whose headers are too large.
      if (where !== "never") stream.end(Buffer.alloc(5));
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    stops.push(async () => {
      for (const s of sessions) s.destroy();
      server.close();
    });
    const address = `localhost:${(server.address() as { port: number }).port}`;
    const sent = (where: string) => ({ metadata: [["x-large", where]] as const });
    const callBy = (own: Session, where: string, timeoutMs = 15_000) =>
      callTo(address, { tls: profile }, { ...sent(where), timeoutMs }, own);
    // What is too large shows at the deadline, where it has come by then: a slow machine is given more time.
    const isTold = async (where: string): Promise<boolean> => {
      for (const timeoutMs of [700, 5000, 20_000]) {
        const own = new Session();
        try {
          // The connection is up before, so that the time is the answer's alone.
          assert.equal((await callBy(own, "none")).status, "NOT_FOUND");
          const { failure } = await callBy(own, where, timeoutMs);
          if (failure?.kind === "deadline") continue;
          assert.equal(failure?.kind, "headers-too-large");
          assertWorded(failure);
          assert.equal((await callBy(own, "none")).status, "NOT_FOUND");
          return true;
        } finally {
          own.close();
        }
      }
      return false;
    };
    for (const where of ["header", "trailer"]) assert.ok(await isTold(where), where);
    assert.equal((await callTo(address, { tls: profile }, sent("none"))).status, "NOT_FOUND");
    await expectKind("deadline", address, profile, { ...sent("never"), timeoutMs: 700 });
  }
});

test("waiting for the connection does not hide why it does not come", async () => {
  const kinds: (string | undefined)[] = [];
  // Behind the deadline there is little time to look: a machine may be too slow for it.
  while (kinds.length < 5 && kinds.at(-1) !== "expired") {
    const { failure } = await callTo(bad.address("expired"), { tls: tls() }, { waitForReady: true, timeoutMs: 1500 });
    kinds.push(failure?.kind);
  }
  assert.equal(kinds.at(-1), "expired", kinds.join());
});

/** The port of the next test, taken by another program meanwhile. */
const taken = /in use|never refused/;

test("a server that has just started is reached at once", () =>
  withRetry(async () => {
    const port = await freePort();
    const before = await callTo(`localhost:${port}`, { tls: plaintext });
    assert.equal(before.failure?.kind, "refused", "never refused");
    const server = createHttp2Server();
    server.on("stream", stream => {
      stream.respond({ ":status": 200, "content-type": "application/grpc", "grpc-status": "5" }, { endStream: true });
    });
    const sessions: { destroy(): void }[] = [];
    server.on("session", s => sessions.push(s));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
    stops.push(async () => {
      for (const s of sessions) s.destroy();
      server.close();
    });
    const again = await callTo(`localhost:${port}`, { tls: plaintext });
    assert.equal(again.status, "NOT_FOUND");
  }, taken));
