/** How the files of profiles are told to be, on certificates that openssl made. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { TlsProfile } from "../../client/rpc/call.ts";
import { gravityOf, profileState } from "../../client/rpc/tls/profileState.ts";
import { type LabCertificates, makeLabCertificates } from "../support/lab/certificates.ts";

const DAY_MS = 86_400_000;
let certificates: LabCertificates;

before(async () => {
  certificates = await makeLabCertificates();
});
after(() => certificates.remove());

/** Each file as `name state days !gravity`. `days`: so much later than today. */
async function statesOf(files: Record<string, string | string[]>, days = 0): Promise<string[]> {
  const place = (name: string): string => certificates.file(name);
  const placed = Object.entries(files).map(([key, file]) => [
    key,
    Array.isArray(file) ? file.map(place) : place(file),
  ]);
  const tls = { mode: "mtls", ...Object.fromEntries(placed) } as TlsProfile;
  const states = await profileState(tls, Date.now() + days * DAY_MS);
  return states.map(found => {
    const { file, state } = found;
    return [path.basename(file), state.kind, "days" in state ? state.days : "", "!".repeat(gravityOf(found))]
      .filter(part => part !== "")
      .join(" ");
  });
}

const pair = { certFile: "client.crt", keyFile: "client.key" };

test("a certificate and the key that fits it", async () => {
  assert.deepEqual(await statesOf({ ...pair, caFiles: ["ca.crt"] }), [
    "client.crt valid 364",
    "ca.crt valid 3649",
    "client.key key",
  ]);
});

test("the days count down to a warning and then to an error", async () => {
  assert.deepEqual(await statesOf(pair, 350), ["client.crt valid 14", "client.key key"]);
  assert.deepEqual(await statesOf(pair, 351), ["client.crt ends-soon 13 !", "client.key key"]);
  assert.deepEqual(await statesOf(pair, 367), ["client.crt expired 2 !!", "client.key key"]);
  const [early] = await statesOf({ certFile: "notyet.crt" });
  assert.match(early!, /^notyet\.crt not-yet \d{4,} !!$/);
});

test("a key of another certificate", async () => {
  assert.deepEqual(await statesOf({ certFile: "client.crt", keyFile: "server.key" }), [
    "server.key key-mismatch !!",
    "client.crt valid 364",
  ]);
});

test("files that are missing or hold something else", async () => {
  assert.deepEqual(await statesOf({ certFile: "none.crt", keyFile: "none.key", pfxFile: "none.pfx" }), [
    "none.crt missing !!",
    "none.key missing !!",
    "none.pfx missing !!",
  ]);
  assert.deepEqual(await statesOf({ certFile: "client.key", keyFile: "client.crt" }), [
    "client.key unreadable !!",
    "client.crt unreadable !!",
  ]);
});

test("what only a passphrase opens is no problem", async () => {
  assert.deepEqual(
    await statesOf({ certFile: "client.crt", keyFile: "client.enc-pkcs8.key", pfxFile: "client.pfx" }),
    ["client.crt valid 364", "client.enc-pkcs8.key encrypted", "client.pfx encrypted"],
  );
});

test("DER and every certificate of a bundle are read; the one that ends first counts", async () => {
  assert.deepEqual(await statesOf({ certFile: "client.der.crt", keyFile: "client.der.key" }), [
    "client.der.crt valid 364",
    "client.der.key key",
  ]);
  const bundle = certificates.file("bundle.crt");
  const both = ["ca.crt", "expired.crt"].map(name => readFileSync(certificates.file(name), "utf8"));
  writeFileSync(bundle, both.join(""));
  const [state] = await statesOf({ caFiles: ["bundle.crt"] });
  assert.match(state!, /^bundle\.crt expired \d+ !!$/);
});

test("without TLS nothing is looked at", async () => {
  assert.deepEqual(await profileState({ mode: "plaintext", certFile: "/none" }, Date.now()), []);
});
