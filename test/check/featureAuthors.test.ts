import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("who declares features declares them such that generators can resolve them", () => {
  assert.equal(
    problemsOf(`
edition = "2023";
package p;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FeatureSet { bool flag = 9995; repeated Good many = 9996; Good good = 9997; Bad bad = 9998; }
message Good {
  bool on = 1 [
    targets = TARGET_TYPE_FIELD,
    feature_support = { edition_introduced: EDITION_2023 },
    edition_defaults = { edition: EDITION_LEGACY value: "true" },
    edition_defaults = { edition: EDITION_2024 value: "false" }
  ];
}
message Bad {
  extensions 100;
  repeated bool many = 1;
  string text = 2;
  bool bare = 3;
  oneof o { bool member = 4 [targets = TARGET_TYPE_FIELD, feature_support = { edition_introduced: EDITION_2024 }, edition_defaults = { edition: EDITION_LEGACY value: "true" }, edition_defaults = { edition: EDITION_2023 value: "true" }]; }
  Kind kind = 5 [targets = TARGET_TYPE_FIELD, feature_support = { edition_introduced: EDITION_2024 }, edition_defaults = { edition: EDITION_LEGACY value: "KIND_A" }];
}
enum Kind { KIND_UNKNOWN = 0; KIND_A = 1; }
`),
    `4:42 warning P5140 «flag» flag
4:69 warning P5141 «many» many
13:9 warning P5142 «Bad» Bad
13:9 warning P5143 «Bad» Bad
15:17 warning P5144 «many» many
16:10 warning P5145 «text» text
17:8 warning P5146 «bare» bare
17:8 warning P5147 «bare» bare
17:8 warning P5148 «bare» bare
18:18 warning P5149 «member» member, 2023`,
  );
});
