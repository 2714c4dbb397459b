import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("numbers are in bounds", () => {
  const source = `
syntax = "proto3";
message M {
  string zero = 0;
  string large = 536870912;
  string kept = 19500;
  string largest = 536870911;
}
`;
  assert.equal(
    problemsOf(source),
    `3:17 P3101 «0»
4:18 P3102 «536870912» 536870911
5:17 P3103 «19500»`,
  );
  assert.equal(
    fixed(source, "F3104"),
    `syntax = "proto3";
message M {
  string zero = 1;
  string large = 536870912;
  string kept = 19500;
  string largest = 536870911;
}
`,
  );
});

test("a number is used once; the fix takes the next one that is free", () => {
  const source = `
syntax = "proto2";
message M {
  optional string a = 1;
  optional string b = 1;
  oneof o { string c = 1; }
  reserved 2 to 4;
  extensions 5 to 9;
}
`;
  assert.equal(
    problemsOf(source),
    `4:23 P3104 «1» 1, M, a
5:24 P3104 «1» 1, M, a`,
  );
  assert.equal(
    fixed(source, "F3104"),
    `syntax = "proto2";
message M {
  optional string a = 1;
  optional string b = 10;
  oneof o { string c = 1; }
  reserved 2 to 4;
  extensions 5 to 9;
}
`,
  );
});

test("reserved numbers and names, and numbers kept for extensions, are not for fields", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message M {
  reserved 2 to 4, 9;
  reserved "old";
  extensions 100 to max;
  optional string a = 3;
  optional string old = 5;
  optional string b = 100;
}
`),
    `5:14 P3107 «100 to max» b, 100, 100, 536870911
6:23 P3105 «3» a, 3
7:19 P3106 «old» old`,
  );
});

test("extensions have numbers too", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message M { extensions 1 to max; }
extend M { optional string a = 0; optional string b = 19000; }
`),
    `3:32 P3101 «0»
3:55 P3103 «19000»`,
  );
});
