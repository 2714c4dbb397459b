import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { unknownNames } from "../../server/src/request/unknownNames.ts";

const known = { variables: ["token"], profiles: ["staging"] };

/** Each problem as `code text`. */
const problemsOf = (source: string): string[] =>
  unknownNames(parseRequests(source), known).map(({ code, span, severity }) => {
    assert.equal(severity, "warning");
    return `${code} ${source.slice(span.start, span.end)}`;
  });

test("a reference that neither the document nor an environment gives", () => {
  const source = `@host = localhost:1
GRPC {{host}}/t.S/M
x-token: {{token}}
x-user: {{user}}

{ "id": "{{$uuid}}", "name": "{{nmae}}", "key": "{{secret:key}}", "other": "{{$nothing}}" }
`;
  assert.deepEqual(problemsOf(source), ["R1032 {{user}}", "R1032 {{nmae}}", "R1032 {{$nothing}}"]);
});

test("variables may stand below their use", () => {
  assert.deepEqual(problemsOf("GRPC {{host}}/t.S/M\n\n{}\n\n###\n@host = a:1\n"), []);
});

test("a profile that no file has", () => {
  const request = (profile: string): string => `# @profile ${profile}\nGRPC a:1/t.S/M\n\n{}\n`;
  assert.deepEqual(problemsOf(request("staging")), []);
  assert.deepEqual(problemsOf(request("stagging")), ["R1044 stagging"]);
});

test("requests that are not sent are let be", () => {
  assert.deepEqual(problemsOf("GET https://{{base}}/items\n\n###\nGRPC a:1/t.S/M\n\n{}\n"), []);
});
