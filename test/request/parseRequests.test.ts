import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { callPathOf, fileVariables, requestAt } from "../../server/src/request/requestDocument.ts";

/** Each problem as `code "the text it is about"`. */
const problemsOf = (source: string, options?: Parameters<typeof parseRequests>[1]): string[] =>
  parseRequests(source, options).problems.map(
    ({ code, span }) => `${code} ${JSON.stringify(source.slice(span.start, span.end))}`,
  );

const example = `@host = localhost:50051
@who = Kim

### Find one
# @profile staging
# @timeout 500 ms
# @expect OK
GRPC {{host}}/shop.v1.Shop/GetItem
x-request-id: {{$uuid}}
Authorization: Bearer {{secret:token}}

{
  // who asks
  "name": "{{who}}"
}

### Chat
// the second request
GRPC grpcs://shop.example.com/shop.v1.Shop/Chat

{"text": "one"}
===
{"text": "two"}
=== wait-for-server
{"text": "three"}
`;

test("reads requests with their directives, headers and messages", () => {
  const document = parseRequests(example);
  assert.deepEqual(document.problems, []);
  assert.deepEqual(fileVariables(document), { host: "localhost:50051", who: "Kim" });
  const [find, chat] = document.requests;
  assert.ok(find && chat && document.requests.length === 2);

  assert.equal(find.name, "Find one");
  assert.equal(find.profile?.text, "staging");
  assert.equal(find.timeoutMs, 500);
  assert.deepEqual(find.expectations, [{ kind: "status", status: "OK" }]);
  assert.equal(find.target?.address.text, "{{host}}");
  assert.equal(callPathOf(find), "/shop.v1.Shop/GetItem");
  assert.deepEqual(
    find.headers.map(({ name, value }) => [name.text, value.text]),
    [
      ["x-request-id", "{{$uuid}}"],
      ["Authorization", "Bearer {{secret:token}}"],
    ],
  );
  assert.deepEqual(
    find.messages.map(message => message.text),
    ['{\n  // who asks\n  "name": "{{who}}"\n}'],
  );

  assert.equal(chat.target?.address.text, "grpcs://shop.example.com");
  assert.deepEqual(
    chat.messages.map(({ text, afterAnswer }) => [text, afterAnswer]),
    [
      ['{"text": "one"}', false],
      ['{"text": "two"}', false],
      ['{"text": "three"}', true],
    ],
  );
  assert.deepEqual(
    document.references.map(({ kind, name }) => `${kind} ${name}`),
    ["variable host", "dynamic uuid", "secret token", "variable who"],
  );
});

test("every piece stands where its span says", () => {
  for (const source of [example, example.replaceAll("\n", "\r\n"), `\uFEFF${example}`]) {
    const document = parseRequests(source);
    const pieces = document.requests.flatMap(request => [
      request.verb,
      ...[request.target?.address, request.target?.service, request.target?.method, request.profile].filter(p => !!p),
      ...request.headers.flatMap(({ name, value }) => [name, value]),
      ...request.directives.flatMap(({ name, value }) => [name, value]),
    ]);
    assert.ok(pieces.length > 15);
    for (const { text, span } of pieces) assert.equal(source.slice(span.start, span.end), text);
    for (const request of document.requests) {
      for (const { text, span } of request.messages) assert.equal(text.length, span.end - span.start);
    }
    for (const { start, end, name, nameStart } of document.references) {
      assert.match(source.slice(start, end), /^\{\{.*\}\}$/);
      assert.equal(source.slice(nameStart, nameStart + name.length), name);
    }
  }
});

test("finds the request at an offset", () => {
  const document = parseRequests(example);
  const nameAt = (text: string) => requestAt(document, example.indexOf(text))?.name;
  assert.equal(nameAt("@host"), undefined);
  assert.equal(nameAt("### Find"), "Find one");
  assert.equal(nameAt("// who asks"), "Find one");
  assert.equal(nameAt("### Chat"), "Chat");
  assert.equal(requestAt(document, example.length)?.name, "Chat");
});

test("a request without a separator line has its number as name", () => {
  const { requests } = parseRequests("GRPC a:1/p.S/M\n\n{}\n### \nGRPC a:1/p.S/N\n");
  assert.deepEqual(
    requests.map(request => request.name),
    ["#1", "#2"],
  );
});

