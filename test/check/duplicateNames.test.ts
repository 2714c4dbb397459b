import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("a name is declared once in its scope", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
package p;
message M { string a = 1; string a = 2; oneof a { string b = 3; } message b {} }
message M {}
service M { rpc Do(M) returns (M); rpc Do(M) returns (M); }
`),
    `3:20 P2020 «a» a, p.M
3:34 P2020 «a» a, p.M
3:75 P2020 «b» b, p.M
4:9 P2020 «M» M, p
5:9 P2020 «M» M, p
5:40 P2020 «Do» Do, p.M`,
  );
});

test("enum values are siblings of their enum", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
enum A { NONE = 0; }
enum B { NONE = 0; OTHER = 1; OTHER = 2; }
message C { enum D { NONE = 0; E = 1; } message E {} }
`),
    `3:10 P2021 «NONE» NONE, 
3:31 P2020 «OTHER» OTHER, 
4:49 P2020 «E» E, C`,
  );
});

test("the message of a map field is a declaration too", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
message M {
  map<string, string> foo_bar = 1;
  map<string, string> fooBar = 2;
  message XEntry {}
  map<string, string> x = 3;
}
`),
    `4:23 P2024 «fooBar» FooBarEntry
6:23 P2024 «x» XEntry`,
  );
});

test("a name of an imported file, and packages, are taken", () => {
  assert.equal(
    problemsOf(`
//- lib.proto
syntax = "proto3";
package a.b;
message Shared {}
//- other.proto
syntax = "proto3";
message a {}
//- top.proto
syntax = "proto3";
package outer;
message inner {}
//- main.proto
syntax = "proto3";
package a.b;
import "lib.proto";
message Shared {}
//- clash.proto
syntax = "proto3";
import "lib.proto";
message a {}
//- own.proto
syntax = "proto3";
package outer.inner.more;
import "top.proto";
message M {}
`),
    `main.proto:4:9 P2022 «Shared» a.b.Shared, lib.proto
clash.proto:3:9 P2023 «a» a, lib.proto
own.proto:2:9 P2027 «outer.inner.more» outer.inner, top.proto`,
  );
});

test("the oneof of a proto3 optional evades fields and oneofs, and meets nested types", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
message Evades { optional int32 a = 1; int32 _a = 2; oneof X_a { int32 b = 3; } }
message Meets { optional int32 a = 1; message _a {} }
`),
    "3:47 P2020 «_a» _a, Meets",
  );
});
