/** How a server's schema differs from the workspace's, field by field. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Schema } from "../../client/rpc/codec/schema.ts";
import { compareSchemas } from "../../client/rpc/drift/compareSchemas.ts";
import { driftText } from "../../client/rpc/drift/driftText.ts";
import type { Language } from "../../server/src/shared/language.ts";
import { descriptorsOfTexts } from "../support/descriptors.ts";

const schemaOf = (text: string): Schema => new Schema(descriptorsOfTexts({ "a.proto": text }));

const around = (syntax: string, members: string, more = ""): string => `${syntax}
package a;
message Ask { string name = 1; }
message Item {
${members}
}
${more}
service Shop { rpc Get(Ask) returns (Item); }
`;

/** What is said of two forms of the message `Item`. */
function lines(ours: string, theirs: string, language: Language = "en"): string[] {
  return compareSchemas(schemaOf(ours), schemaOf(theirs)).map(
    drift => `${drift.effect} ${drift.subject}: ${driftText(drift, language)}`,
  );
}

const proto3 = (members: string, more = ""): string => around('syntax = "proto3";', members, more);

test("equal schemas do not differ", () => {
  const text = proto3("string name = 1; map<string, Item> parts = 2;");
  assert.deepEqual(lines(text, text), []);
});

test("fields: missing, extra, moved, renamed", () => {
  const ours = proto3("string name = 1; int32 count = 2; int32 size = 3; string city = 4;");
  const theirs = proto3("string name = 1; int32 count = 7; string town = 4; repeated bool flags = 9;");
  assert.deepEqual(lines(ours, theirs), [
    "breaks a.Item.count: number 2 in the workspace, 7 on the server",
    "differs a.Item.size: the server does not have this field (int32 = 3)",
    "differs a.Item.city: the server calls field 4 `town`",
    "differs a.Item.flags: the server has this field (repeated bool = 9), the workspace does not",
  ]);
});

test("fields whose names changed places", () => {
  assert.deepEqual(lines(proto3("string a = 1; string b = 2;"), proto3("string b = 1; string a = 2;")), [
    "breaks a.Item.a: number 1 in the workspace, 2 on the server",
    "breaks a.Item.b: number 2 in the workspace, 1 on the server",
  ]);
});

test("fields: type, label, JSON name, presence, oneof", () => {
  const ours = proto3(`
    int32 a = 1; string b = 2; string c_d = 3; int32 e = 4; string f = 5; map<string, int32> g = 6;`);
  const theirs = proto3(`
    int64 a = 1; repeated string b = 2; string c_d = 3 [json_name = "cd"]; optional int32 e = 4;
    oneof pick { string f = 5; } map<string, string> g = 6;`);
  assert.deepEqual(lines(ours, theirs), [
    "breaks a.Item.a: int32 in the workspace, int64 on the server",
    "breaks a.Item.b: singular in the workspace, repeated on the server",
    "differs a.Item.c_d: `cD` in JSON by the workspace, `cd` by the server",
    "differs a.Item.e: presence is implicit in the workspace, explicit on the server",
    "differs a.Item.f: presence is implicit in the workspace, explicit on the server",
    "differs a.Item.f: in the oneof – in the workspace, pick on the server",
    "breaks a.Item.g: map<string, int32> in the workspace, map<string, string> on the server",
  ]);
});

test("required fields, and messages that lie between tags", () => {
  const members = (label: string, feature: string): string => `${label} string a = 1; Item b = 2 ${feature};`;
  const ours = around('edition = "2023";', members("", ""));
  const theirs = ours
    .replace("string a = 1;", "string a = 1 [features.field_presence = LEGACY_REQUIRED];")
    .replace("Item b = 2 ;", "Item b = 2 [features.message_encoding = DELIMITED];");
  assert.deepEqual(lines(ours, theirs), [
    "differs a.Item.a: presence is explicit in the workspace, required on the server",
    "breaks a.Item.b: length-prefixed encoding in the workspace, delimited on the server",
  ]);
});

test("enums: missing, extra, moved and renamed values, open and closed", () => {
  const ours = proto3("Kind kind = 1;", "enum Kind { ZERO = 0; ONE = 1; TWO = 2; THREE = 3; }");
  const theirs = proto3("Kind kind = 1;", "enum Kind { ZERO = 0; UNO = 1; TWO = 5; NINE = 9; }");
  assert.deepEqual(lines(ours, theirs), [
    "differs a.Kind.ONE: the server calls value 1 `UNO`",
    "breaks a.Kind.TWO: 2 in the workspace, 5 on the server",
    "differs a.Kind.THREE: the server does not have this value (3)",
    "differs a.Kind.NINE: the server has this value (9), the workspace does not",
  ]);
  const open = around('edition = "2023";', "Kind kind = 1;", "enum Kind { ZERO = 0; }");
  const closed = open.replace("ZERO = 0;", "option features.enum_type = CLOSED; ZERO = 0;");
  assert.deepEqual(lines(open, closed), ["differs a.Kind: open in the workspace, closed on the server"]);
});

test("methods and services: missing, extra, streaming, types", () => {
  const ours = `syntax = "proto3"; package a; message A {} message B {}
    service Shop { rpc One(A) returns (A); rpc Two(A) returns (A); rpc Three(A) returns (A); }
    service Gone { rpc One(A) returns (A); }`;
  const theirs = `syntax = "proto3"; package a; message A {} message B {}
    service Shop { rpc One(stream A) returns (A); rpc Two(B) returns (B); rpc Four(A) returns (A); }`;
  assert.deepEqual(lines(ours, theirs), [
    "breaks a.Shop/One: unary in the workspace, client-streaming on the server",
    "differs a.Shop/Two: takes a.A in the workspace, a.B on the server",
    "differs a.Shop/Two: answers a.A in the workspace, a.B on the server",
    "breaks a.Shop/Three: the server does not have this method",
    "differs a.Shop/Four: the server has this method, the workspace does not",
    "breaks a.Gone: the server does not have this service",
  ]);
  assert.ok(lines(ours, theirs, "ko").every(line => /[가-힣]/.test(line)));
});

test("what lies deeper and what holds itself", () => {
  const text = (type: string): string =>
    proto3("Inner inner = 1; Item self = 2;", `message Inner { Deep deep = 1; } message Deep { ${type} x = 1; }`);
  assert.deepEqual(lines(text("int32"), text("string")), [
    "breaks a.Deep.x: int32 in the workspace, string on the server",
  ]);
});
