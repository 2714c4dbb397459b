/** Options that are right one by one, and that no reader of the descriptor would take. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

const declared = `
import "google/protobuf/descriptor.proto";
message T { required int32 q = 1; optional int32 i = 2; optional T t = 3; repeated T ts = 4; extensions 100; }
extend T { optional T ext = 100; }
extend google.protobuf.MessageOptions { optional T a = 50000; optional T b = 50001; }
`;

const inMessage = (options: string): string => problemsOf(`syntax = "proto2";${declared}message M {\n${options}\n}`);

test("statements that set fields one by one leave no required field out", () => {
  assert.equal(inMessage("option (a).i = 1;"), "7:8 P4026 «(a).i» T, q");
  assert.equal(
    inMessage("option (a).i = 1;\noption (a).t.i = 1;\noption (b).i = 1;\noption (b).q = 1;"),
    "7:8 P4026 «(a).i» T, q",
  );
  assert.equal(inMessage("option (a).q = 1;\noption (a).t.i = 2;"), "7:8 P4026 «(a).q» T, t.q");
  assert.equal(inMessage("option (a).q = 1;\noption (a).(ext).i = 2;"), "7:8 P4026 «(a).q» T, ext.q");
  assert.equal(inMessage("option (a).q = 1;\noption (a).t = { q: 2 };"), "");
});

test("where a statement is wrong nothing is said of what it would have set", () => {
  assert.equal(
    inMessage("option (a).i = 1;\noption (a).q = true;"),
    "8:16 P4010 «true» -2147483648, 2147483647, int32, (a).q",
  );
});

const strings = (syntax: string, label: string, options: string): string =>
  problemsOf(`${syntax}
import "google/protobuf/descriptor.proto";
message T { ${label}string s = 1; ${label}bytes b = 2; repeated string r = 3; map<string, string> m = 4; }
extend google.protobuf.FileOptions { ${label}T t = 50000; ${label}string s = 50001; ${label}bytes b = 50002; }
${options}`);

test("a string that has to be UTF-8 is", () => {
  const of3 = (options: string): string => strings('syntax = "proto3";', "", options);
  assert.equal(of3('option (s) = "\\xff";'), '5:14 P4037 «"\\xff"» s');
  assert.equal(of3('option (t).s = "a" "\\ud800";'), '5:16 P4037 «"a" "\\ud800"» s');
  assert.equal(of3('option (t) = { b: "\\xff" s: "\\xc0\\x80" };'), '5:29 P4037 «"\\xc0\\x80"» s');
  assert.equal(of3('option (t) = { r: ["a", "\\xed\\xa0\\x80"] };'), '5:25 P4037 «"\\xed\\xa0\\x80"» r');
  assert.equal(of3('option (t) = { m { key: "\\xff" } };'), '5:25 P4037 «"\\xff"» key');
  // A byte of the file that is no character.
  assert.equal(of3('option (s) = "\udcff";'), '5:14 P4037 «"\udcff"» s');
  assert.equal(of3('option (s) = "\\xc3\\xa9";\noption (b) = "\\xff";'), "");
});

test("strings that nobody verifies hold any bytes", () => {
  assert.equal(strings('syntax = "proto2";', "optional ", 'option (s) = "\\xff";\noption go_package = "\\xff";'), "");
  const none = 'edition = "2023";\noption features.utf8_validation = NONE;';
  assert.equal(strings(none, "", 'option (t) = { r: "\\xff" };'), "");
});
