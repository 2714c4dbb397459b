import assert from "node:assert/strict";
import { test } from "node:test";
import { type BodyProposal, completeBody } from "../../server/src/request/completeBody.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { schemaOf } from "./bodyWorkspace.ts";

/** `$0` is the cursor. */
function proposalsAt(body: string, message = "t.All"): { proposals: BodyProposal[]; source: string } {
  const marked = `GRPC a:1/t.S/M\n\n${body}\n`;
  const offset = marked.indexOf("$0");
  const source = marked.replace("$0", "");
  const schema = schemaOf();
  const text = parseRequests(source).requests[0]!.messages[0]!;
  return { source, proposals: completeBody(schema, schema.findMessage(message)!, text, offset) };
}

const labelsAt = (body: string, message?: string): string[] =>
  proposalsAt(body, message).proposals.map(({ label }) => label);

test("proposes the fields that are not set yet", () => {
  const labels = labelsAt('{"name": "x", "snake_name": "y", $0}');
  assert.ok(!labels.includes("name") && !labels.includes("snakeName"));
  assert.ok(labels.includes("count") && labels.includes("byName"));
  assert.deepEqual(labelsAt('{"child": {"name": "", "$0"}}'), ["child"]);
  assert.deepEqual(labelsAt('{"children": [{"name": ""}, {$0}]}'), ["name", "child"]);
  assert.deepEqual(labelsAt('{"byName": {"k": {$0}}}'), ["name", "child"]);
});

test("proposes no second member of a oneof", () => {
  const labels = labelsAt('{"textChoice": "x", $0}');
  assert.ok(!labels.includes("childChoice"));
  assert.ok(labelsAt("{$0}").includes("childChoice"));
});

test("replaces the key that is being written, and keeps a value that is there", () => {
  const { proposals, source } = proposalsAt('{"cou$0": 1}');
  const count = proposals.find(({ label }) => label === "count")!;
  assert.equal(source.slice(count.span.start, count.span.end), '"cou"');
  assert.equal(count.snippet, '"count"');
  const bare = proposalsAt("{cou$0}");
  const other = bare.proposals.find(({ label }) => label === "count")!;
  assert.equal(bare.source.slice(other.span.start, other.span.end), "cou");
  assert.equal(other.snippet, '"count": $0');
});

test("writes a value that fits the type", () => {
  const snippets = Object.fromEntries(proposalsAt("{$0}").proposals.map(({ label, snippet }) => [label, snippet]));
  assert.equal(snippets.name, '"name": "$0"');
  assert.equal(snippets.big, '"big": "$0"');
  assert.equal(snippets.tags, '"tags": [$0]');
  assert.equal(snippets.counts, '"counts": {$0}');
  assert.equal(snippets.child, '"child": {$0}');
  assert.equal(snippets.created, '"created": "$0"');
  assert.equal(snippets.wrapped, '"wrapped": "$0"');
});

test("says the type of a field and whether it is deprecated", () => {
  const { proposals } = proposalsAt("{$0}");
  const of = (name: string) => proposals.find(({ label }) => label === name)!;
  assert.equal(of("byName").detail, "map<string, t.Child>");
  assert.equal(of("textChoice").detail, "string (oneof choice)");
  assert.equal(of("maybe").isDeprecated, true);
  assert.deepEqual(of("name").decl, { file: "t.proto", name: "t.All.name" });
});

test("proposes values of enums and truth values, quotes included", () => {
  assert.deepEqual(labelsAt('{"color": $0}'), ['"COLOR_UNSPECIFIED"', '"RED"', '"GREEN"']);
  const { proposals, source } = proposalsAt('{"color": "R$0"}');
  assert.equal(source.slice(proposals[0]!.span.start, proposals[0]!.span.end), '"R"');
  assert.deepEqual(proposals[1]?.decl, { file: "t.proto", name: "t.RED" });
  assert.deepEqual(labelsAt('{"flag": $0}'), ["true", "false"]);
});

test("proposes types for an Any and then the fields of that type", () => {
  assert.deepEqual(labelsAt('{"any": {$0}}'), ["@type"]);
  assert.deepEqual(labelsAt('{"any": {"@type": "$0"}}'), [
    '"type.googleapis.com/t.All"',
    '"type.googleapis.com/t.Child"',
  ]);
  assert.deepEqual(labelsAt('{"any": {"@type": "type.googleapis.com/t.Child", $0}}'), ["name", "child"]);
});

test("proposes the paths of the messages beside a field mask", () => {
  const labels = labelsAt('{"mask": "$0"}');
  assert.ok(labels.includes('"name"') && labels.includes('"child.name"'));
});

test("proposes keys of maps whose type has few values", () => {
  assert.deepEqual(labelsAt('{"answers": {$0}}'), ["true", "false"]);
  assert.deepEqual(labelsAt('{"answers": {"true": "a", "$0"}}'), ["false"]);
  assert.deepEqual(labelsAt('{"counts": {"$0"}}'), []);
});

test("is silent where nothing is known", () => {
  assert.deepEqual(labelsAt('{"unknown": {$0}}'), []);
  assert.deepEqual(labelsAt('{"extra": {$0}}'), []);
  assert.deepEqual(labelsAt('{"name": $0}'), []);
});
