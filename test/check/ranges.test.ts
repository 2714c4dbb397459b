import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("ranges are positive and end where they start or later", () => {
  const source = `
syntax = "proto2";
message A { reserved 0, 9 to 5; extensions 0 to 3; extensions 700 to 600000000; }
enum E { E_A = 0; reserved -5 to -9, 4 to 3; }
`;
  assert.equal(
    problemsOf(source),
    `2:22 P3110 «0»
2:25 P3111 «9 to 5»
2:44 P3112 «0 to 3»
2:63 P3102 «700 to 600000000» 536870911
3:28 P3111 «-5 to -9»
3:38 P3111 «4 to 3»`,
  );
  assert.equal(
    fixed(source, "F3111"),
    `syntax = "proto2";
message A { reserved 0, 5 to 9; extensions 0 to 3; extensions 700 to 600000000; }
enum E { E_A = 0; reserved -5 to -9, 4 to 3; }
`,
  );
});

test("ranges share no number", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message A {
  reserved 1 to 10, 20, 5 to 8;
  extensions 100 to 199;
  extensions 150 to 300, 20 to 21;
}
enum E { E_A = 0; reserved 5, 1 to 9; }
`),
    `3:25 P3113 «5 to 8» 5, 8, 1, 10
5:14 P3114 «150 to 300» 150, 300, 100, 199
5:26 P3115 «20 to 21» 20, 21, 20, 20
7:31 P3113 «1 to 9» 1, 9, 5, 5`,
  );
});

test("a message set keeps numbers beyond those of fields", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message Set { option message_set_wire_format = true; extensions 4 to 2147483646; }
`),
    "",
  );
});

test("names are reserved once, and are names", () => {
  const source = `
syntax = "proto3";
message A { reserved "a", "b", "a"; reserved "b"; reserved "not a name"; }
enum E { E_A = 0; reserved "X", "X"; }
`;
  assert.equal(
    problemsOf(source),
    `2:22 P3117 «"a"» a
2:27 P3117 «"b"» b
2:60 warning P3118 «"not a name"» not a name
3:28 P3117 «"X"» X`,
  );
  assert.equal(
    fixed(source, "F3117"),
    `syntax = "proto3";
message A { reserved "a", "b"; reserved "b"; reserved "not a name"; }
enum E { E_A = 0; reserved "X", "X"; }
`,
  );
});

test("names that are no UTF-8 are told apart by their bytes", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message M { reserved "\\xff", "\\xfe", "\\377"; }
`)
      .split("\n")
      .map(line => line.slice(0, line.indexOf("»") + 1))
      .join("\n"),
    `2:22 warning P3118 «"\\xff"»
2:22 P3117 «"\\xff"»
2:30 warning P3118 «"\\xfe"»`,
  );
});
