import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("message sets hold optional messages alone", () => {
  const source = `
syntax = "proto2";
message Set {
  option message_set_wire_format = true;
  optional string own = 1;
  extensions 4 to max;
}
message Item {}
extend Set {
  optional Item a = 4;
  repeated Item b = 5;
  optional string c = 6;
}
`;
  assert.equal(
    problemsOf(source),
    `4:19 P3230 «own» own
10:12 P3231 «Item» b
11:12 P3231 «string» c`,
  );
  assert.equal(
    fixed(source, "F3230"),
    `syntax = "proto2";
message Set {
  optional string own = 1;
  extensions 4 to max;
}
message Item {}
extend Set {
  optional Item a = 4;
  repeated Item b = 5;
  optional string c = 6;
}
`,
  );
});

test("proto3 has no message sets", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
message Set { option message_set_wire_format = true; }
`),
    `2:9 P3232 «Set» Set`,
  );
});

test("`max` of a message set ends before the last number of 32 bits", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message Set { option message_set_wire_format = true; extensions 4 to max; }
message Item {}
extend Set {
  optional Item a = 2147483646;
  optional Item b = 2147483647;
}
`),
    "6:21 P3301 «2147483647» Set, 2147483647",
  );
});
