import assert from "node:assert/strict";
import { test } from "node:test";
import { accept, labels, proposals } from "../support/completions.ts";

const head = 'syntax = "proto3";\n';

test("options of each kind of declaration", () => {
  assert.ok(labels(`${head}option $0`).includes("java_package"));
  assert.ok(labels(`${head}message M { option $0 }`).includes("deprecated"));
  assert.ok(!labels(`${head}message M { option $0 }`).includes("java_package"));
  assert.ok(labels(`${head}message M { repeated int32 a = 1 [$0`).includes("packed"));
  assert.ok(labels(`${head}message M { oneof o { int64 a = 1 [$0] } }`).includes("jstype"));
  assert.ok(labels(`${head}enum E { option $0 }`).includes("allow_alias"));
  assert.ok(labels(`${head}enum E { Z = 0 [$0]; }`).includes("debug_redact"));
  assert.ok(labels(`${head}service S { rpc R(M) returns (M) { option $0 } }`).includes("idempotency_level"));
  assert.ok(labels('syntax = "proto2";\nmessage M { extensions 4 to 9 [$0]; }').includes("verification"));
  assert.ok(!labels(`${head}option $0`).includes("uninterpreted_option"));
});

test("default and json_name belong to fields, a default to neither proto3 nor lists", () => {
  assert.ok(labels('syntax = "proto2";\nmessage M { optional int32 a = 1 [$0] }').includes("default"));
  assert.ok(!labels('syntax = "proto2";\nmessage M { repeated int32 a = 1 [$0] }').includes("default"));
  const proto3 = labels(`${head}message M { int32 a = 1 [$0] }`);
  assert.ok(proto3.includes("json_name") && !proto3.includes("default"));
});

test("what the list has already is not proposed again", () => {
  const found = labels(`${head}message M { int64 a = 1 [deprecated = true, json_name = "b", $0] }`);
  assert.ok(!found.includes("deprecated") && !found.includes("json_name") && found.includes("jstype"));
});

test("features by edition and target", () => {
  assert.ok(!labels(`${head}option f$0`).some(l => l.startsWith("features")));
  const inFile = labels('edition = "2023";\noption features.$0');
  assert.ok(inFile.includes("field_presence") && inFile.includes("(pb.cpp)"));
  assert.ok(!inFile.includes("enforce_naming_style"));
  assert.ok(labels('edition = "2024";\noption features.$0').includes("enforce_naming_style"));
  const onField = labels('edition = "2023";\nmessage M { int32 a = 1 [features.$0] }');
  assert.ok(onField.includes("field_presence") && !onField.includes("enum_type"));
  assert.ok(labels('edition = "2023";\nenum E { option $0 }').includes("features.enum_type"));
});

test("an option that an edition has no more is not proposed", () => {
  assert.ok(labels('edition = "2023";\noption java_m$0').includes("java_multiple_files"));
  assert.ok(!labels('edition = "2024";\noption java_m$0').includes("java_multiple_files"));
});

test("values of enums, booleans, texts", () => {
  assert.deepEqual(labels(`${head}option optimize_for = $0`), ["SPEED", "CODE_SIZE", "LITE_RUNTIME"]);
  assert.deepEqual(labels(`${head}option optimize_for = S$0;`), ["SPEED", "CODE_SIZE", "LITE_RUNTIME"]);
  assert.deepEqual(labels(`${head}message M { option deprecated = t$0`), ["true", "false"]);
  assert.deepEqual(labels('edition = "2023";\noption features.field_presence = $0;'), ["EXPLICIT", "IMPLICIT"]);
  assert.deepEqual(labels('edition = "2023";\nmessage M { int32 a = 1 [features.field_presence = $0]; }'), [
    "EXPLICIT",
    "IMPLICIT",
    "LEGACY_REQUIRED",
  ]);
  const cpp = 'edition = "2023";\nimport "google/protobuf/cpp_features.proto";\n';
  assert.deepEqual(labels(`${cpp}option features.(pb.cpp).string_type = $0`), ["VIEW", "CORD", "STRING"]);
});

