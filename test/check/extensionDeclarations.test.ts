import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("declarations of a range agree with each other", () => {
  const source = `
syntax = "proto2";
package p;
message A {
  extensions 4 to 10 [
    declaration = { number: 3 full_name: ".p.a" type: "int32" },
    declaration = { number: 5 full_name: ".p.b" type: "int32" },
    declaration = { number: 5 full_name: ".p.c" type: "int32" },
    declaration = { number: 6 full_name: ".p.d" },
    declaration = { number: 7 reserved: true },
    declaration = { number: 8 full_name: ".p.b" type: "int32" },
    declaration = { number: 9 full_name: "p.e" type: ".p.not a type" }
  ];
}
`;
  assert.equal(
    problemsOf(source),
    `5:29 P3311 «3» 3, p.A
7:29 P3312 «5» 5, p.A
8:19 P3313 «{ number: 6 full_name: ".p.d" }» 6, p.A
10:42 P3314 «".p.b"» .p.b, p.A
11:42 P3315 «"p.e"» p.e, p.A
11:54 P3316 «".p.not a type"» .p.not a type, p.A`,
  );
  assert.equal(
    fixed(source, "F3315"),
    `syntax = "proto2";
package p;
message A {
  extensions 4 to 10 [
    declaration = { number: 3 full_name: ".p.a" type: "int32" },
    declaration = { number: 5 full_name: ".p.b" type: "int32" },
    declaration = { number: 5 full_name: ".p.c" type: "int32" },
    declaration = { number: 6 full_name: ".p.d" },
    declaration = { number: 7 reserved: true },
    declaration = { number: 8 full_name: ".p.b" type: "int32" },
    declaration = { number: 9 full_name: ".p.e" type: ".p.not a type" }
  ];
}
`,
  );
});

test("a range that declares its extensions is verified", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message A {
  extensions 4 [verification = UNVERIFIED, declaration = { number: 4 full_name: ".a" type: "int32" }];
}
`),
    `3:17 P3310 «verification = UNVERIFIED» A`,
  );
});

test("a word of a declared name may start with a digit, as the compiler has it", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message M { extensions 4 [declaration = { number: 4 full_name: ".x.1y" type: ".9" }]; }
`),
    "",
  );
});
