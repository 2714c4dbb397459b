import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("two fields have two names in JSON", () => {
  const source = `
syntax = "proto3";
message M {
  string foo_bar = 1;
  string fooBar = 2;
  string a = 3 [json_name = "b"];
  string b = 4;
  string c = 5 [json_name = "b"];
}
`;
  assert.equal(
    problemsOf(source),
    `4:10 P3210 «fooBar» default, fooBar, fooBar, default, foo_bar
6:10 P3210 «b» default, b, b, custom, a
7:17 P3210 «json_name = "b"» custom, c, b, custom, a`,
  );
  assert.equal(
    fixed(source, "F3210"),
    `syntax = "proto3";
message M {
  string foo_bar = 1;
  string fooBar = 2;
  string a = 3;
  string b = 4;
  string c = 5 [json_name = "b"];
}
`,
  );
});

test("default names that meet are a warning where JSON is a best effort", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message M {
  optional string foo_bar = 1;
  optional string fooBar = 2;
  optional string a = 3 [json_name = "x"];
  optional string b = 4 [json_name = "x"];
}
message Old {
  option deprecated_legacy_json_field_conflicts = true;
  optional string foo_bar = 1;
  optional string fooBar = 2;
}
`),
    `4:19 warning P3210 «fooBar» default, fooBar, fooBar, default, foo_bar
6:26 P3210 «json_name = "x"» custom, b, x, custom, a`,
  );
});

test("an old message may ask not to be judged", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
message M {
  option deprecated_legacy_json_field_conflicts = true;
  string foo_bar = 1;
  string fooBar = 2;
  string a = 3 [json_name = "b"];
  string b = 4;
}
`),
    "",
  );
});

test("a best effort can be asked for in editions", () => {
  assert.equal(
    problemsOf(`
edition = "2023";
message M {
  option features.json_format = LEGACY_BEST_EFFORT;
  string foo_bar = 1;
  string fooBar = 2;
}
`),
    `5:10 warning P3210 «fooBar» default, fooBar, fooBar, default, foo_bar`,
  );
});

test("brackets, NUL and extensions", () => {
  const source = `
syntax = "proto2";
message M {
  optional string a = 1 [json_name = "[x]"];
  optional string b = 2 [json_name = "x\\0y"];
  extensions 100 to 200;
}
extend M {
  optional string c = 100 [json_name = "d"];
  optional string e = 101 [json_name = "e"];
  optional string f = 102 [deprecated = true, json_name = "\\0"];
}
`;
  assert.equal(
    problemsOf(source),
    `3:26 P3211 «json_name = "[x]"» a, [x]
4:26 P3212 «json_name = "x\\0y"» b
8:28 P3213 «json_name = "d"» c
10:47 P3213 «json_name = "\\0"» f
10:47 P3212 «json_name = "\\0"» f`,
  );
  assert.equal(
    fixed(source, "F3210"),
    `syntax = "proto2";
message M {
  optional string a = 1;
  optional string b = 2 [json_name = "x\\0y"];
  extensions 100 to 200;
}
extend M {
  optional string c = 100 [json_name = "d"];
  optional string e = 101 [json_name = "e"];
  optional string f = 102 [deprecated = true, json_name = "\\0"];
}
`,
  );
});

test("the JSON name of an extension is told where it is written", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message A { extensions 1; }
extend A {
  optional int32 x = 1 [
    json_name = "y"];
}
`),
    `5:5 P3213 «json_name = "y"» x`,
  );
});