test("an accepted name brings its value along, once", () => {
  assert.equal(
    accept(`${head}message M { option dep$0 }`, "deprecated"),
    `${head}message M { option deprecated = \${1|true,false|}; }`,
  );
  assert.equal(
    accept(`${head}message M { int32 a = 1 [dep$0 = true]; }`, "deprecated"),
    `${head}message M { int32 a = 1 [deprecated = true]; }`,
  );
  assert.equal(accept(`${head}option java_package$0`, "java_package"), `${head}option java_package = "$1";`);
});

const custom = `
//- rules.proto
syntax = "proto2"; package acme;
import "google/protobuf/descriptor.proto";
import "google/protobuf/any.proto";
message Rule {
  optional Level lvl = 1; repeated Rule inner = 2; map<string, Level> levels = 3; optional bool on = 4;
  optional google.protobuf.Any any = 5; optional string only_file = 6 [targets = TARGET_TYPE_FILE];
  extensions 100 to max;
}
enum Level { LOW = 1; HIGH = 2; }
extend google.protobuf.FieldOptions { optional Rule rule = 50001; repeated Rule rules = 50002; }
extend google.protobuf.MessageOptions { optional bool audited = 50001; }
extend Rule { optional string note = 100; }
//- main.proto
syntax = "proto3"; package app;
import "rules.proto";
`;

test("custom options of the target", () => {
  const onField = labels(`${custom}message M { int32 a = 1 [$0] }`);
  assert.ok(onField.includes("(acme.rule)") && !onField.includes("(acme.audited)"));
  assert.ok(labels(`${custom}message M { option (a$0`).includes("acme.audited"));
  assert.equal(
    accept(`${custom}message M { option (acme.au$0`, "acme.audited").split("message M")[1],
    ` { option (acme.audited) = \${1|true,false|};`,
  );
});

test("parts of custom options, and values of them", () => {
  const parts = labels(`${custom}message M { int32 a = 1 [(acme.rule).$0] }`);
  assert.deepEqual(parts.slice(0, 3), ["lvl", "inner", "levels"]);
  assert.ok(parts.includes("(acme.note)") && !parts.includes("only_file"));
  assert.deepEqual(labels(`${custom}message M { int32 a = 1 [(acme.rule).lvl = $0] }`), ["LOW", "HIGH"]);
  assert.deepEqual(labels(`${custom}message M { int32 a = 1 [(acme.rule).lvl = $0`), ["LOW", "HIGH"]);
});

test("fields inside of literals at any depth, values too, closed or not", () => {
  const inside = (text: string): string[] => labels(`${custom}message M { int32 a = 1 [(acme.rule) = ${text}`);
  assert.deepEqual(inside("{ $0 }]; }").slice(0, 5), ["lvl", "inner", "levels", "on", "any"]);
  assert.deepEqual(inside("{ lvl: $0"), ["LOW", "HIGH"]);
  assert.deepEqual(inside("{ lvl: H$0 }];"), ["LOW", "HIGH"]);
  assert.ok(!inside("{ lvl: HIGH, $0").includes("lvl"));
  assert.ok(inside("{ lvl: HIGH\n $0").includes("inner"));
  assert.deepEqual(inside("{ inner { inner: [{ lvl: LOW }, { lvl: $0"), ["LOW", "HIGH"]);
  assert.ok(inside("{ inner: [ { on: true } ] $0").includes("lvl"));
  assert.deepEqual(inside("{ levels { key: 'a' value: $0"), ["LOW", "HIGH"]);
  assert.deepEqual(inside("{ on: $0 }"), ["true", "false"]);
  assert.ok(inside("{ $0").includes("[acme.note]"));
  assert.deepEqual(inside("{ [$0"), ["acme.note"]);
});

test("messages that an Any may hold", () => {
  const found = labels(`${custom}message M { int32 a = 1 [(acme.rule).any = { [$0`);
  assert.ok(found.includes("type.googleapis.com/acme.Rule"));
  const behind = labels(`${custom}message M { int32 a = 1 [(acme.rule).any = { [type.googleapis.com/a$0`);
  assert.ok(behind.includes("acme.Rule"));
  const inside = labels(`${custom}message M { int32 a = 1 [(acme.rule).any = { [type.googleapis.com/acme.Rule] { $0`);
  assert.ok(inside.includes("lvl"));
});

