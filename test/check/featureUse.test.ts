import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("features are for editions, and have a known value", () => {
  assert.equal(
    problemsOf(`
//- old.proto
syntax = "proto2";
option features.enum_type = OPEN;
//- main.proto
edition = "2023";
option features.enum_type = ENUM_TYPE_UNKNOWN;
`),
    `old.proto:2:8 P5110 «features.enum_type»
main.proto:2:8 P5111 «features.enum_type» enum_type, ENUM_TYPE_UNKNOWN`,
  );
});

test("no file requires its fields, and Java's check of UTF-8 became a feature", () => {
  assert.equal(
    problemsOf(`
edition = "2023";
option features.field_presence = LEGACY_REQUIRED;
option java_string_check_utf8 = true;
`),
    `2:8 P5112 «features.field_presence»
3:8 P5113 «java_string_check_utf8»`,
  );
});

test("Java's old option set to false says nothing", () => {
  assert.equal(
    problemsOf(`
edition = "2023";
option java_string_check_utf8 = false;
`),
    "",
  );
});

test("packed becomes a feature", () => {
  const source = `
edition = "2023";
message M { repeated int32 a = 1 [deprecated = true, packed = false]; }
`;
  assert.equal(problemsOf(source), `2:54 P5114 «packed»`);
  assert.equal(
    fixed(source, "F5114"),
    `edition = "2023";
message M { repeated int32 a = 1 [deprecated = true, features.repeated_field_encoding = EXPANDED]; }
`,
  );
  assert.equal(
    fixed(source, "F3240"),
    `edition = "2023";
message M { repeated int32 a = 1 [deprecated = true]; }
`,
  );
});

test("features stand where they mean something", () => {
  assert.equal(
    problemsOf(`
edition = "2023";
message M {
  repeated int32 a = 1 [packed = true];
  E b = 2 [features.field_presence = IMPLICIT];
  oneof o { string c = 3 [features.field_presence = IMPLICIT]; }
  repeated string d = 4 [features.field_presence = EXPLICIT];
  M e = 5 [features.field_presence = IMPLICIT];
  int32 f = 6 [features.repeated_field_encoding = EXPANDED];
  bytes g = 7 [features.utf8_validation = NONE];
  repeated string h = 8 [features.repeated_field_encoding = PACKED];
  string i = 9 [features.message_encoding = DELIMITED];
  map<string, bytes> j = 10 [features.utf8_validation = NONE];
  extensions 100 to 200;
}
enum E { option features.enum_type = CLOSED; ZERO = 0; }
extend M {
  string k = 100 [features.field_presence = LEGACY_REQUIRED];
  string l = 101 [features.field_presence = EXPLICIT];
}
`),
    `3:25 P5114 «packed»
4:12 P5115 «features.field_presence» E
5:27 P5117 «features.field_presence»
6:26 P5118 «features.field_presence»
7:12 P5120 «features.field_presence»
8:16 P5121 «features.repeated_field_encoding»
9:16 P5122 «features.utf8_validation»
10:26 P5123 «features.repeated_field_encoding»
11:17 P5124 «features.message_encoding»
17:19 P5116 «features.field_presence»
18:19 P5119 «features.field_presence»`,
  );
});

test("a feature in another line than its field is told at the field", () => {
  assert.equal(
    problemsOf(`
edition = "2023";
message M {
  repeated int32 a = 1 [
    features.field_presence = EXPLICIT
  ];
}
`),
    "3:18 P5118 «a»",
  );
});
