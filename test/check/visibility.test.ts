import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("what is local stays in its file", () => {
  assert.equal(
    problemsOf(`
//- lib.proto
edition = "2024";
package lib;
message Shown { message Inner {} export message Nested {} }
local message Hidden { extensions 100 to 200; }
//- quiet.proto
edition = "2024";
package quiet;
option features.default_symbol_visibility = LOCAL_ALL;
message M {}
export enum E { E_UNKNOWN = 0; }
//- main.proto
edition = "2024";
import "lib.proto";
import "quiet.proto";
message M {
  lib.Shown a = 1;
  lib.Shown.Inner b = 2;
  lib.Shown.Nested c = 3;
  lib.Hidden d = 4;
  quiet.M e = 5;
  quiet.E f = 6;
}
extend lib.Hidden { string x = 100; }
`),
    `main.proto:6:3 P5402 «lib.Shown.Inner» lib.Shown.Inner, lib.proto, EXPORT_TOP_LEVEL
main.proto:8:3 P5401 «lib.Hidden» lib.Hidden, lib.proto
main.proto:9:3 P5402 «quiet.M» quiet.M, quiet.proto, LOCAL_ALL
main.proto:12:8 P5401 «lib.Hidden» lib.Hidden, lib.proto`,
  );
});

test("STRICT exports nothing nested but enums of a namespace", () => {
  const source = `
edition = "2026";
message Space { export enum Kind { KIND_UNKNOWN = 0; } reserved 1 to max; }
message Plain {
  export enum Bad { BAD_UNKNOWN = 0; }
  export message Worse {}
}
export message Open { export enum Also { ALSO_UNKNOWN = 0; } reserved 1 to max; }
`;
  assert.equal(
    problemsOf(source),
    `4:15 P5404 «Bad» Bad
5:18 P5403 «Worse» Worse
7:35 P5404 «Also» Also`,
  );
  assert.equal(
    fixed(source, "F5403"),
    `edition = "2026";
message Space { export enum Kind { KIND_UNKNOWN = 0; } reserved 1 to max; }
message Plain {
  enum Bad { BAD_UNKNOWN = 0; }
  export message Worse {}
}
export message Open { export enum Also { ALSO_UNKNOWN = 0; } reserved 1 to max; }
`,
  );
});

test("a name that another file hides is a wrong name: options and style are not judged before it is right", () => {
  assert.equal(
    problemsOf(`
//- lib.proto
edition = "2024";
local message Hidden {}
//- main.proto
edition = "2024";
import "lib.proto";
message M { Hidden h = 1; int32 Bad = 1 [nope = 1]; }
`),
    `main.proto:3:13 P5401 «Hidden» Hidden, lib.proto
main.proto:3:39 P3104 «1» 1, M, h`,
  );
});
