import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("an option import has no extension with values to be redacted", () => {
  const source = `
//- opt.proto
edition = "2024";
package o;
import "google/protobuf/descriptor.proto";
enum Level { LEVEL_UNKNOWN = 0; LEVEL_SECRET = 1 [debug_redact = true]; }
message Outer { Inner inner = 1; }
message Inner { Outer outer = 1; repeated Level levels = 2; }
extend google.protobuf.FieldOptions { Outer outer = 50000; string note = 50001; }
//- fine.proto
edition = "2024";
package f;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { string secret = 50002 [debug_redact = true]; }
//- main.proto
edition = "2024";
import option "fine.proto";
import option "opt.proto";
message M { string a = 1 [(o.note) = "x", (f.secret) = "y"]; }
`;
  assert.equal(problemsOf(source), `main.proto:3:15 P2011 «"opt.proto"» opt.proto, o.outer`);
  assert.equal(
    fixed(source, "F2034"),
    `edition = "2024";
import "opt.proto";
import option "fine.proto";
message M { string a = 1 [(o.note) = "x", (f.secret) = "y"]; }
`,
  );
});
