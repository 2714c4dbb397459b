import assert from "node:assert/strict";
import { test } from "node:test";
import { requestConstructAt } from "../../server/src/features/requestConstructAt.ts";

import { parseRequests } from "../../server/src/request/parseRequests.ts";

const text = `@host = localhost:1

### Get
# @profile dev
GRPC {{host}}/a.B/Get
authorization: Bearer {{secret:t}}

{}
===
{}
`;

/** The part that stands where `needle` starts. */
function part(needle: string): string {
  const found = requestConstructAt(parseRequests(text), text.indexOf(needle) + 1);
  return found?.construct.kind === "request" ? `${found.construct.part} ${found.path}` : "nothing";
}

test("each part of a request is a construct of its own", () => {
  assert.equal(part("GRPC"), "verb /a.B/Get");
  assert.equal(part("{{host}}"), "address /a.B/Get");
  assert.equal(part("a.B"), "service /a.B/Get");
  assert.equal(part("Get\nauth"), "method /a.B/Get");
  assert.equal(part("authorization"), "header /a.B/Get");
  assert.equal(part("profile"), "directive /a.B/Get");
  assert.equal(part("==="), "separator /a.B/Get");
  assert.equal(part("localhost"), "nothing");
});
