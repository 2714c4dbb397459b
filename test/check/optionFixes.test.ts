import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("a custom option of a file that is not imported", () => {
  const source = `
//- opt.proto
syntax = "proto2";
package opt;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { optional string note = 50000; }
//- main.proto
syntax = "proto3";
import "google/protobuf/any.proto";
message M { google.protobuf.Any a = 1 [(opt.note) = "x"]; }
`;
  assert.equal(problemsOf(source), `main.proto:3:40 P4002 «(opt.note)» (opt.note), opt.note, opt.proto`);
  assert.equal(
    fixed(source, "F2031"),
    `syntax = "proto3";
import "google/protobuf/any.proto";
import "opt.proto";
message M { google.protobuf.Any a = 1 [(opt.note) = "x"]; }
`,
  );
});

test("the same in edition 2024, which imports for options alone", () => {
  const source = `
//- opt.proto
syntax = "proto2";
package opt;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { optional string note = 50000; }
//- main.proto
edition = "2024";
import "google/protobuf/any.proto";
message M { google.protobuf.Any a = 1 [(opt.note) = "x"]; }
`;
  assert.equal(problemsOf(source), `main.proto:3:40 P4002 «(opt.note)» (opt.note), opt.note, opt.proto`);
  assert.equal(
    fixed(source, "F4002"),
    `edition = "2024";
import "google/protobuf/any.proto";
import option "opt.proto";
message M { google.protobuf.Any a = 1 [(opt.note) = "x"]; }
`,
  );
});

test("an option that is set twice", () => {
  const source = `
syntax = "proto3";
message M { string a = 1 [deprecated = true, debug_redact = true, deprecated = false]; }
`;
  assert.equal(problemsOf(source), `2:67 P4007 «deprecated» deprecated`);
  assert.equal(
    fixed(source, "F3240"),
    `syntax = "proto3";
message M { string a = 1 [deprecated = true, debug_redact = true]; }
`,
  );
});
