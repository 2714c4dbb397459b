import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("plain imports stand in front of option imports", () => {
  const source = `
edition = "2024";
import option "google/protobuf/cpp_features.proto";
import "google/protobuf/duration.proto";
message M { google.protobuf.Duration length = 1 [features.(pb.cpp).legacy_closed_enum = false]; }
`;
  assert.equal(problemsOf(source), `3:8 P1187 «"google/protobuf/duration.proto"» google/protobuf/duration.proto`);
  assert.equal(
    fixed(source, "F1187"),
    `edition = "2024";
import "google/protobuf/duration.proto";
import option "google/protobuf/cpp_features.proto";
message M { google.protobuf.Duration length = 1 [features.(pb.cpp).legacy_closed_enum = false]; }
`,
  );
});
