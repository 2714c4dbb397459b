import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import {
  type CommandLineCall,
  parseCommandLine,
  renderGrpcurl,
  secretInShell,
} from "../../client/src/calls/grpcurlCommand.ts";
import { splitShellWords } from "../../client/src/calls/shellWords.ts";

const parsed = (line: string): CommandLineCall => {
  const result = parseCommandLine(line);
  assert.ok(result.ok, line);
  return result.call;
};

test("reads what grpcurl is called with", () => {
  const call = parsed(`$ grpcurl -cacert ca.pem -cert me.pem -key 'my key.pem' -servername api \\
    -H 'Authorization: Bearer a:b' -max-time 2.5 -import-path ./protos -proto shop.proto \\
    -d '{"name": "it'\\''s"}' localhost:50051 shop.v1.Shop/GetItem`);
  assert.deepEqual(call, {
    address: "localhost:50051",
    method: "shop.v1.Shop/GetItem",
    metadata: [["authorization", "Bearer a:b"]],
    bodies: [`{"name": "it's"}`],
    tls: {
      mode: "mtls",
      roots: "files",
      caFiles: ["ca.pem"],
      certFile: "me.pem",
      keyFile: "my key.pem",
      serverName: "api",
    },
    timeoutMs: 2500,
  });
});

test("reads other spellings: dots, equal signs, several messages, buf curl", () => {
  const dotted = parsed(`grpcurl --plaintext -d='{"a":1} {"a":"}"}' localhost:1 shop.v1.Shop.Put`);
  assert.equal(dotted.method, "shop.v1.Shop/Put");
  assert.deepEqual(dotted.bodies, ['{"a":1}', '{"a":"}"}']);
  assert.equal(dotted.tls.mode, "plaintext");
  const buf = parsed(`buf curl --schema . --http2-prior-knowledge --data '{}' http://localhost:1/shop.v1.Shop/Get`);
  assert.deepEqual([buf.address, buf.method, buf.tls.mode], ["http://localhost:1", "shop.v1.Shop/Get", "plaintext"]);
});

test("says why a text is no call", () => {
  assert.deepEqual(parseCommandLine("curl localhost"), { ok: false, reason: "not a call" });
  assert.deepEqual(parseCommandLine("grpcurl -d '{ localhost:1 a.B/C"), { ok: false, reason: "quote is open" });
  assert.deepEqual(parseCommandLine("grpcurl -plaintext localhost:1 list"), { ok: false, reason: "no method" });
});

test("a written command reads back as the same call, and as the same words in a real shell", () => {
  const call: CommandLineCall = {
    address: "localhost:50051",
    method: "shop.v1.Shop/GetItem",
    metadata: [["x-note", `it's "$HOME" \`x\``]],
    bodies: ['{\n  "a": "\\"$x\\""\n}'],
    tls: { mode: "mtls", roots: "files", caFiles: ["a b/ca.pem"], certFile: "c.pem", keyFile: "k.pem" },
    timeoutMs: 1500,
  };
  const line = renderGrpcurl(call);
  assert.deepEqual(parsed(line), call);
  const script = `grpcurl() { printf '%s\\0' grpcurl "$@"; }; ${line}`;
  const words = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
  assert.deepEqual(words, splitShellWords(line));
});

test("a secret stays a variable that only the shell fills in", () => {
  const line = renderGrpcurl({
    address: "grpcs://api.example.com",
    method: "a.B/C",
    metadata: [["authorization", `Bearer ${secretInShell("my-token")}"$x`]],
    bodies: [],
    tls: { mode: "tls" },
  });
  const script = `grpcurl() { printf '%s\\0' "$@"; }; PROTOCALL_MY_TOKEN='s p'; ${line}`;
  const words = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
  assert.deepEqual(words, ["-H", 'authorization: Bearer s p"$x', "api.example.com", "a.B/C"]);
});