test("an option of a file that is not imported brings the import", () => {
  const source = custom.replace('import "rules.proto";\n', "");
  const text = accept(`${source}message M { option (aud$0) = true; }`, "acme.audited");
  assert.match(text, /import "rules.proto";/);
  assert.match(text, /option \(acme.audited\) = true;/);
  const newer = source.replace('syntax = "proto3"; package app;', 'edition = "2024"; package app;');
  assert.match(
    accept(`${newer}message M { option (aud$0) = true; }`, "acme.audited"),
    /import option "rules.proto";/,
  );
});

test("an option's documentation is looked up when it is shown", () => {
  const deprecated = proposals(`${head}message M { option $0 }`).find(p => p.label === "deprecated");
  assert.equal(deprecated?.decl?.name, "google.protobuf.MessageOptions.deprecated");
});

test("values of default and json_name", () => {
  const proto2 = 'syntax = "proto2";\nenum E { A_ZERO = 0; A_ONE = 1; }\n';
  assert.deepEqual(labels(`${proto2}message M { optional E e = 1 [default = $0]; }`), ["A_ZERO", "A_ONE"]);
  assert.deepEqual(labels(`${proto2}message M { optional bool e = 1 [default = $0]; }`), ["true", "false"]);
  assert.deepEqual(labels(`${head}message M { int32 user_id = 1 [json_name = $0]; }`), ['"userId"', '"user_id"']);
  assert.deepEqual(labels(`${head}message M { int32 user_id = 1 [json_name = "u$0"]; }`), ["userId", "user_id"]);
});

test("brackets that were left open before do not matter", () => {
  const broken = `${head}message A {\n  string a = 1 [deprecated = true;\n  string b = 2;\n`;
  assert.ok(labels(`${broken}  $0\n}`).includes("repeated"));
  assert.ok(labels(`${broken}  string c = 3 [$0];\n}`).includes("deprecated"));
  assert.ok(labels(`${head}message A { int32 a = 1 [deprecated\n}\nmessage B { $0 }`).includes("repeated"));
  assert.ok(labels(`${head}service S { rpc A(B;\n  rpc C($0`).includes("stream"));
  assert.deepEqual(labels(`${head}message A { int32 a = 1 [(x) = { b: 1; }, deprecated = $0`), ["true", "false"]);
});

test("what few people need comes last", () => {
  const found = proposals(`${head}message M { int32 a = 1 [$0] }`);
  const rank = (name: string): number => found.find(p => p.label === name)?.rank ?? -1;
  assert.ok(rank("deprecated") < rank("edition_defaults"));
});

test("options that the field has no use for are not proposed", () => {
  const on = (field: string): string[] => labels(`edition = "2023";\nmessage N {}\nmessage M { ${field} [$0]; }`);
  assert.ok(!on("int32 a = 1").includes("lazy") && on("N a = 1").includes("lazy"));
  assert.ok(!on("int32 a = 1").includes("jstype") && on("int64 a = 1").includes("jstype"));
  assert.ok(
    !on("N a = 1").includes("features.utf8_validation") && on("string a = 1").includes("features.utf8_validation"),
  );
  assert.ok(!on("N a = 1").includes("default") && on("string a = 1").includes("default"));
  assert.ok(on("Unknown a = 1").includes("lazy"));
});

test("a default is one of the values that the field may have", () => {
  const text = (type: string): string =>
    accept(
      `syntax = "proto2";\nenum E { E_A = 0; E_B = 1; }\nmessage M { optional ${type} a = 1 [def$0]; }`,
      "default",
    );
  assert.match(text("E"), /default = \$\{1\|E_A,E_B\|\}/);
  assert.match(text("bool"), /default = \$\{1\|true,false\|\}/);
  assert.match(text("string"), /default = "\$1"/);
  assert.match(text("double"), /default = \$\{1:0\}/);
});

test("what the files beside this one say of an option", () => {
  const files = (typed: string): string => `
//- shop/a.proto
option go_package = "example.com/shop;shop";
option java_package = "com.example.shop";
//- shop/b.proto
option go_package = "example.com/shop;shop";
//- other/c.proto
option go_package = "example.com/other";
//- shop/main.proto
syntax = "proto3";
option go_package = ${typed}
`;
  assert.deepEqual(labels(files("$0;")), ['"example.com/shop;shop"', '"…"']);
  assert.deepEqual(labels(files('"ex$0";')), ["example.com/shop;shop"]);
});

