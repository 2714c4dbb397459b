import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("values live within the time of the fields that hold them", () => {
  assert.equal(
    problemsOf(`
edition = "2023";
message M {
  Early a = 1 [feature_support = { edition_introduced: EDITION_2023 }];
  Late b = 2 [feature_support = { edition_introduced: EDITION_PROTO3 edition_removed: EDITION_2024 removal_error: "x" }];
  Old c = 3 [feature_support = { edition_introduced: EDITION_PROTO3 edition_deprecated: EDITION_2023 deprecation_warning: "x" }];
  Early d = 4;
}
enum Early { EARLY_A = 0 [feature_support = { edition_introduced: EDITION_PROTO3 }]; }
enum Late { LATE_A = 0 [feature_support = { edition_removed: EDITION_2026 removal_error: "x" }]; }
enum Old { OLD_A = 0 [feature_support = { edition_deprecated: EDITION_2024 deprecation_warning: "x" }]; }
`),
    `3:16 P5137 «feature_support» EARLY_A, M.a
4:15 P5138 «feature_support» LATE_A, M.b
5:14 P5139 «feature_support» OLD_A, M.c`,
  );
});

test("who declares a lifetime does so without a contradiction", () => {
  assert.equal(
    problemsOf(`
edition = "2023";
message M {
  string a = 1 [feature_support = { edition_introduced: EDITION_2024 edition_deprecated: EDITION_2023 deprecation_warning: "x" }];
  string b = 2 [feature_support = { edition_introduced: EDITION_2023 edition_deprecated: EDITION_2024 }];
  string c = 3 [feature_support = { edition_introduced: EDITION_2023 deprecation_warning: "x" }];
  string d = 4 [feature_support = { edition_introduced: EDITION_2023 edition_deprecated: EDITION_2026 deprecation_warning: "x" edition_removed: EDITION_2024 removal_error: "y" }];
  string e = 5 [feature_support = { edition_introduced: EDITION_2024 edition_removed: EDITION_2023 removal_error: "y" }];
  string f = 6 [feature_support = { edition_introduced: EDITION_2023 edition_removed: EDITION_2024 }];
  string g = 7 [feature_support = { edition_introduced: EDITION_2023 removal_error: "y" }];
}
`),
    `3:17 P5130 «feature_support» M.a
4:17 P5131 «feature_support» M.b
5:17 P5132 «feature_support» M.c
6:17 P5133 «feature_support» M.d
7:17 P5134 «feature_support» M.e
8:17 P5135 «feature_support» M.f
9:17 P5136 «feature_support» M.g`,
  );
});