test("`# @name` names a request, even below its body", () => {
  const { requests } = parseRequests("### x\nGRPC a:1/p.S/M\n\n{}\n# @name better\n");
  assert.equal(requests[0]?.name, "better");
  assert.equal(requests[0]?.messages.length, 1);
});

test("takes addresses with schemes, gateways' paths and sockets", () => {
  const addressOf = (target: string) => {
    const { requests, problems } = parseRequests(`GRPC ${target}\n`);
    assert.deepEqual(problems, [], target);
    return requests[0]?.target?.address.text;
  };
  assert.equal(addressOf("[::1]:50051/p.S/M"), "[::1]:50051");
  assert.equal(addressOf("https://api.example.com/grpc/p.S/M"), "https://api.example.com/grpc");
  assert.equal(addressOf("unix:///run/app.sock/p.S/M"), "unix:///run/app.sock");
  assert.equal(addressOf("dns:///a.example:443/p.S/M"), "dns:///a.example:443");
});

test("says what is wrong with a request line", () => {
  assert.deepEqual(problemsOf("GRPC\n"), ['R1003 ""']);
  assert.deepEqual(problemsOf("GRPC localhost:1\n"), ['R1004 "localhost:1"']);
  assert.deepEqual(problemsOf("GRPC localhost:1/p.S\n"), ['R1004 "localhost:1/p.S"']);
  assert.deepEqual(problemsOf("GRPC localhost:1/p.S/\n"), ['R1004 "localhost:1/p.S/"']);
  assert.deepEqual(problemsOf("GRPC /p.S/M\n"), ['R1006 "/p.S/M"']);
  assert.deepEqual(problemsOf("GRPC /p.S\n"), ['R1006 "/p.S"']);
  assert.deepEqual(problemsOf("GRPC /\n"), ['R1006 "/"']);
  assert.deepEqual(parseRequests("GRPC /\n").requests[0]?.target?.service?.span, { start: 6, end: 6 });
  assert.deepEqual(problemsOf("GRPC a:1/p.S/M twice\n"), ['R1005 "twice"']);
  assert.deepEqual(problemsOf("GRPC a:1/p.S/M HTTP/2\n"), []);
  assert.deepEqual(problemsOf("a:1/p.S/M\n"), ['R1001 "a:1/p.S/M"']);
  assert.deepEqual(problemsOf("GET https://example.com\n"), ['R1002 "GET"']);
});

test("a request line in the making still has its parts", () => {
  const target = parseRequests("GRPC localhost:1/shop.v1.Sh").requests[0]?.target;
  assert.equal(target?.address.text, "localhost:1");
  assert.equal(target?.service?.text, "shop.v1.Sh");
  assert.equal(target?.method, undefined);
  const bare = parseRequests("localhost:1/p.S/M\n").requests[0];
  assert.equal(callPathOf(bare!), "/p.S/M");
});

test("leaves other requests of an .http file alone", () => {
  const source = "### a\nGET https://example.com/x\nAccept: text/html\n\n### b\nGRPC a:1/p.S/M\n\n{}\n";
  const document = parseRequests(source, { otherKinds: "ignore" });
  assert.deepEqual(document.problems, []);
  assert.deepEqual(
    document.requests.map(({ name }) => name),
    ["b"],
  );
});

test("says what is wrong with headers", () => {
  const headers = (lines: string) => problemsOf(`GRPC a:1/p.S/M\n${lines}\n\n{}\n`);
  assert.deepEqual(headers("x-a: 1\nbroken"), ['R1010 "broken"']);
  assert.deepEqual(headers("{{secret:token}}"), ['R1010 "{{secret:token}}"']);
  assert.deepEqual(headers("x a: 1"), ['R1012 "x a"']);
  assert.deepEqual(headers("{{secret:a}}-{{secret:b}}: 1"), ['R1012 "{{secret:a}}-{{secret:b}}"']);
  assert.deepEqual(headers("grpc-timeout: 1S"), ['R1013 "grpc-timeout"']);
  assert.deepEqual(headers("x-bin: not base64!"), ['R1014 "not base64!"']);
  assert.deepEqual(headers("x-bin: AAEC/w=="), []);
  assert.deepEqual(headers("x-name: 김"), ['R1016 "김"']);
  assert.deepEqual(headers("Content-Type: application/json"), ['R1015 "Content-Type"']);
  assert.deepEqual(problemsOf("GRPC a:1/p.S/M\n{}\n"), ['R1011 "{}"']);
});

