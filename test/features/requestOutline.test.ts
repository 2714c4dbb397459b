import assert from "node:assert/strict";
import { test } from "node:test";
import { requestFolds, requestSymbols } from "../../server/src/features/requestOutline.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";

const text = `@host = localhost:1

### First
GRPC {{host}}/a.B/Get

{
  "x": 1
}

### Second
GRPC {{host}}/a.B/Send

{}
===
{
}

GET https://example.com
`;

test("requests are the symbols of a request document", () => {
  const symbols = requestSymbols(parseRequests(text));
  const shown = symbols.map(s => `${s.name} ${s.detail} at ${text.slice(s.nameSpan.start, s.nameSpan.end)}`);
  assert.deepEqual(shown, ["First a.B/Get at First", "Second a.B/Send at Second"]);
  assert.ok(text.slice(symbols[0]?.span.start, symbols[0]?.span.end).endsWith("}"));
});

test("requests and the messages of a stream fold", () => {
  const folds = requestFolds(parseRequests(text)).map(({ start, end }) => text.slice(start, end).split("\n").length);
  assert.deepEqual(folds.slice(0, 2), [6, 9]);
});

test("of a file with other requests only those of gRPC are shown", () => {
  const http = "GET https://example.com\n\n### call\nGRPC localhost:1/a.B/Get\n\n{}\n";
  const document = parseRequests(http, { otherKinds: "ignore" });
  assert.deepEqual(
    requestSymbols(document).map(s => s.name),
    ["call"],
  );
  assert.deepEqual(document.problems, []);
});
