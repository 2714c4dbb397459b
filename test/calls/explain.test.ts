import assert from "node:assert/strict";
import { test } from "node:test";
import { explainFailure } from "../../client/src/calls/explain.ts";
import type { TlsProfile } from "../../client/rpc/call.ts";
import { type FailureKind, failure } from "../../client/rpc/errors.ts";

const english = (message: string, ...args: (string | number)[]) =>
  message.replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)]));

const fixesOf = (
  kind: FailureKind,
  facts: Record<string, string> = {},
  tls: TlsProfile = { mode: "tls" },
  certificate?: string,
) =>
  explainFailure(
    { ...failure(kind, "UNAVAILABLE", "what the library said", facts), ...(certificate ? { certificate } : {}) },
    { language: "en", t: english, tls },
  ).fixes;

test("offers what mends a wrong mode, and the note that explains it", () => {
  assert.deepEqual(fixesOf("server-tls"), [
    { kind: "profile", title: "Use TLS", tls: { mode: "tls" } },
    { kind: "note", title: "How TLS Proceeds", note: "tls-flow" },
  ]);
  assert.deepEqual(fixesOf("server-plaintext")[0], {
    kind: "profile",
    title: "Use Plaintext",
    tls: { mode: "plaintext" },
  });
});

test("offers to expect a name of the certificate, but no pattern", () => {
  const fixes = fixesOf("name-mismatch", {
    host: "localhost",
    names: "DNS:*.example.com, DNS:prod.example.com, IP Address:10.0.0.1",
  });
  assert.deepEqual(fixes[0], {
    kind: "profile",
    title: "Expect the Name prod.example.com",
    tls: { serverName: "prod.example.com" },
  });
  assert.equal(fixes.length, 2);
});

test("offers to trust only a certificate that is there", () => {
  assert.deepEqual(fixesOf("self-signed", {}, { mode: "tls" }, "PEM")[0], {
    kind: "trust",
    title: "Trust This Certificate…",
    pem: "PEM",
  });
  assert.equal(fixesOf("self-signed")[0]?.kind, "note");
});

test("asks for the passphrase of the file that needs it", () => {
  const tls: TlsProfile = { mode: "mtls", certFile: "/c.pem", keyFile: "/k.pem" };
  assert.deepEqual(fixesOf("passphrase-wrong", { file: "k.pem" }, tls), [
    { kind: "passphrase", title: "Enter Passphrase…", file: "/k.pem" },
  ]);
  assert.equal(fixesOf("client-certificate-required")[0]?.kind, "clientCertificate");
});

test("says what happened in both languages with its evidence", () => {
  const refused = failure("refused", "UNAVAILABLE", "connect ECONNREFUSED 127.0.0.1:1", { address: "localhost:1" });
  const tls: TlsProfile = { mode: "plaintext" };
  const explained = explainFailure(refused, { language: "en", t: english, tls });
  assert.equal(explained.title, "Nothing listens on localhost:1");
  assert.deepEqual(explained.evidence, ["connect ECONNREFUSED 127.0.0.1:1"]);
  assert.deepEqual(explained.fixes, []);
  assert.match(explainFailure(refused, { language: "ko", t: english, tls }).title, /localhost:1에서/);
});
