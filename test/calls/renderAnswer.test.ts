import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTree } from "jsonc-parser";
import type { Answer } from "../../client/src/calls/answer.ts";
import { bodyOf, renderAnswer, type Translate } from "../../client/src/calls/renderAnswer.ts";

const english: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)]));

const answer: Answer = {
  id: "1",
  startedAt: "2026-01-02T03:04:05.000Z",
  request: {
    name: "GetItem",
    method: "shop.v1.Shop/GetItem",
    kind: "unary",
    descriptorHash: "shop",
    address: "localhost:50051",
    mode: "mtls",
    profile: "local",
    uri: "file:///a.grpc",
    line: 3,
  },
  status: { name: "OK" },
  peer: "127.0.0.1:50051",
  tls: {
    protocol: "TLSv1.3",
    cipher: "TLS_AES_256_GCM_SHA384",
    alpn: "h2",
    peerSubject: "CN=localhost",
    peerIssuer: "CN=Test CA",
    peerValidTo: "2027-01-01T00:00:00.000Z",
    clientCertificateSent: true,
  },
  headers: [["content-type", "application/grpc"]],
  trailers: [],
  messages: [{ json: '{\n  "id": "9007199254740993"\n}', bytes: 2048, notes: [] }],
  dropped: 0,
  timing: { connected: 4.25, headers: 11.2, firstMessage: 11.9, end: 12.4 },
};

test("what is odd about the certificates stands under them", () => {
  const lines = renderAnswer({ ...answer, warnings: ["it expires in 3 days"] }, english).split("\n");
  assert.deepEqual(lines.slice(3, 5), [
    "// server CN=localhost · issued by CN=Test CA · valid until 2027-01-01",
    "// ! it expires in 3 days",
  ]);
});

test("an answer is its JSON under the facts of the call", () => {
  assert.equal(
    renderAnswer(answer, english),
    `// ✔ OK · shop.v1.Shop/GetItem · 12 ms
// localhost:50051 (127.0.0.1:50051) · mTLS · profile local
// TLSv1.3, TLS_AES_256_GCM_SHA384, h2 · client certificate sent
// server CN=localhost · issued by CN=Test CA · valid until 2027-01-01
// connected 4.3 ms · headers 11 ms · first message 12 ms · end 12 ms · 1 message, 2.0 KiB

{
  "id": "9007199254740993"
}

// headers
//   content-type: application/grpc
`,
  );
});

test("a stream is a list, and what is missing is said", () => {
  const stream: Answer = {
    ...answer,
    request: { ...answer.request, kind: "server-streaming" },
    messages: [
      { json: "{}", bytes: 0, notes: [] },
      { json: '{\n  "a": 1\n}', bytes: 2, notes: ["unknown field 7"] },
    ],
    dropped: 3,
  };
  const text = renderAnswer(stream, english);
  assert.match(text, /\[\n {2}\{\},\n {2}\{\n {4}"a": 1\n {2}\}\n\]/);
  assert.match(text, /^\/\/ ! message 2: unknown field 7$/m);
  assert.match(text, /^\/\/ 3 later messages are not kept$/m);
});

test("a failure is explained and cannot leave its comment", () => {
  const failed: Answer = {
    ...answer,
    messages: [],
    status: { name: "NOT_FOUND", message: 'no item\n"x": 1' },
    failure: {
      code: "status",
      title: "the server has no such item",
      evidence: ["status 5"],
      advice: ["check the id"],
      details: ['{\n  "@type": "type.googleapis.com/google.rpc.ErrorInfo"\n}'],
      fixes: [],
    },
  };
  const text = renderAnswer(failed, english);
  assert.match(text, /^\/\/ ✖ NOT_FOUND/);
  for (const line of [
    "the server has no such item",
    "what shows it",
    "  · status 5",
    "what to do",
    "  · check the id",
  ]) {
    assert.ok(text.includes(`// ${line}\n`), line);
  }
  const root = parseTree(text, [], { disallowComments: false });
  assert.deepEqual(
    root?.children?.map(property => property.children?.[0]?.value),
    ["status", "message", "details"],
  );
  assert.equal(JSON.parse(bodyOf(failed)).message, 'no item\n"x": 1');
});

test("plaintext and a skipped verification are said", () => {
  const modeLine = (request: Partial<Answer["request"]>) =>
    renderAnswer({ ...answer, request: { ...answer.request, ...request } }, english).split("\n")[1];
  assert.match(modeLine({ mode: "plaintext" })!, /nothing is encrypted/);
  assert.match(modeLine({ mode: "tls", skipVerify: true })!, /NOT verified/);
});