test("declarations of extensions name the next number of the range, and types", () => {
  const range = (text: string): string => `syntax = "proto2"; package a;\nmessage M { extensions 4 to 9 [${text}]; }`;
  const first = "declaration = { number: 4, full_name: '.a.x', type: 'string' }";
  assert.match(
    accept(range(`${first}, dec$0`), "declaration"),
    /number: \$\{1:5\}\n {2}full_name: "\.a\.\$\{2:name\}"/,
  );
  assert.deepEqual(labels(range(`${first}, declaration = { number: $0 }`)), ["5"]);
  const types = labels(range('declaration = { number: 4, type: "$0" }'));
  assert.ok(types.includes("sint32") && types.includes(".a.M"));
});

test("the value of an option goes behind the parenthesis that the editor has closed", () => {
  const inside = (text: string): string => `${custom}message M {\n  ${text}\n}`;
  const after = (text: string): string =>
    accept(inside(text), "acme.audited").split("message M {\n  ")[1]?.split("\n")[0] as string;
  assert.equal(after("option (aud$0)"), `option (acme.audited) = \${1|true,false|};`);
  assert.equal(after("option (aud$0);"), `option (acme.audited) = \${1|true,false|};`);
  assert.equal(after("option (aud$0"), `option (acme.audited) = \${1|true,false|};`);
  assert.equal(after("option (aud$0) = false;"), "option (acme.audited) = false;");
  assert.equal(after("option (au$0dited)"), "option (acme.auditeddited)");
});

test("behind the name of an option comes its value", () => {
  const end = "\n";
  assert.equal(
    accept(`${head}option deprecated $0${end}`, "= …"),
    `${head}option deprecated = \${1|true,false|};${end}`,
  );
  assert.equal(
    accept(`${head}message M { int32 a = 1 [deprecated $0]; }`, "= …"),
    `${head}message M { int32 a = 1 [deprecated = \${1|true,false|}]; }`,
  );
  assert.deepEqual(labels(`${custom}message M { option (acme.audited) $0; }`), ["= …"]);
  assert.deepEqual(labels(`${head}option deprecated $0 = true;`), []);
  assert.deepEqual(labels(`${head}option unknown $0;`), []);
  assert.deepEqual(labels(`${head}option deprecated x$0;`), []);
});

test("what stands behind the cursor in the list is not proposed again, and what is set in parts only part by part", () => {
  const behind = labels(`${head}message M { int64 a = 1 [$0, deprecated = true, json_name = "b"]; }`);
  assert.ok(!behind.includes("deprecated") && !behind.includes("json_name") && behind.includes("jstype"));
  const unclosed = labels(`${head}message M { int64 a = 1 [$0\n int64 b = 2 [deprecated = true]; }`);
  assert.ok(unclosed.includes("deprecated"));
  const parts = `${custom}message M { int32 a = 1 [(acme.rule).lvl = LOW, $0]; }`;
  assert.match(accept(parts, "(acme.rule)"), /LOW, \(acme\.rule\)\.\]/);
  const next = labels(`${custom}message M { int32 a = 1 [(acme.rule).lvl = LOW, (acme.rule).$0]; }`);
  assert.ok(!next.includes("lvl") && next.includes("on"));
});

test("first what the file sets most, then what nearly every file sets, and last what is deprecated", () => {
  const source = (at: string): string =>
    `${custom.replace("extend google.protobuf.MessageOptions", "extend google.protobuf.FieldOptions { optional bool old = 50003 [deprecated = true]; optional bool seldom = 50004; }\nextend google.protobuf.MessageOptions")}message M { int32 a = 1 [(acme.rules) = {}]; int32 b = 2 [(acme.rules) = {}, json_name = "c"]; ${at} }`;
  const onField = labels(source("int32 d = 3 [$0];"));
  assert.deepEqual(onField.slice(0, 2), ["(acme.rules)", "json_name"]);
  assert.equal(onField.at(-1), "(acme.old)");
  assert.equal(labels(source("int32 d = 3 [($0];"))[0], "acme.rules");
  const ofFile = labels(`${head}option $0`);
  assert.deepEqual(ofFile.slice(0, 3), ["go_package", "java_package", "java_multiple_files"]);
  assert.equal(ofFile.at(-1), "java_generate_equals_and_hash");
});
