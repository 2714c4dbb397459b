import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("a default is written as its type is", () => {
  const source = `
syntax = "proto2";
message M {
  optional int32 a = 1 [default = "5"];
  optional uint32 b = 2 [default = -1];
  optional int32 c = 3 [default = 2147483648];
  optional int32 d = 4 [default = -0x80000000];
  optional float e = 5 [default = fast];
  optional double f = 6 [default = -inf];
  optional bool g = 7 [default = 1];
  optional string h = 8 [default = text];
  optional bytes i = 9 [default = 3];
  optional Sub j = 10 [default = {}];
  optional group K = 11 [default = 1] {}
  optional float l = 12 [default = 18446744073709551616];
}
message Sub {}
`;
  assert.equal(
    problemsOf(source),
    `3:35 P3140 «"5"» int32
4:36 P3141 «-1» uint32
5:35 P3142 «2147483648» int32, 2147483648, -2147483648, 2147483647
7:35 P3143 «fast» float
9:34 P3144 «1» bool
10:36 P3145 «text» string
11:35 P3145 «3» bytes
12:34 P3147 «{}» Sub
13:36 P3146 «1» K`,
  );
  assert.equal(
    fixed(source, "F4013"),
    `syntax = "proto2";
message M {
  optional int32 a = 1 [default = 5];
  optional uint32 b = 2 [default = -1];
  optional int32 c = 3 [default = 2147483648];
  optional int32 d = 4 [default = -0x80000000];
  optional float e = 5 [default = fast];
  optional double f = 6 [default = -inf];
  optional bool g = 7 [default = 1];
  optional string h = 8 [default = text];
  optional bytes i = 9 [default = 3];
  optional Sub j = 10 [default = {}];
  optional group K = 11 [default = 1] {}
  optional float l = 12 [default = 18446744073709551616];
}
message Sub {}
`,
  );
  assert.equal(
    fixed(source, "F4015"),
    `syntax = "proto2";
message M {
  optional int32 a = 1 [default = "5"];
  optional uint32 b = 2 [default = -1];
  optional int32 c = 3 [default = 2147483648];
  optional int32 d = 4 [default = -0x80000000];
  optional float e = 5 [default = fast];
  optional double f = 6 [default = -inf];
  optional bool g = 7 [default = 1];
  optional string h = 8 [default = "text"];
  optional bytes i = 9 [default = 3];
  optional Sub j = 10 [default = {}];
  optional group K = 11 [default = 1] {}
  optional float l = 12 [default = 18446744073709551616];
}
message Sub {}
`,
  );
  assert.equal(
    fixed(source, "F3140"),
    `syntax = "proto2";
message M {
  optional int32 a = 1;
  optional uint32 b = 2 [default = -1];
  optional int32 c = 3 [default = 2147483648];
  optional int32 d = 4 [default = -0x80000000];
  optional float e = 5 [default = fast];
  optional double f = 6 [default = -inf];
  optional bool g = 7 [default = 1];
  optional string h = 8 [default = text];
  optional bytes i = 9 [default = 3];
  optional Sub j = 10 [default = {}];
  optional group K = 11 [default = 1] {}
  optional float l = 12 [default = 18446744073709551616];
}
message Sub {}
`,
  );
});

test("a default fits what the field is", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message M {
  repeated string a = 1 [default = "x"];
  map<string, string> b = 2 [default = "x"];
  optional Sub c = 3 [default = x];
  optional Color d = 4 [default = GREEN];
  optional Color e = 5 [default = "RED"];
  optional Color f = 6 [default = RED];
}
message Sub {}
enum Color { RED = 0; }
`),
    `3:36 P3149 «"x"»
4:40 P3149 «"x"»
5:33 P3146 «x» Sub
6:35 P3148 «GREEN» Color, GREEN
7:35 P3147 «"RED"» Color`,
  );
});

test("fields without presence have no default but zero", () => {
  const source = `
edition = "2023";
option features.field_presence = IMPLICIT;
message M {
  string a = 1 [default = "x"];
  string b = 2 [features.field_presence = EXPLICIT, default = "x"];
}
`;
  assert.equal(problemsOf(source), `4:17 P3151 «default = "x"» a`);
  assert.equal(
    fixed(source, "F3140"),
    `edition = "2023";
option features.field_presence = IMPLICIT;
message M {
  string a = 1;
  string b = 2 [features.field_presence = EXPLICIT, default = "x"];
}
`,
  );
});

test("a number that is misspelt is not also out of range", () => {
  assert.equal(
    problemsOf('syntax = "proto2";\nmessage M { optional int32 a = 1 [default = 0x]; }'),
    "2:45 P1010 «0x»",
  );
  const large = "2:45 P1103 «0x10000000000000000» 0x10000000000000000";
  assert.equal(
    problemsOf('syntax = "proto2";\nmessage M { optional int64 a = 1 [default = 0x10000000000000000]; }'),
    large,
  );
});
