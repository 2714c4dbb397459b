import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { expandSnippet } from "./expandSnippet.ts";

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const read = (file: string): [string, Snippet][] =>
  Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, Snippet>);
const protoSnippets = read("snippets/proto.json");
const requestSnippets = read("snippets/grpc-request.json");
const variables = { TM_FILENAME_BASE: "order-book" };
const expand = (snippet: Snippet): string => expandSnippet(snippet.body.join("\n"), variables);

/** Where a snippet of `.proto` may stand. */
const places: readonly ((text: string) => string)[] = ["proto3", "proto2", "2024"].flatMap(level => {
  const head = level.startsWith("proto") ? `syntax = "${level}";\n` : `edition = "${level}";\n`;
  return [
    (text: string) => (/^(?:syntax|edition) =/.test(text) ? text : `${head}${text}`),
    (text: string) => `${head}message M {\n${text}\n}`,
    (text: string) => `${head}enum E {\n${text}\n}`,
    (text: string) => `${head}service S {\n${text}\n}`,
    (text: string) => `${head}service S { rpc A(B) returns (C) {\n${text}\n} }`,
  ];
});

for (const [name, snippet] of protoSnippets) {
  test(`snippet "${name}" is text that parses`, () => {
    const text = expand(snippet);
    const problems = places.map(place => parse(place(text)).problems.map(problem => problem.code));
    assert.ok(
      problems.some(codes => codes.length === 0),
      `${text}\n${JSON.stringify(problems)}`,
    );
  });
}

for (const [name, snippet] of requestSnippets) {
  test(`snippet "${name}" is text that parses`, () => {
    const text = expand(snippet);
    // What is a part of a request stands at one of these places.
    const request = "### a\nGRPC {{host}}/a.B/C";
    const problems = [
      text,
      `${request}\n\n{}\n${text}`,
      `${request}\n${text}\n\n{}`,
      `### a\n${text}\nGRPC {{host}}/a.B/C\n\n{}`,
      `${request}\n\n{"a": "${text}"}`,
    ].map(whole => parseRequests(whole).problems.map(problem => problem.code));
    assert.ok(
      problems.some(codes => codes.length === 0),
      `${text}\n${JSON.stringify(problems)}`,
    );
  });
}

for (const [file, snippets] of [
  ["proto", protoSnippets],
  ["grpc-request", requestSnippets],
] as const) {
  test(`${file} snippets have a prefix of their own and say what they are`, () => {
    const first = snippets.map(([, snippet]) => snippet.prefix[0]);
    assert.deepEqual(
      first.filter((prefix, index) => first.indexOf(prefix) !== index),
      [],
    );
    for (const [name, { description }] of snippets) assert.match(description, /^[A-Z].{5,}[^.]$/, name);
  });
}

test("values of an enum begin with its name", () => {
  const body = protoSnippets.find(([name]) => name === "Enum")?.[1].body.join("\n") ?? "";
  const named = expandSnippet(body.replace("1:Status", "1:OrderStatus"), variables);
  assert.match(named, /^enum OrderStatus \{\n {2}ORDER_STATUS_UNSPECIFIED = 0;\n {2}ORDER_STATUS_ACTIVE = 1;\n\}$/);
});

test("there is a snippet for each kind of declaration and of rpc", () => {
  const all = protoSnippets.map(([, snippet]) => expand(snippet)).join("\n");
  for (const word of [
    "message",
    "enum",
    "service",
    "oneof",
    "extend",
    "extensions",
    "reserved",
    "map<",
    "group",
    "import",
  ])
    assert.ok(all.includes(word), word);
  for (const rpc of [
    /rpc \w+\(\w+\) returns \(\w+\)/,
    /\(stream \w+\) returns \(\w+\)/,
    /\(\w+\) returns \(stream/,
    /\(stream \w+\) returns \(stream/,
  ])
    assert.match(all, rpc);
});
