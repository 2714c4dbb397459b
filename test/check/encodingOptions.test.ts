import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("only what has a choice takes an option about it", () => {
  const source = `
syntax = "proto2";
message M {
  repeated string a = 1 [packed = true];
  optional int32 b = 2 [packed = true];
  repeated int32 c = 3 [packed = true];
  optional string d = 4 [lazy = true];
  optional M e = 5 [lazy = true];
  optional group F = 6 [deprecated = true, unverified_lazy = true] {}
  map<string, M> g = 7 [lazy = true];
  optional int32 h = 8 [jstype = JS_STRING];
  optional int64 i = 9 [jstype = JS_STRING];
  optional string j = 10 [jstype = JS_NORMAL];
  extensions 100 to 200;
}
extend M { optional M k = 100 [unverified_lazy = true]; }
`;
  assert.equal(
    problemsOf(source),
    `3:26 P3240 «packed = true» a
4:25 P3240 «packed = true» b
6:26 P3241 «lazy = true» d, lazy
8:44 P3241 «unverified_lazy = true» f, unverified_lazy
10:25 P3243 «jstype = JS_STRING» h, JS_STRING
15:32 P3242 «unverified_lazy = true» k`,
  );
  assert.equal(
    fixed(source, "F3240"),
    `syntax = "proto2";
message M {
  repeated string a = 1;
  optional int32 b = 2 [packed = true];
  repeated int32 c = 3 [packed = true];
  optional string d = 4 [lazy = true];
  optional M e = 5 [lazy = true];
  optional group F = 6 [deprecated = true, unverified_lazy = true] {}
  map<string, M> g = 7 [lazy = true];
  optional int32 h = 8 [jstype = JS_STRING];
  optional int64 i = 9 [jstype = JS_STRING];
  optional string j = 10 [jstype = JS_NORMAL];
  extensions 100 to 200;
}
extend M { optional M k = 100 [unverified_lazy = true]; }
`,
  );
});

test("ctype gives way to a feature", () => {
  const source = `
edition = "2024";
import option "google/protobuf/cpp_features.proto";
message M { string a = 1 [ctype = CORD]; }
`;
  assert.equal(problemsOf(source), `3:27 P3244 «ctype = CORD» a, CORD`);
  assert.equal(
    fixed(source, "F3244"),
    `edition = "2024";
import option "google/protobuf/cpp_features.proto";
message M { string a = 1 [features.(pb.cpp).string_type = CORD]; }
`,
  );
  assert.equal(
    fixed(source, "F3240"),
    `edition = "2024";
import option "google/protobuf/cpp_features.proto";
message M { string a = 1; }
`,
  );
});
