import assert from "node:assert/strict";
import { test } from "node:test";
import { signatureHelp } from "../../server/src/features/signatureHelp.ts";
import { parseFixture } from "../support/fixture.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

/** The label with the active parameter in ‹›. */
function shown(source: string): string | undefined {
  const { files, cursor } = parseFixture(source);
  assert.ok(cursor);
  const { db } = new MemoryWorkspace(files, () => ({ problems: [] }));
  const found = signatureHelp(db, cursor.file, cursor.offset);
  const active = found?.active === undefined ? undefined : found.parameters[found.active];
  if (!found || !active) return found?.label;
  const { label } = found;
  return `${label.slice(0, active.start)}‹${label.slice(active.start, active.end)}›${label.slice(active.end)}`;
}

const rule = `syntax = "proto3"; package a;
import "google/protobuf/descriptor.proto";
message Rule { int32 max = 1; repeated Level levels = 2; Rule inner = 3; }
enum Level { LOW = 0; }
extend google.protobuf.FieldOptions { Rule rule = 50001; }
`;
const all = (max = "max: int32", levels = "levels: repeated Level", inner = "inner: Rule"): string =>
  `a.Rule { ${max}, ${levels}, ${inner} }`;

test("the fields of a literal, the one that is written marked", () => {
  assert.equal(shown(`${rule}message M { int32 f = 1 [(rule) = { $0`), all());
  assert.equal(shown(`${rule}message M { int32 f = 1 [(rule) = { max: $0 }]; }`), all("‹max: int32›"));
  assert.equal(
    shown(`${rule}message M { int32 f = 1 [(rule) = { max: 1 inner { levels: [LOW, $0`),
    all(undefined, "‹levels: repeated Level›"),
  );
  assert.equal(shown(`${rule}message M { int32 f = 1 [(rule).$0`), all());
});

test("the type of a plain option", () => {
  assert.equal(shown('syntax = "proto3";\noption java_package = $0'), "java_package = ‹string›");
  assert.equal(
    shown('syntax = "proto3";\noption optimize_for = $0;'),
    "optimize_for = ‹google.protobuf.FileOptions.OptimizeMode›",
  );
});

test("the types of a default and of a name in JSON, and of a map in a literal", () => {
  const field = (text: string): string => `syntax = "proto2";\nmessage M { ${text} }`;
  assert.equal(shown(field("optional .a.Level l = 1 [default = $0];")), "default = ‹.a.Level›");
  assert.equal(shown(field("repeated int32 l = 1 [deprecated = true, json_name = $0")), "json_name = ‹string›");
  const mapped = `syntax = "proto3";
import "google/protobuf/descriptor.proto";
message Rule { map<string, int32> limits = 1; }
extend google.protobuf.MessageOptions { Rule rule = 50001; }
message M { option (rule) = { $0`;
  assert.equal(shown(mapped), "Rule { limits: map<string, int32> }");
  assert.equal(shown(mapped.replace("$0", "limits { key: $0")), "Rule.LimitsEntry { ‹key: string›, value: int32 }");
});

test("request and response of an rpc", () => {
  const service = 'syntax = "proto3";\nservice S { rpc Get';
  assert.equal(shown(`${service}($0`), "rpc Get(‹[stream] Request›) returns ([stream] Response)");
  assert.equal(shown(`${service}(M) returns ($0) }`), "rpc Get([stream] Request) returns (‹[stream] Response›)");
  assert.equal(shown(`${service}(M) returns (stream $0`), "rpc Get([stream] Request) returns (‹[stream] Response›)");
});

test("nothing elsewhere", () => {
  assert.equal(shown('syntax = "proto3";\nmessage M { int32 $0 }'), undefined);
  assert.equal(shown('syntax = "proto3";\nservice S { rpc $0 }'), undefined);
});
