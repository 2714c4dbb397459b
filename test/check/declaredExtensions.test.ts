import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("an extension is what its range declares", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
package p;
message M {
  extensions 4 to 10 [
    declaration = { number: 4 full_name: ".p.a" type: "int32" },
    declaration = { number: 5 full_name: ".p.b" type: ".p.M" repeated: true },
    declaration = { number: 6 reserved: true },
    declaration = { number: 7 full_name: ".p.right" type: "p.M" }
  ];
  extensions 20 [verification = DECLARATION];
  extensions 30 [verification = UNVERIFIED];
}
extend M {
  optional string other = 4;
  optional M b = 5;
  optional string c = 6;
  optional string d = 8;
  optional string e = 20;
  optional string f = 30;
}
`),
    `8:59 P3315 «"p.M"» p.M, p.M
14:12 P3322 «string» p.other, 4, p.M, int32, string
14:19 P3323 «other» p.other, 4, p.M, .p.a, .p.other
15:3 P3324 «optional» p.b, 5, p.M, repeated
16:23 P3321 «6» p.c, 6, p.M
17:23 P3320 «8» p.d, 8, p.M
18:23 P3320 «20» p.e, 20, p.M`,
  );
});

test("a declared extension is accepted", () => {
  assert.equal(
    problemsOf(`
//- base.proto
syntax = "proto2";
package p;
message M { extensions 4 [declaration = { number: 4 full_name: ".p.a" type: ".p.M" repeated: true }]; }
//- main.proto
syntax = "proto2";
package p;
import "base.proto";
extend M { repeated M a = 4; }
`),
    "",
  );
});

test("everybody may extend what descriptor.proto declares", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
import "google/protobuf/descriptor.proto";
extend google.protobuf.FeatureSet { optional M ours = 5000; }
extend google.protobuf.EnumValueOptions { optional bool json = 998; }
message M {}
extend google.protobuf.EnumValueOptions { optional string shown = 50000; }
`),
    "",
  );
});

test("an extension is held against no type of a declaration that is wrong itself", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message M {
  extensions 4 to 5 [
    declaration = { number: 4 type: "int32" },
    declaration = { number: 5 full_name: "b" type: "int32" }
  ];
}
extend M {
  optional string a = 4;
  optional string b = 5;
}
`),
    `4:19 P3313 «{ number: 4 type: "int32" }» 4, M
5:42 P3315 «"b"» b, M
10:19 P3323 «b» b, 5, M, b, .b`,
  );
});

test("an extension is held against no type that is no name", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message M {
  extensions 4 to 5 [
    declaration = { number: 4 full_name: ".a" type: "x.y" },
    declaration = { number: 5 full_name: ".b" type: ".x..y" }
  ];
}
extend M {
  optional string a = 4;
  optional string b = 5;
}
`),
    `4:53 P3315 «"x.y"» x.y, M
5:53 P3316 «".x..y"» .x..y, M`,
  );
});