test("warns of literals that look like secrets and not of placeholders", () => {
  const header = (line: string) => problemsOf(`GRPC a:1/p.S/M\n${line}\n\n{}\n`);
  assert.deepEqual(header("authorization: Bearer abc123def456ghi"), ['R1020 "abc123def456ghi"']);
  assert.deepEqual(header("x-api-key: 0f9a8b7c6d5e4f3a"), ['R1020 "0f9a8b7c6d5e4f3a"']);
  assert.deepEqual(header("x-other: eyJhbGciOiJI.eyJzdWIi.c2ln"), ['R1020 "eyJhbGciOiJI.eyJzdWIi.c2ln"']);
  assert.deepEqual(header("authorization: Bearer {{secret:token}}"), []);
  assert.deepEqual(header("authorization: Bearer <your token>"), []);
  assert.deepEqual(header("x-request-id: 123e4567e89b12d3a456"), []);
});

test("says what is wrong with variables and directives", () => {
  assert.deepEqual(problemsOf("@ = 1\n"), ['R1030 "@ = 1"']);
  assert.deepEqual(problemsOf("@a\n"), ['R1030 "@a"']);
  assert.deepEqual(problemsOf("@a = 1\n@a = 2\n"), ['R1031 "a"']);
  const directive = (line: string) => problemsOf(`${line}\nGRPC a:1/p.S/M\n`);
  assert.deepEqual(directive("# @profil x"), ['R1040 "profil"']);
  assert.deepEqual(directive("# @timeout soon"), ['R1041 "soon"']);
  assert.deepEqual(directive("# @timeout 0"), ['R1041 "0"']);
  assert.deepEqual(directive("# @expect maybe"), ['R1042 "maybe"']);
  assert.deepEqual(directive("# @profile"), ['R1043 "# @profile"']);
  assert.deepEqual(directive("# @no-log"), []);
});

test("reads timeouts with and without units", () => {
  const timeoutOf = (text: string) => parseRequests(`# @timeout ${text}\nGRPC a:1/p.S/M\n`).requests[0]?.timeoutMs;
  assert.equal(timeoutOf("30"), 30_000);
  assert.equal(timeoutOf("1.5 s"), 1500);
  assert.equal(timeoutOf("250ms"), 250);
  assert.equal(timeoutOf("2 m"), 120_000);
});

test("blanks what is not JSON, so that offsets in a message are offsets in the file", () => {
  const source = 'GRPC a:1/p.S/M\n\n{\n# note\n"a": 1\n}\n\n> {%\n  check();\n%}\n\n<> 2024-01-01.json\n';
  const document = parseRequests(source);
  const message = document.requests[0]?.messages[0];
  assert.equal(message?.text, '{\n      \n"a": 1\n}');
  assert.equal(document.requests[0]?.messages.length, 1);
  assert.deepEqual(problemsOf(source), ['R1051 "> {%"']);
});

test("a message can lie in a file", () => {
  const message = parseRequests("GRPC a:1/p.S/M\n\n< ./body.json\n").requests[0]?.messages[0];
  assert.equal(message?.file?.text, "./body.json");
});

test("a message is missing between separators", () => {
  assert.deepEqual(problemsOf("GRPC a:1/p.S/M\n\n{}\n===\n"), ['R1050 "==="']);
  assert.deepEqual(problemsOf("GRPC a:1/p.S/M\n\n===\n{}\n"), ['R1050 "==="']);
  assert.deepEqual(problemsOf("GRPC a:1/p.S/M\n\n{}\n===\n===\n{}\n"), ['R1050 "==="']);
});

test("never fails, and every span lies in the text", () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const parts = [
    "### ",
    "GRPC ",
    "a:1/p.S/M",
    "\n",
    "\r\n",
    "{",
    "}",
    '"',
    "===",
    "# @",
    "@x = ",
    "{{",
    "secret:",
    ":",
    "<",
    ">{%",
    "%}",
    " ",
  ];
  for (let round = 0; round < 2000; round++) {
    const source = Array.from({ length: random(24) }, () => parts[random(parts.length)]).join("");
    const document = parseRequests(source);
    for (const { span } of [
      ...document.problems,
      ...document.requests,
      ...document.requests.flatMap(r => r.messages),
    ]) {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= source.length, JSON.stringify(source));
    }
  }
});
