import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer } from "../../client/src/calls/answer.ts";
import { keptAnswer } from "../../client/src/calls/keptAnswer.ts";

/** Holds `s3cret` at every place where one may be. */
const answer: Answer = {
  id: "1",
  startedAt: "2026-01-02T03:04:05.000Z",
  request: {
    name: "Login",
    method: "shop.v1.Shop/Login",
    kind: "unary",
    descriptorHash: "shop",
    address: "localhost:50051",
    mode: "tls",
    uri: "file:///a.grpc",
    line: 3,
  },
  status: { name: "INVALID_ARGUMENT", message: "no" },
  peer: "127.0.0.1:50051",
  headers: [["set-cookie", "s3cret"]],
  trailers: [["x-token", "s3cret"]],
  messages: [
    {
      json: '{\n  "name": "Kim",\n  "accessToken": "s3cret"\n}',
      bytes: 20,
      raw: new TextEncoder().encode("s3cret"),
      notes: ["field 7 (wire type 2) is not in the schema: string s3cret"],
    },
  ],
  dropped: 0,
  timing: { end: 12 },
  failure: {
    code: "bad-body",
    title: "the body does not fit",
    evidence: ["count: cannot be s3cret"],
    advice: ["mend the body"],
    details: ['{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", "metadata": { "api_key": "s3cret" } }'],
    fixes: [],
  },
};

test("no secret is kept, and what is needed to understand the call is", () => {
  const kept = keptAnswer(answer);
  const text = JSON.stringify(kept);
  assert.doesNotMatch(text, /s3cret/);
  // Bytes would be numbers there.
  assert.doesNotMatch(text, /raw|115,51/);
  assert.equal(kept.messages[0]?.json, '{\n  "name": "Kim",\n  "accessToken": "(not kept)"\n}');
  assert.equal(kept.failure?.title, "the body does not fit");
  assert.deepEqual(kept.request, answer.request);
});

test("evidence of what is no body is kept", () => {
  const failure = { ...answer.failure!, code: "refused", evidence: ["nothing listens"] };
  assert.deepEqual(keptAnswer({ ...answer, failure }).failure?.evidence, ["nothing listens"]);
});

test("what is added to answers is not kept unasked", () => {
  const more = { ...answer, requestMetadata: [["authorization", "s3cret"]] };
  assert.doesNotMatch(JSON.stringify(keptAnswer(more)), /s3cret/);
});

test("long answers are kept without their messages, which are counted", () => {
  const long = { json: `"${"x".repeat(40_000)}"`, bytes: 40_000, notes: [] };
  const kept = keptAnswer({ ...answer, messages: [long, long], dropped: 3 });
  assert.deepEqual([kept.messages.length, kept.dropped], [0, 5]);
});
