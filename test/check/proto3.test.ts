import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("proto3 knows no required, no groups, no defaults and no extension ranges", () => {
  const source = `
syntax = "proto3";
message M {
  required string a = 1;
  optional group B = 2 {}
  string c = 3 [default = "x"];
  extensions 100 to 200;
}
`;
  assert.equal(
    problemsOf(source),
    `3:3 P3250 «required» a
4:12 P3251 «group» B
5:17 P3252 «default = "x"» c
6:14 P3116 «100 to 200» M`,
  );
  assert.equal(
    fixed(source, "F3250"),
    `syntax = "proto3";
message M {
  string a = 1;
  optional group B = 2 {}
  string c = 3 [default = "x"];
  extensions 100 to 200;
}
`,
  );
  assert.equal(
    fixed(source, "F3140"),
    `syntax = "proto3";
message M {
  required string a = 1;
  optional group B = 2 {}
  string c = 3;
  extensions 100 to 200;
}
`,
  );
});

test("closed enums stay in proto2, and only options are extended", () => {
  assert.equal(
    problemsOf(`
//- old.proto
syntax = "proto2";
package old;
enum Color { RED = 0; }
message M { extensions 100 to 200; }
//- main.proto
syntax = "proto3";
import "old.proto";
import "google/protobuf/descriptor.proto";
message N { old.Color color = 1; map<string, old.Color> colors = 2; }
extend old.M { string a = 100; }
extend google.protobuf.FieldOptions { string b = 50000; }
`),
    `main.proto:4:13 P3254 «old.Color» old.Color, N
main.proto:4:46 P3254 «old.Color» old.Color, N
main.proto:5:8 P3253 «old.M» old.M`,
  );
});

test("a default that is wrong for its type is not said to be one of proto3 as well", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
enum E { Z = 0; }
message M {
  E a = 1 [default = Z];
  E b = 2 [default = Y];
  E c = 3 [default = 1];
  M d = 4 [default = X];
}
`),
    `4:12 P3252 «default = Z» a
5:22 P3148 «Y» E, Y
6:22 P3147 «1» E
7:22 P3146 «X» M`,
  );
});

test("what extends a message without a range for its number is wrong once, and a block is told once", () => {
  assert.equal(
    problemsOf(`
//- /main.proto
syntax = "proto3";
import "old.proto";
message A {}
extend A { string a = 1; }
extend Old { string b = 1; string c = 2; string d = 300; }
//- /old.proto
syntax = "proto2";
message Old { extensions 1 to 100; }
`),
    `main.proto:4:23 P3301 «1» A, 1
main.proto:5:8 P3253 «Old» Old
main.proto:5:53 P3301 «300» Old, 300`,
  );
});
