/** Values that are messages: bodies to fill in, and the fields inside of them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenBy } from "../support/acceptEach.ts";
import { accept, labels, proposals } from "../support/completions.ts";

const rules = `
//- rules.proto
syntax = "proto2"; package acme;
import "google/protobuf/descriptor.proto";
import "google/protobuf/any.proto";
message Rule {
  required string name = 1;
  optional Level level = 2;
  repeated Rule inner = 3;
  map<string, Level> levels = 4;
  oneof pick { string text = 5; int32 count = 6; Rule other = 7; }
  optional group Extra = 8 { optional int32 x = 1; }
  optional google.protobuf.Any any = 9;
  repeated string tags = 10;
  extensions 100 to max;
}
message Small { optional bool on = 1; optional int32 many = 2; optional string why = 3; }
enum Level { LEVEL_LOW = 0; LEVEL_HIGH = 1; }
extend google.protobuf.MessageOptions { optional Rule rule = 50001; optional Small small = 50002; repeated Small smalls = 50003; }
extend Rule { optional string note = 100; }
//- main.proto
syntax = "proto3"; package app;
import "rules.proto";
`;
const value = (text: string): string => `${rules}message M { option (acme.rule) = ${text} }`;
const inside = (text: string): string => value(`{ name: "a" ${text} };`);

test("a message's value has what the message requires, alone and with each member of a oneof", () => {
  assert.deepEqual(labels(value("$0;")), [
    "{ name: … }",
    "{ name: …, text: … }",
    "{ name: …, count: … }",
    "{ name: …, other: … }",
    "{…}",
  ]);
  assert.match(accept(value("$0;"), "{ name: …, other: … }"), /= \{ name: "\$1", other: \{ name: "\$2" \} \};/);
  const [first] = proposals(value("$0;"));
  assert.equal(first?.rank, 0);
  assert.deepEqual(
    brokenBy(value("$0;"), p => p.label !== "{…}"),
    [],
  );
});

test("a small message's value has all its fields, on a line each", () => {
  const small = `${rules}message M { option (acme.small) = $0; }`;
  assert.deepEqual(
    labels(small),
    ["{…}", "{ on: …, many: …, why: … }"].toSorted((a, b) => b.length - a.length),
  );
  assert.match(
    accept(small, "{ on: …, many: …, why: … }"),
    /= \{\n {2}on: \$\{1\|true,false\|\}\n {2}many: \$\{2:0\}\n {2}why: "\$3"\n\};/,
  );
  assert.deepEqual(brokenBy(small), []);
});

test("lists, entries of maps, and messages of any type", () => {
  assert.ok(labels(inside("inner: $0")).includes("[…]"));
  assert.ok(!labels(inside("inner: [$0]")).includes("[…]"));
  assert.ok(labels(inside("inner: [{ name: 'b' }, $0]")).includes("{ name: … }"));
  assert.match(accept(inside("inner: $0"), "[…]"), /inner: \[\{ name: "\$1" \}\]/);
  assert.match(accept(inside("tags: $0"), "[…]"), /tags: \["\$1"\]/);
  assert.match(accept(inside("lev$0"), "levels"), /levels: \{ key: "\$1", value: \$\{2\|LEVEL_LOW,LEVEL_HIGH\|\} \}/);
  assert.match(accept(inside("an$0"), "any"), /any: \{ \[type.googleapis.com\/\$1\] \{ \$2 \} \}/);
  assert.equal(labels(inside("any: $0"))[0], "{ [type.googleapis.com/…] … }");
  for (const text of ["inner: $0", "inner: [$0]", "levels: $0", "tags: $0", "tags: [$0]"])
    assert.deepEqual(
      brokenBy(inside(text), p => p.label !== "{…}"),
      [],
      text,
    );
});

test("a message needs no colon before its braces", () => {
  assert.ok(labels(inside("inner $0")).includes("{ name: … }"));
  assert.deepEqual(labels(inside("tags $0")), []);
});

test("a group is called as its message, inside too", () => {
  assert.ok(labels(inside("$0")).includes("Extra"));
  assert.deepEqual(labels(inside("Extra { $0 }")), ["x"]);
});

test("what is set already is not proposed, nor what would clear it", () => {
  const found = labels(inside('text: "a" [acme.note]: "b" tags: "c" $0'));
  for (const gone of ["name", "text", "count", "other", "[acme.note]"]) assert.ok(!found.includes(gone), gone);
  assert.ok(found.includes("tags") && found.includes("level"));
  const parts = labels(
    `${rules}message M { option (acme.rule).text = "a"; option (acme.rule).name = "b"; option (acme.rule).$0 }`,
  );
  for (const gone of ["name", "text", "count"]) assert.ok(!parts.includes(gone), gone);
  const names = labels(
    `${rules}message M { option (acme.rule) = { name: "a" }; option deprecated = true; option $0 }`,
  );
  assert.ok(!names.includes("(acme.rule)") && !names.includes("deprecated") && names.includes("(acme.smalls)"));
});

test("the name of a field whose value is there replaces the name alone", () => {
  assert.match(accept(inside("le$0vel: LEVEL_LOW"), "level"), /levelvel: LEVEL_LOW/);
  assert.match(accept(inside("le$0 { }"), "levels"), /levels \{ \}/);
});

test("what is required comes first", () => {
  const found = proposals(value("{ $0 };"));
  assert.equal(found.find(p => p.label === "name")?.rank, 0);
  assert.ok((found.find(p => p.label === "level")?.rank ?? 0) > 0);
});

test("what an Any holds may come from a file that is not imported, with what it requires", () => {
  const source = `${rules.replace("//- main.proto", '//- far.proto\nsyntax = "proto2"; package far; message Distant { required int32 miles = 1; }\n//- main.proto')}message M { option (acme.rule) = { name: "a" any: { [type.googleapis.com/far.Dis$0] } }; }`;
  const text = accept(source, "far.Distant");
  assert.match(text, /import "far.proto";/);
  assert.match(text, /\[type.googleapis.com\/far.Distant\] \{ miles: \$\{1:0\} \} \}/);
  assert.deepEqual(
    brokenBy(source, p => p.label === "far.Distant"),
    [],
  );
  assert.deepEqual(labels(inside("any: { [type.googleapis.com/acme.Small] { } $0 }")), []);
});

test("a bracketed name closes and goes on with its value, as far as these are missing", () => {
  assert.match(accept(inside("[acme.n$0]"), "acme.note"), /\[acme.note\]: "\$1" \};/);
  assert.match(accept(inside("[acme.n$0"), "acme.note"), /\[acme.note\]: "\$1" \};/);
  assert.match(accept(inside('[acme.n$0]: "x"'), "acme.note"), /\[acme.note\]: "x" \};/);
});
