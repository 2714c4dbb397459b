/** Whatever is proposed compiles once it is taken: options by what they are set on, types, names, numbers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Proposal } from "../../server/src/features/completion/proposal.ts";
import { brokenBy } from "../support/acceptEach.ts";
import { labels } from "../support/completions.ts";

const heads = ['syntax = "proto2";', 'syntax = "proto3";', 'edition = "2023";', 'edition = "2024";'];

/** An alias has to come before or after `allow_alias`; either order is wrong for a moment. */
const isOther = (p: Proposal): boolean => p.label !== "allow_alias";
const isType = (p: Proposal): boolean => p.kind !== "keyword";

function each(place: (label: string) => string, which: (p: Proposal) => boolean = isOther): void {
  for (const head of heads) {
    const source = `${head}\n${place(head.includes("proto2") ? "optional " : "")}`;
    assert.deepEqual(brokenBy(source, which), [], source);
    // Only editions have options for oneofs.
    if (!source.includes("oneof o { option")) assert.ok(labels(source).length > 0, source);
  }
}

test("options of every kind of declaration", () => {
  each(() => "option $0");
  each(() => "message M { option $0 }");
  each(() => "message M { oneof o { option $0\n int32 a = 1; } }");
  each(() => "enum E { option $0 Z = 0; Y = 1; }");
  each(() => "enum E { Z = 0 [$0]; }");
  each(() => "service S { option $0 }");
  each(() => "message M {} service S { rpc R(M) returns (M) { option $0 } }");
});

test("options of fields by their type", () => {
  for (const type of ["int32", "int64", "bool", "double", "string", "bytes", "N", "E"]) {
    each(label => `message N {} enum E { Z = 0; } message M { ${label}${type} a = 1 [$0]; }`);
    each(() => `message N {} enum E { Z = 0; } message M { repeated ${type} a = 1 [$0]; }`);
    each(() => `message N {} enum E { Z = 0; } message M { oneof o { ${type} a = 1 [$0]; } }`);
    each(() => `message N {} enum E { Z = 0; } message M { map<string, ${type}> a = 1 [$0]; }`);
  }
});

test("options of groups, and features in a literal", () => {
  assert.deepEqual(brokenBy('syntax = "proto2";\nmessage M { optional group G = 1 [$0] { } }'), []);
  assert.deepEqual(brokenBy('edition = "2024";\nmessage M { string a = 1 [features = { $0 }]; }'), []);
  assert.deepEqual(
    brokenBy('edition = "2024";\nmessage N {} message M { repeated N a = 1 [features = { $0 }]; }'),
    [],
  );
});

test("options of extensions and of the ranges they have", () => {
  for (const head of heads.filter(h => !h.includes("proto3"))) {
    const label = head.includes("proto2") ? "optional " : "";
    const message = `${head}\nmessage M { extensions 4 to 9; }\n`;
    assert.deepEqual(brokenBy(`${message}extend M { ${label}int32 a = 4 [$0]; }`), []);
    assert.deepEqual(brokenBy(`${head}\nmessage M { extensions 4 to 9 [$0]; }`), []);
    assert.deepEqual(
      brokenBy(`${head}\nmessage M { extensions 4 to 9 [declaration = $0]; }`, p => p.label !== "{…}"),
      [],
    );
  }
});

test("values of features by what they are set on", () => {
  const newer = heads.filter(h => h.includes("edition"));
  for (const head of newer) {
    assert.deepEqual(brokenBy(`${head}\noption features.field_presence = $0;`), []);
    assert.deepEqual(brokenBy(`${head}\noption features.$0`), []);
    assert.deepEqual(brokenBy(`${head}\nmessage N {} message M { N a = 1 [features.field_presence = $0]; }`), []);
    assert.deepEqual(brokenBy(`${head}\nmessage M { int32 a = 1 [features.field_presence = $0]; }`), []);
  }
});

test("types, keys, names and numbers of fields", () => {
  each(() => "message M { $0 a = 1; }", isType);
  each(() => "message M { oneof o { $0 a = 1; } }", isType);
  each(() => "message M { map<$0, string> a = 1; }");
  each(() => "message M { map<string, $0> a = 1; }");
  each(label => `message M {\n  reserved 3;\n  ${label}string $0\n}`);
  each(label => `message M {\n  reserved 3;\n  ${label}string a = $0\n}`);
  each(
    () => "message M {} service S { rpc R($0) returns (M); }",
    p => p.kind !== "keyword",
  );
});

test("types that come with their import", () => {
  const lib = `
//- lib/a.proto
syntax = "proto3"; package lib.v1; message Item { message Part {} } enum Kind { KIND_UNSPECIFIED = 0; }
//- app/other.proto
syntax = "proto3"; package app; message Lib {} message Item {}
//- app/main.proto
syntax = "proto3"; package app;
import "app/other.proto";
message M { ‸ a = 1; }
`;
  const isWhole = (p: Proposal): boolean => isType(p) && p.kind !== "package";
  for (const typed of ["l", "lib", "lib.", "lib.v1.", "lib.v1.I", "v1.It", ".lib.v1.K", "It", "Kin", "Part"])
    assert.deepEqual(brokenBy(lib.replace("‸", `${typed}$0`), isWhole), [], typed);
});
