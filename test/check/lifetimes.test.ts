import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("what an edition does not have yet, has no more, or should not use", () => {
  assert.equal(
    problemsOf(`
edition = "2024";
import option "google/protobuf/cpp_features.proto";
option java_multiple_files = true;
option features.enforce_proto_limits = PROTO_LIMITS2026;
enum E { E_UNKNOWN = 0; }
message M { E e = 1 [features.(pb.cpp).legacy_closed_enum = true]; }
`),
    `3:8 P5102 «java_multiple_files» google.protobuf.FileOptions.java_multiple_files, 2024, This behavior is enabled by default in editions 2024 and above. To disable it, you can set \`features.(pb.java).nest_in_file_class = YES\` on individual messages, enums, or services.
4:8 P5101 «features.enforce_proto_limits» google.protobuf.FeatureSet.enforce_proto_limits, 2026, 2024
6:22 warning P5103 «features.(pb.cpp).legacy_closed_enum» pb.CppFeatures.legacy_closed_enum, 2023, The legacy closed enum behavior in C++ is deprecated and is scheduled to be removed in edition 2025.  See http://protobuf.dev/programming-guides/enum/#cpp for more information`,
  );
});

test("what is gone is removed", () => {
  const source = `
edition = "2024";
option java_multiple_files = true;
message M {}
`;
  assert.equal(
    problemsOf(source),
    `2:8 P5102 «java_multiple_files» google.protobuf.FileOptions.java_multiple_files, 2024, This behavior is enabled by default in editions 2024 and above. To disable it, you can set \`features.(pb.java).nest_in_file_class = YES\` on individual messages, enums, or services.`,
  );
  assert.equal(
    fixed(source, "F3240"),
    `edition = "2024";
message M {}
`,
  );
});

test("a deprecated feature is a warning", () => {
  assert.equal(
    problemsOf(`
edition = "2023";
import "google/protobuf/cpp_features.proto";
enum E { E_UNKNOWN = 0; }
message M { E e = 1 [features.(pb.cpp).legacy_closed_enum = true]; }
`),
    `4:22 warning P5103 «features.(pb.cpp).legacy_closed_enum» pb.CppFeatures.legacy_closed_enum, 2023, The legacy closed enum behavior in C++ is deprecated and is scheduled to be removed in edition 2025.  See http://protobuf.dev/programming-guides/enum/#cpp for more information`,
  );
});
