import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("numbers of extensions lie in the ranges of the message, each once", () => {
  const source = `
syntax = "proto2";
message M { extensions 100 to 200; }
extend M {
  optional string a = 5;
  optional string b = 100;
  repeated string c = 100;
  required string d = 101;
}
`;
  assert.equal(
    problemsOf(source),
    `4:23 P3301 «5» M, 5
6:23 P3303 «100» 100, M, b
7:3 P3302 «required» d`,
  );
  assert.equal(
    fixed(source, "F3104"),
    `syntax = "proto2";
message M { extensions 100 to 200; }
extend M {
  optional string a = 100;
  optional string b = 100;
  repeated string c = 100;
  required string d = 101;
}
`,
  );
  assert.equal(
    fixed(source, "F3302"),
    `syntax = "proto2";
message M { extensions 100 to 200; }
extend M {
  optional string a = 5;
  optional string b = 100;
  repeated string c = 100;
  optional string d = 101;
}
`,
  );
});

test("a number that an imported file has taken, however far away, is warned about", () => {
  assert.equal(
    problemsOf(`
//- far.proto
syntax = "proto2";
package far;
message M { extensions 100 to 200; }
extend M { optional string first = 100; }
//- near.proto
syntax = "proto2";
import public "far.proto";
//- main.proto
syntax = "proto2";
import "near.proto";
extend far.M { optional string second = 100; optional string third = 101; }
`),
    `main.proto:3:41 warning P3304 «100» 100, far.M, far.first, far.proto`,
  );
});

test("extensions of message sets use all positive numbers", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message Set { option message_set_wire_format = true; extensions 4 to max; }
message Item { extend Set { optional Item item = 2147483646; } }
`),
    "",
  );
});
