import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { variableAt, variablePlaces } from "../../server/src/request/variableAt.ts";

const text = `@host = a:1
@host = b:2

GRPC {{ host }}/t.S/Get
authorization: {{secret:host}}

{"name": "{{host}}", "id": "{{$uuid}}", "other": "{{port}}"}
`;
const document = parseRequests(text);

test("a reference and a line lead to the last line of the name", () => {
  const at = (needle: string): string | undefined => {
    const found = variableAt(document, text.indexOf(needle) + needle.length);
    return found && `${found.name} ${text.slice(found.span.start, found.span.end)} ${found.definition?.value.text}`;
  };
  assert.equal(at("{{ ho"), "host host b:2");
  assert.equal(at('"{{ho'), "host host b:2");
  assert.equal(at("@ho"), "host host b:2");
  assert.equal(at("{{po"), "port port undefined");
  for (const other of ["{{secret:ho", "{{$uu", "GR", "= a"]) assert.equal(at(other), undefined, other);
});

test("all places of a variable, in order", () => {
  const places = variablePlaces(document, "host").map(p => `${p.span.start} ${p.isDeclaration}`);
  assert.deepEqual(places, [
    `${text.indexOf("host")} true`,
    `${text.lastIndexOf("host = b")} true`,
    `${text.indexOf("host }}")} false`,
    `${text.indexOf("host}}", text.indexOf('"name"'))} false`,
  ]);
});
