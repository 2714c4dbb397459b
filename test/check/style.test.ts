import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("names of edition 2024 are in its style", () => {
  const source = `
edition = "2024";
package Some.pkg;
message bad_name {
  string BadField = 1;
  string good_field = 2;
  string number_1 = 3;
  string trailing_ = 4;
  oneof BadOneof { string in_oneof = 5; }
  map<string, string> entries = 6;
  enum small { lower = 0; UPPER = 1; UPPER_1 = 2; }
}
service greeter { rpc say_hello(bad_name) returns (bad_name); }
`;
  assert.equal(
    problemsOf(source),
    `2:9 P5201 «Some.pkg» package, Some.pkg, lower_snake_case
3:9 P5201 «bad_name» message, bad_name, TitleCase
4:10 P5201 «BadField» field, BadField, lower_snake_case
6:10 P5201 «number_1» field, number_1, lower_snake_case
7:10 P5201 «trailing_» field, trailing_, lower_snake_case
8:9 P5201 «BadOneof» oneof, BadOneof, lower_snake_case
10:8 P5201 «small» enum, small, TitleCase
10:16 P5201 «lower» enumValue, lower, UPPER_SNAKE_CASE
10:38 P5201 «UPPER_1» enumValue, UPPER_1, UPPER_SNAKE_CASE
12:9 P5201 «greeter» service, greeter, TitleCase
12:23 P5201 «say_hello» method, say_hello, TitleCase`,
  );
  assert.equal(
    fixed(source, "F5201"),
    `edition = "2024";
package Some.pkg;
message bad_name {
  string bad_field = 1;
  string good_field = 2;
  string number_1 = 3;
  string trailing_ = 4;
  oneof BadOneof { string in_oneof = 5; }
  map<string, string> entries = 6;
  enum small { lower = 0; UPPER = 1; UPPER_1 = 2; }
}
service greeter { rpc say_hello(bad_name) returns (bad_name); }
`,
  );
  assert.equal(
    fixed(source, "F5202"),
    `edition = "2024";
package Some.pkg;

option features.enforce_naming_style = STYLE_LEGACY;
message bad_name {
  string BadField = 1;
  string good_field = 2;
  string number_1 = 3;
  string trailing_ = 4;
  oneof BadOneof { string in_oneof = 5; }
  map<string, string> entries = 6;
  enum small { lower = 0; UPPER = 1; UPPER_1 = 2; }
}
service greeter { rpc say_hello(bad_name) returns (bad_name); }
`,
  );
});

test("older editions, and whoever opts out, name as they like", () => {
  assert.equal(
    problemsOf(`
//- old.proto
edition = "2023";
message older_name {}
//- main.proto
edition = "2024";
message bad_name { option features.enforce_naming_style = STYLE_LEGACY; string BadField = 1; }
`),
    "",
  );
});

test("edition 2026 keeps generated names apart", () => {
  const source = `
edition = "2026";
message M {
  string name = 1;
  bool has_name = 2;
  string name_value = 3;
  string descriptor = 4;
  string has_other = 5;
  oneof kind { string get_kind = 6; }
  extensions 100 to 200;
}
extend M { string clear_name = 100; }
`;
  assert.equal(
    problemsOf(source),
    `4:8 P5202 «has_name» has_name, has_, name
5:10 P5203 «name_value» name_value, _value, name
6:10 P5204 «descriptor» descriptor
8:23 P5202 «get_kind» get_kind, get_, kind
11:19 P5202 «clear_name» clear_name, clear_, name`,
  );
  assert.equal(
    fixed(source, "F5202"),
    `edition = "2026";

option features.enforce_naming_style = STYLE2024;
message M {
  string name = 1;
  bool has_name = 2;
  string name_value = 3;
  string descriptor = 4;
  string has_other = 5;
  oneof kind { string get_kind = 6; }
  extensions 100 to 200;
}
extend M { string clear_name = 100; }
`,
  );
});

test("names of oneofs collide in generated code like those of fields", () => {
  assert.equal(
    problemsOf(`
edition = "2026";
message M {
  int32 name = 1;
  oneof has_name { int32 a = 2; }
  oneof name_value { int32 b = 3; }
  oneof descriptor { int32 c = 4; }
}
`),
    `4:9 P5202 «has_name» has_name, has_, name
5:9 P5203 «name_value» name_value, _value, name
6:9 P5204 «descriptor» descriptor`,
  );
});
