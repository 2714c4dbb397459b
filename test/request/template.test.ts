import assert from "node:assert/strict";
import { test } from "node:test";
import {
  expandJsonReferences,
  expandReferences,
  findReferences,
  resolverOf,
} from "../../server/src/protocol/template.ts";

const none = () => undefined;
const secrets = (value: string) => (reference: { kind: string }) => (reference.kind === "secret" ? value : undefined);

test("finds references and not the ends of nested objects", () => {
  const found = findReferences('{{host}} {{ secret:my.token }} {{$uuid}} {"a":{"b":{}}} {{}} {{1x}}');
  assert.deepEqual(
    found.map(({ kind, name }) => `${kind} ${name}`),
    ["variable host", "secret my.token", "dynamic uuid"],
  );
});

test("replaces variables that refer to others", () => {
  const resolve = resolverOf({ host: "{{name}}:{{port}}", name: "localhost", port: "50051" }, none);
  assert.equal(expandReferences("{{host}}/p.S/M", resolve).text, "localhost:50051/p.S/M");
});

test("leaves what leads back to itself, and what nobody knows", () => {
  const resolve = resolverOf({ a: "{{b}}", b: "{{a}}", ok: "1" }, none);
  const expanded = expandReferences("{{a}} {{ok}} {{nobody}} {{toString}}", resolve);
  assert.equal(expanded.text, "{{a}} 1 {{nobody}} {{toString}}");
  assert.deepEqual(
    expanded.unresolved.map(({ name }) => name),
    ["a", "nobody", "toString"],
  );
});

test("a value stands for itself inside a JSON string and is JSON elsewhere", () => {
  const resolve = resolverOf({ id: "9007199254740993", quote: 'say "hi"', tab: "a\\tb" }, secrets('p"w\\n'));
  const json = '{"id": {{id}}, "q": "{{quote}}", "t": "{{tab}}", "s": "{{secret:x}}" /* " */ , "n": "{{id}}"}';
  const { text } = expandJsonReferences(json, resolve);
  assert.equal(
    text,
    `{"id": 9007199254740993, "q": "say \\"hi\\"", "t": "a\\tb", "s": "p\\"w\\\\n" /* " */ , "n": "9007199254740993"}`,
  );
});

test("offsets lead back to the source", () => {
  const source = "a {{x}} b {{y}} c";
  const { text, sourceOffset } = expandReferences(source, resolverOf({ x: "long value", y: "" }, none));
  assert.equal(text, "a long value b  c");
  assert.equal(sourceOffset(text.indexOf("a")), 0);
  assert.equal(sourceOffset(text.indexOf("value")), source.indexOf("{{x}}"));
  assert.equal(sourceOffset(text.indexOf("b")), source.indexOf("b"));
  assert.equal(sourceOffset(text.indexOf("c")), source.indexOf("c"));
});
