import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("an import is found, listed once and written without detours", () => {
  assert.equal(
    problemsOf(`
//- lib.proto
syntax = "proto3";
message L {}
//- main.proto
syntax = "proto3";
import "lib.proto";
import "lib.proto";
import "missing.proto";
import "./lib.proto";
import "/lib.proto";
message M { L l = 1; }
`),
    `main.proto:3:8 P2002 «"lib.proto"» lib.proto
main.proto:4:8 P2001 «"missing.proto"» missing.proto
main.proto:5:8 P2004 «"./lib.proto"» ./lib.proto
main.proto:6:8 P2004 «"/lib.proto"» /lib.proto`,
  );
});

test("a cycle is said once in each of its files", () => {
  assert.equal(
    problemsOf(`
//- a.proto
syntax = "proto3";
import "b.proto";
//- b.proto
syntax = "proto3";
import "a.proto";
`),
    `a.proto:2:8 P2003 «"b.proto"» a.proto → b.proto → a.proto
b.proto:2:8 P2003 «"a.proto"» b.proto → a.proto → b.proto`,
  );
});

test("an import that nothing needs is a warning, but not where it is public", () => {
  assert.equal(
    problemsOf(`
//- lib.proto
syntax = "proto3";
message L {}
//- shown.proto
syntax = "proto3";
import public "lib.proto";
//- main.proto
syntax = "proto3";
import "lib.proto";
message M {}
//- through.proto
syntax = "proto3";
import "shown.proto";
message N { L l = 1; }
`),
    `main.proto:2:1 warning P2010 «import "lib.proto";» lib.proto`,
  );
});

test("descriptor.proto is needed by every option, and what imports publicly may be imported for that", () => {
  assert.equal(
    problemsOf(`
//- lib.proto
syntax = "proto3";
message L {}
//- shown.proto
syntax = "proto3";
import public "lib.proto";
message Shown {}
//- main.proto
syntax = "proto3";
import "shown.proto";
import "google/protobuf/descriptor.proto";
message M { option deprecated = true; }
//- plain.proto
syntax = "proto3";
import "google/protobuf/descriptor.proto";
message N { string a = 1 [json_name = "b"]; }
`),
    `plain.proto:2:1 warning P2010 «import "google/protobuf/descriptor.proto";» google/protobuf/descriptor.proto`,
  );
});

test("a full file does not import a lite one", () => {
  assert.equal(
    problemsOf(`
//- lite.proto
syntax = "proto3";
option optimize_for = LITE_RUNTIME;
message L {}
//- main.proto
syntax = "proto3";
import "lite.proto";
message M { L l = 1; }
`),
    `main.proto:2:8 P2005 «"lite.proto"» lite.proto`,
  );
});

test("the fix takes the whole line", () => {
  const source = `
syntax = "proto3";
import "google/protobuf/any.proto"; // once
import "google/protobuf/any.proto";
message M { google.protobuf.Any any = 1; }
`;
  assert.equal(problemsOf(source), `3:8 P2002 «"google/protobuf/any.proto"» google/protobuf/any.proto`);
  assert.equal(
    fixed(source, "F2010"),
    `syntax = "proto3";
import "google/protobuf/any.proto"; // once
message M { google.protobuf.Any any = 1; }
`,
  );
});

test("a file that cannot be read, and a cycle of three", () => {
  assert.equal(
    problemsOf(`
//- a.proto
syntax = "proto3";
import "b.proto";
//- b.proto
syntax = "proto3";
import "c.proto";
//- c.proto
syntax = "proto3";
import "other.proto";
import "a.proto";
//- other.proto
syntax = "proto3";
`),
    `a.proto:2:8 P2003 «"b.proto"» a.proto → b.proto → c.proto → a.proto
b.proto:2:8 P2003 «"c.proto"» b.proto → c.proto → a.proto → b.proto
c.proto:3:8 P2003 «"a.proto"» c.proto → a.proto → b.proto → c.proto`,
  );
});
