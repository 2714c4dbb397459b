import assert from "node:assert/strict";
import { test } from "node:test";
import { newRequestDocument } from "../../server/src/request/newRequest.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { requestLenses } from "../../server/src/request/requestLenses.ts";

test("a new document parses into the request that was asked for", () => {
  const text = newRequestDocument({
    method: "shop.v1.Shop/Put",
    body: '{\n  "id": ""\n}',
    clientStreaming: true,
    address: "localhost:50051",
    profile: "local",
  });
  const document = parseRequests(text);
  assert.deepEqual(document.problems, []);
  const [request] = document.requests;
  assert.equal(document.requests.length, 1);
  assert.equal(request?.name, "Put");
  assert.equal(request?.profile?.text, "local");
  assert.equal(request?.messages.length, 2);
  assert.equal(request?.messages[0]?.text, '{\n  "id": ""\n}');
});

test("a lens stands above each request line that names a method", () => {
  const source = "### a\n# note\nGRPC a:1/p.S/M\n\n{}\n### b\nGRPC a:1\n### c\nGRPC a:1/p.S/N\n";
  const lenses = requestLenses(parseRequests(source));
  assert.deepEqual(
    lenses.map(({ span, request }) => [source.slice(span.start, span.end), request.name]),
    [
      ["GRPC", "a"],
      ["GRPC", "c"],
    ],
  );
});
