import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("the text format of options, in all that it may hold", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
message Opt {
  optional int32 i = 1;
  repeated string s = 2;
  optional google.protobuf.Any any = 3;
  map<string, int32> m = 4;
  optional Opt sub = 5;
  repeated Opt subs = 6;
  oneof o { int32 x = 7; string y = 8; }
  optional bool b = 9;
  optional float f = 10;
  optional bytes by = 11;
  optional E e = 12;
  optional group Grp = 14 { optional int32 z = 1; }
  reserved "old";
  extensions 100 to 200;
}
enum E { A = 0; B = 1; }
extend Opt { optional string ext = 100; optional Opt message = 101; }
extend google.protobuf.MessageOptions { optional Opt opt = 50000; }
message M {
  option (opt) = {
    i: 0x10 s: "a" s: "b" "c", any: { [type.googleapis.com/Opt] { i: -1 } } m: { key: "a" value: 1 }
    sub < i: 2 >; subs: [ {}, < i: 2 > ] x: 5 # a comment of text format
    b: true f: -inf by: "\\xff" e: B Grp { z: 1 } [ext]: "e" [message] {} old: 5
  };
}
`),
    "",
  );
});

test("what a literal must not hold, at its place", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
message Opt {
  optional int32 i = 1;
  repeated string s = 2;
  optional google.protobuf.Any any = 3;
  oneof o { int32 x = 7; string y = 8; }
  optional bool b = 9;
  optional E e = 12;
  extensions 100 to 200;
}
message Req { required int32 req = 1; }
enum E { A = 0; B = 1; }
extend google.protobuf.MessageOptions { optional Opt opt = 50000; optional Req req = 50001; }
message A1 { option (opt) = { i: 1 i: 2 }; }
message A2 { option (opt) = { x: 1 y: "a" }; }
message A3 { option (opt) = { unknown: 1 }; }
message A4 { option (opt) = { i: "a" }; }
message A5 { option (opt) = { i: 99999999999 }; }
message A6 { option (opt) = { [nope]: 1 }; }
message A7 { option (opt) = { any { [type.googleapis.com/Nope] {} } }; }
message A8 { option (opt) = { e: C }; }
message A9 { option (opt) = { b: maybe }; }
message B1 { option (req) = {}; }
message B2 { option (opt) = { i 1 }; }
message B3 { option (opt) = { s: 1 }; }
message B4 { option (opt) = { any { type_url: "a" [type.googleapis.com/Opt] {} } }; }
message B5 { option (opt) = { 5: 1 }; }
`),
    `16:36 P4024 «i» i
17:36 P4025 «y» y, x, o
18:31 P4021 «unknown» Opt, unknown
19:34 P4027 «"a"» "a"
20:34 P4028 «99999999999» 99999999999
21:31 P4022 «[» nope, Opt
22:38 P4023 «type» type.googleapis.com/Nope
23:34 P4032 «C» C, e
24:34 P4030 «maybe» b, maybe
25:29 P4026 «{» Req, req
26:33 P4020 «1» :, 1
27:34 P4031 «1» 1
28:52 P4035 «type»
29:31 P4034 «5» 5`,
  );
});

test("names of options and what they are set to", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
import "google/protobuf/descriptor.proto";
message Opt { optional int32 i = 1; repeated Opt subs = 2; optional Opt sub = 3; optional E e = 4; }
enum E { A = 0; }
extend google.protobuf.MessageOptions { optional Opt opt = 50000; repeated Opt opts = 50001; optional uint32 u = 50002; optional float f = 50003; }
extend google.protobuf.FieldOptions { optional bool elsewhere = 50000; }
message A1 { option uninterpreted_option = {}; }
message A2 { option unknown = 1; }
message A3 { option (unknown) = 1; }
message A4 { option (elsewhere) = true; }
message A5 { option (opt).i.x = 1; }
message A6 { option (opts).i = 1; }
message A7 { option (opt).i = 1; option (opt).i = 2; }
message A8 { option (u) = -1; }
message A9 { option (u) = 4294967296; }
message B1 { option (f) = true; }
message B2 { option deprecated = 1; }
message B3 { option deprecated = maybe; }
message B4 { option (opt) = 5; }
message B5 { option (opt).e = "A"; }
message B6 { option (opt).e = B; }
message B7 { option (opt) = { i: 1 }; option (opt).sub.i = 5; }
`),
    `7:21 P4001 «uninterpreted_option»
8:21 P4002 «unknown» unknown, unknown
9:21 P4002 «(unknown)» (unknown), unknown
10:21 P4004 «(elsewhere)» (elsewhere), MessageOptions
11:27 P4005 «i» (opt).i
12:21 P4006 «(opts)» (opts)
13:47 P4007 «i» (opt).i
14:27 P4010 «-1» 0, 4294967295, uint32, (u)
15:27 P4011 «4294967296» 0, 4294967295, uint32, (u)
16:27 P4012 «true» float, (f)
17:34 P4013 «1» deprecated
18:34 P4014 «maybe» deprecated, maybe
19:29 P4019 «5» (opt), Opt
20:31 P4016 «"A"» (opt).e
21:31 P4017 «B» E, B, (opt).e`,
  );
});

test("a literal sets what its message requires, by the label or by a feature", () => {
  assert.equal(
    problemsOf(`
edition = "2023";
import "google/protobuf/descriptor.proto";
extend google.protobuf.MessageOptions { Opt opt = 50000; }
message Opt { Inner inner = 1; }
message Inner {
  int32 needed = 1 [features.field_presence = LEGACY_REQUIRED];
  int32 other = 2 [features.field_presence = IMPLICIT];
}
message A { option (opt) = { inner { needed: 1 } }; }
message B { option (opt) = { inner { other: 1 } }; }
`),
    "10:28 P4026 «{» Opt, inner.needed",
  );
});

test("a member of a oneof that another one replaced may not be set again", () => {
  const source = `syntax = "proto2";
import "google/protobuf/descriptor.proto";
message C {
  oneof kind {
    int32 a = 1;
    C inner = 2;
  }
}
extend google.protobuf.MessageOptions { optional C c = 50001; }
message One { option (c).a = 1; option (c).inner.a = 2; option (c).a = 3; }
message Two { option (c).inner.a = 1; option (c).a = 2; option (c).inner.a = 3; }
`;
  assert.equal(problemsOf(source), "10:68 P4007 «a» (c).a\n11:74 P4007 «a» (c).inner.a");
});

test("blanks and comments within a name in brackets are nothing", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
package p.q;
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
message Opt { optional google.protobuf.Any any = 1; extensions 100; }
extend Opt { optional int32 ext = 100; }
extend google.protobuf.FileOptions { optional Opt opt = 50000; }
option (opt) = {
  any { [type.google apis.com / p.q.O /* c */ pt] { [p . q.ex # c
    t]: 1 } }
};
`),
    "",
  );
});

test("an option name that stops at an inner scope says at which one", () => {
  assert.equal(
    problemsOf(`
//- /main.proto
syntax = "proto3";
package shop.opts;
import "o.proto";
option (opts.tag) = "x";
message M { option (M.tag) = "x"; }
//- /o.proto
syntax = "proto3";
package opts;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FileOptions { string tag = 50000; }
`),
    `main.proto:4:8 P4003 «(opts.tag)» (opts.tag), shop.opts.tag, shop.opts
main.proto:5:20 P4003 «(M.tag)» (M.tag), shop.opts.M.tag, shop.opts.M`,
  );
});
