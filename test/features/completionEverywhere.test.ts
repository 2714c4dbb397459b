/** At every place of a file, whole, cut off there, or with a line gone: proposals that an editor can show and take. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { complete } from "../../server/src/features/completion/complete.ts";
import type { Proposal } from "../../server/src/features/completion/proposal.ts";
import { candidatesOf } from "../support/candidates.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const rules = `syntax = "proto2";
package acme;
import "google/protobuf/descriptor.proto";
import "google/protobuf/any.proto";
message Rule {
  required string name = 1;
  repeated Rule inner = 2;
  oneof pick { string text = 3; Level level = 4; }
  optional google.protobuf.Any any = 5;
  map<string, Level> levels = 6;
  optional group Extra = 7 { optional int32 x = 1; }
  extensions 100 to 200 [declaration = { number: 100 full_name: ".acme.note" type: "string" }];
}
enum Level { LOW = 0; HIGH = 1; }
extend google.protobuf.FieldOptions { optional Rule rule = 50001; }
extend google.protobuf.MethodOptions { repeated Rule rules = 50001; }
extend Rule { optional string note = 100; }
`;

const main = (head: string, label: string): string => `// Comment.
${head}
package app.v1;
import "rules.proto";
import public "other.proto";
option java_package = "app";
option features.(pb.cpp).string_type = VIEW;
message M {
  option deprecated = true;
  reserved 4, 6 to 8;
  ${label}string a = 1 [deprecated = true, (acme.rule) = {
    name: "x" inner: [{ name: "y" level: HIGH }, < name: 'z' >]
    [acme.note]: "n" any { [type.googleapis.com/acme.Rule] { name: "q" } }
    levels { key: "k" value: LOW }
  }];
  repeated acme.Level levels = 2 [(acme.rule).level = LOW];
  map<string, .acme.Rule> rules = 3;
  oneof kind { int32 one = 5; }
  enum E { E_UNSPECIFIED = 0; reserved 3 to max; }
}
service S {
  rpc Get(stream M) returns (acme.Rule) { option (acme.rules) = { name: "x" }; }
}
`;

/** How many there are. */
function check(text: string, offset: number): number {
  const other = 'syntax = "proto3"; package other; message Elsewhere {}';
  const files = { "main.proto": text, "rules.proto": rules, "other.proto": other };
  const workspace = new MemoryWorkspace(files, () => ({ problems: [] }));
  const { proposals } = complete(candidatesOf(workspace), "main.proto", offset);
  const place = (): string => `${text.slice(Math.max(0, offset - 40), offset)}‸${text.slice(offset, offset + 20)}`;
  const seen = new Set<string>();
  for (const p of proposals) {
    assert.ok(p.span.start <= offset && offset <= p.span.end, `${p.label} is not at ${place()}`);
    assert.ok(!text.slice(p.span.start, p.span.end).includes("\n"), `${p.label} replaces lines at ${place()}`);
    assert.ok(p.label && p.text, `nothing is proposed at ${place()}`);
    assert.ok(stopsAreClosed(p), `${p.text} at ${place()}`);
    for (const edit of p.moreEdits ?? [])
      assert.ok(edit.span.end <= p.span.start || edit.span.start >= p.span.end, `${p.label} twice at ${place()}`);
    const key = `${p.kind} ${p.label} ${p.detail ?? ""}`;
    assert.ok(!seen.has(key), `${p.label} is proposed twice at ${place()}`);
    seen.add(key);
  }
  return proposals.length;
}

const stopsAreClosed = ({ text, snippet }: Proposal): boolean =>
  !snippet || (text.match(/\$\{/g)?.length ?? 0) === (text.match(/\$\{\d+(?::[^{}]*|\|[^|]*\|)\}/g)?.length ?? 0);

for (const [head, label] of [
  ['syntax = "proto2";', "optional "],
  ['syntax = "proto3";', "optional "],
  ['edition = "2024";', ""],
] as const) {
  const text = main(head, label);

  test(`in a whole file: ${head}`, () => {
    let count = 0;
    for (let offset = 0; offset <= text.length; offset++) count += check(text, offset);
    assert.ok(count > 3 * text.length, `${count}`);
  });

  test(`in a file that ends at the cursor: ${head}`, () => {
    let count = 0;
    for (let offset = 0; offset <= text.length; offset++) count += check(text.slice(0, offset), offset);
    assert.ok(count > 3 * text.length, `${count}`);
  });

  test(`in a file without the rest of the line and the next one: ${head}`, () => {
    for (let offset = 0; offset <= text.length; offset += 3) {
      const rest = text.slice(offset).replace(/^.*\n.*\n/, "\n");
      check(text.slice(0, offset) + rest, offset);
    }
  });
}
