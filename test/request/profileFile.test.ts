import assert from "node:assert/strict";
import { test } from "node:test";
import { impliedTls, parseProfileFile } from "../../client/rpc/profileFile.ts";

const absolute = (path: string) => `/repo/${path}`;

test("reads profiles with paths made absolute", () => {
  const { profiles, defaultProfile, errors } = parseProfileFile(
    {
      defaultProfile: "local",
      profiles: {
        local: { tls: { mode: "plaintext" } },
        staging: {
          tls: { mode: "mtls", caFiles: ["ca.pem"], certFile: "me.pem", keyFile: "me.key", serverName: "api" },
        },
      },
    },
    absolute,
  );
  assert.deepEqual(errors, []);
  assert.equal(defaultProfile, "local");
  assert.deepEqual(profiles, [
    { name: "local", tls: { mode: "plaintext" } },
    {
      name: "staging",
      tls: {
        mode: "mtls",
        roots: "files",
        caFiles: ["/repo/ca.pem"],
        certFile: "/repo/me.pem",
        keyFile: "/repo/me.key",
        serverName: "api",
      },
    },
  ]);
});

test("a profile names its protocol", () => {
  const read = (protocol: unknown) =>
    parseProfileFile({ profiles: { p: { tls: { mode: "plaintext" }, protocol } } }, absolute);
  for (const protocol of ["grpc", "grpc-web", "connect"])
    assert.deepEqual(read(protocol).profiles, [{ name: "p", tls: { mode: "plaintext" }, protocol }]);
  const wrong = read("soap");
  assert.deepEqual(wrong.profiles, []);
  assert.deepEqual(wrong.errors, [
    {
      en: "profiles.p.protocol: is one of grpc, grpc-web, connect",
      ko: "profiles.p.protocol: grpc, grpc-web, connect 중 하나여야 합니다",
    },
  ]);
});

test("names the place of what is wrong and keeps the rest", () => {
  const errorsOf = (json: unknown) => parseProfileFile(json, absolute).errors.map(({ en }) => en);
  const tls = (value: unknown) => errorsOf({ profiles: { p: { tls: value } } });
  assert.match(errorsOf([])[0]!, /JSON object/);
  assert.match(errorsOf({ profiles: 1 })[0]!, /^profiles:/);
  assert.match(errorsOf({ profiles: { p: {} } })[0]!, /^profiles\.p:/);
  assert.match(errorsOf({ profiles: {}, defaultProfile: "toString" })[0]!, /^defaultProfile:/);
  assert.match(tls({})[0]!, /needs a `mode`/);
  assert.match(tls({ mode: "ssl" })[0]!, /^profiles\.p\.tls\.mode: is one of plaintext, tls, mtls/);
  assert.match(tls({ mode: "tls", caFile: "x" })[0]!, /\.caFile: is unknown/);
  assert.match(tls({ mode: "tls", passphrase: "x" })[0]!, /does not belong in a file/);
  assert.match(tls({ mode: "mtls" })[0]!, /needs `certFile`/);
  assert.match(tls({ mode: "mtls", certFile: "x" })[0]!, /belong together/);
  const credentials = (value: unknown) => errorsOf({ profiles: { p: { tls: { mode: "tls" }, credentials: value } } });
  assert.deepEqual(credentials({ type: "bearer", token: "{{secret:api}}" }), []);
  const oauth2 = { type: "oauth2", tokenUrl: "https://idp/token", clientId: "me", clientSecret: "{{secret:idp}}" };
  assert.deepEqual(credentials({ ...oauth2, scopes: ["read"] }), []);
  const literal = credentials({ type: "basic", username: "me", password: "hunter2" });
  assert.match(literal[0]!, /^profiles\.p\.credentials\.password: does not belong in a file/);
  assert.doesNotMatch(literal.join(), /hunter2/);
  assert.match(credentials({ type: "digest" })[0]!, /\.type: is one of bearer, basic, oauth2/);
  assert.match(credentials({ type: "bearer" })[0]!, /\.token: is missing/);
  assert.match(credentials({ ...oauth2, scope: "read" })[0]!, /\.scope: is unknown/);
  const channel = (value: unknown) => errorsOf({ profiles: { p: { tls: { mode: "tls" }, channel: value } } });
  assert.deepEqual(channel({ keepaliveMs: 1000, loadBalancing: "round_robin", proxy: "p:1" }), []);
  assert.match(channel([])[0]!, /^profiles\.p\.channel: is an object/);
  assert.match(channel({ keepalive: 1 })[0]!, /^profiles\.p\.channel\.keepalive: is unknown/);
  assert.match(channel({ maxReceiveBytes: -1 })[0]!, /maxReceiveBytes: is a whole number above 0/);
  assert.match(channel({ loadBalancing: "random" })[0]!, /is one of pick_first, round_robin/);
  const { profiles } = parseProfileFile({ profiles: { bad: {}, good: { tls: { mode: "tls" } } } }, absolute);
  assert.deepEqual(
    profiles.map(({ name }) => name),
    ["good"],
  );
});

test("without a profile the scheme decides, else only loopback is plaintext", () => {
  const modes = {
    "localhost:50051": "plaintext",
    "127.0.0.1:1": "plaintext",
    "[::1]:1": "plaintext",
    "dns:///localhost:1": "plaintext",
    "unix:///run/app.sock": "plaintext",
    "http://api.example.com": "plaintext",
    "grpcs://localhost:1": "tls",
    "https://localhost:1": "tls",
    "api.example.com:443": "tls",
    "localhost.example.com:1": "tls",
    "127.0.0.1.example.com": "tls",
    "10.0.0.1:50051": "tls",
  };
  for (const [address, mode] of Object.entries(modes)) assert.equal(impliedTls(address).mode, mode, address);
});
