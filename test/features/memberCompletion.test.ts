import assert from "node:assert/strict";
import { test } from "node:test";
import { accept, labels } from "../support/completions.ts";

const head = 'syntax = "proto3";\n';
const numbers = (body: string, ...older: readonly string[]): string[] =>
  labels(`syntax = "proto2";\nmessage M { ${body} }`, ...older);

test("the next number jumps over what is reserved, kept for extensions, or for the implementation", () => {
  assert.deepEqual(numbers("optional int32 a = 1; optional int32 c = 3; extensions 4 to 50; optional int32 d = $0"), [
    "51",
    "2",
  ]);
  assert.deepEqual(numbers("optional int32 a = 1; reserved 2 to 4; optional int32 b = $0;"), ["5"]);
  assert.equal(numbers("optional int32 a = 18999; optional int32 b = $0;")[0], "20000");
  assert.deepEqual(labels(`${head}message M { oneof o { int32 a = 7; int32 b = $0; } }`), ["8"]);
});

test("a number that the message ever had is not proposed", () => {
  const old =
    'syntax = "proto2";\nmessage M { optional int32 a = 1; optional int32 gone = 2; optional int32 far = 9; }';
  assert.deepEqual(numbers("optional int32 a = 1; optional int32 b = $0", old), ["10"]);
  assert.deepEqual(labels(`${head}enum E { A = 0; B = $0 }`, `${head}enum E { A = 0; OLD = 4; }`), ["5"]);
});

test("the history of a message counts whatever its package was", () => {
  const old = `${head}package before; message M { message N { int32 a = 12; } }`;
  assert.deepEqual(labels(`${head}package now; message M { message N { int32 b = $0; } }`, old), ["13"]);
});

test("a number ends its statement where nothing follows", () => {
  assert.equal(accept(`${head}message M {\n  int32 a = $0\n}`, "1"), `${head}message M {\n  int32 a = 1;\n}`);
  assert.equal(
    accept(`${head}message M {\n  int32 a = $0 [deprecated = true];\n}`, "1"),
    `${head}message M {\n  int32 a = 1 [deprecated = true];\n}`,
  );
  assert.equal(accept(`${head}message M {\n  int32 a $0\n}`, "= 1"), `${head}message M {\n  int32 a = 1;\n}`);
});

test("an extension's number lies in the ranges of its message", () => {
  const source = 'syntax = "proto2";\nmessage M { extensions 10 to 12; }\nextend M { optional int32 x = 10; }\n';
  assert.deepEqual(labels(`${source}extend M { optional int32 y = $0 }`), ["11"]);
  const wide = 'syntax = "proto2";\nmessage M { extensions 19000 to max; }\n';
  assert.deepEqual(labels(`${wide}extend M { optional int32 y = $0 }`), ["20000"]);
});

test("field names of the type, with the number", () => {
  const source = `${head}message HTTPRule {}\nmessage M {\n  string id = 1;\n  HTTPRule $0\n}`;
  assert.equal(labels(source)[0], "http_rule");
  assert.match(accept(source, "http_rule"), /HTTPRule http_rule = 2;/);
  assert.equal(labels(`${head}message Category {}\nmessage M { repeated Category $0 }`)[0], "categories");
  assert.ok(labels(`${head}message M { google.protobuf.Timestamp cre$0 }`).includes("create_time"));
  assert.equal(labels(`${head}message User {}\nmessage M { map<string, User> $0 }`)[0], "users");
});

test("field names of the same type nearby, without those that are taken or reserved", () => {
  const found = labels(`${head}message A { string title = 1; string name = 2; }
message M { string name = 1; reserved "id"; string $0 }`);
  assert.ok(found.includes("title") && !found.includes("name") && !found.includes("id"));
});

test("the first value of an enum is zero, the next ones have its prefix", () => {
  assert.equal(
    accept(`${head}enum LogLevel {\n  $0\n}`, "LOG_LEVEL_UNSPECIFIED"),
    `${head}enum LogLevel {\n  LOG_LEVEL_UNSPECIFIED = 0;\n}`,
  );
  assert.match(
    accept(`${head}enum LogLevel {\n  LOG_LEVEL_UNSPECIFIED = 0;\n  $0\n}`, "LOG_LEVEL_…"),
    /LOG_LEVEL_\$\{1:NAME\} = 1;/,
  );
  assert.ok(!labels(`${head}enum E {\n  A = 0;\n  B = 1;\n  $0\n}`).includes("E_…"));
});

test("what stands behind an unfinished statement counts", () => {
  assert.deepEqual(labels(`${head}message M {\n  int32 a = $0\n  int32 b = 1;\n}`), ["2"]);
});

test("reserved: what history had, gaps, names", () => {
  const old = `${head}message M { int32 gone = 7; int32 also = 8; }`;
  const found = labels(`${head}message M { reserved $0 int32 a = 1; int32 b = 5; }`, old);
  assert.deepEqual(found, ["7 to 8", "2 to 4", '"gone"', '"also"']);
  assert.deepEqual(
    labels('edition = "2023";\nmessage M { reserved $0 }', 'edition = "2023"; message M { int32 x = 1; }'),
    ["1", "x"],
  );
  assert.deepEqual(labels(`${head}message M { reserved 2, $0; int32 a = 1; int32 b = 4; }`), ["3"]);
  assert.deepEqual(labels(`${head}message M { reserved 2 to $0`), ["max"]);
});

test("a message for an rpc is declared at the end of the file", () => {
  const text = accept(`${head}service S { rpc GetUser($0) }\n`, "GetUserRequest");
  assert.equal(text, `${head}service S { rpc GetUser(GetUserRequest) }\n\nmessage GetUserRequest {}\n`);
});

test("a name gets its number where the statement ends behind it", () => {
  const field = (text: string): string => `${head}message M {\n  string ${text}\n}`;
  assert.equal(accept(field("na$0"), "name"), field("name = 1;"));
  assert.equal(accept(field("na$0;"), "name"), field("name = 1;"));
  assert.equal(accept(field("na$0 [deprecated = true];"), "name"), field("name = 1 [deprecated = true];"));
  assert.equal(accept(field("na$0 = 3;"), "name"), field("name = 3;"));
  assert.equal(accept(field("mine$0"), "mine"), field("mine = 1;"));
  const value = (text: string): string => `${head}enum E {\n  E_A = 0;\n  ${text}\n}`;
  assert.equal(accept(value("E_MINE$0"), "E_MINE"), value("E_MINE = 1;"));
  assert.equal(accept(value("E_MINE $0"), "= 1"), value("E_MINE = 1;"));
  assert.equal(accept(value("E_MINE = $0"), "1"), value("E_MINE = 1;"));
  assert.ok(!labels(value("opt$0")).includes("opt"));
});

test("a group has a body behind its number", () => {
  const text = accept('syntax = "proto2";\nmessage M {\n  optional group Item = $0\n}', "1");
  assert.match(text, /group Item = 1 \{\n {2}\$0\n\}/);
});

test("fields of an extend block have numbers before any of them is complete", () => {
  const source =
    'syntax = "proto2"; package a;\nmessage M { extensions 10 to 12; }\nextend a.M {\n  optional int32 $0\n}';
  assert.match(accept(source, "count"), /count = 10;/);
});

test("ranges end before what is taken, or nowhere", () => {
  assert.deepEqual(numbers("optional int32 a = 7; reserved 2 to $0;"), ["6"]);
  assert.deepEqual(numbers("optional int32 a = 1; reserved 2 to $0;"), ["max"]);
  assert.deepEqual(numbers("optional int32 a = 1; extensions $0"), ["2", "2 to max"]);
  assert.deepEqual(numbers("extensions 2 to 4; extensions 9, $0; reserved 20 to 30;"), ["1"]);
  assert.deepEqual(labels(`${head}enum E { A = 0; B = 5; reserved 1 to $0; }`), ["4"]);
});

test("reserved names between their quotes", () => {
  const old = `${head}message M { int32 gone = 7; int32 also = 8; }`;
  assert.deepEqual(labels(`${head}message M { reserved "$0"; }`, old), ["gone", "also"]);
  assert.deepEqual(labels(`${head}message M { reserved "gone", "$0`, old), ["also"]);
});

test("a statement reserves either numbers or names", () => {
  const old = `${head}message M { int32 gone = 7; int32 also = 8; }`;
  const found = (text: string): string[] =>
    labels(`${head}message M { reserved ${text}; int32 a = 1; int32 b = 5; }`, old);
  assert.deepEqual(found('"gone", $0'), ['"also"']);
  assert.deepEqual(found("7, $0"), ["8", "2 to 4"]);
  assert.deepEqual(found("2 to 4, $0"), ["7 to 8"]);
});

test("the type of the next field is no name for an unfinished one", () => {
  assert.ok(!labels(`${head}message M { int32 a = 1; int32 $0 int32 b = 2; }`).includes("int32"));
});

test("a dot is no name", () => {
  assert.ok(!labels(`${head}message A {}\nmessage M { A .$0 }`).includes("."));
});

test("a field begins with what the file uses most, and with what waits for a field first", () => {
  const first = (text: string, count: number): string[] =>
    labels(`
//- main.proto
syntax = "proto3"; package shop;
import "idle.proto";
import "used.proto";
${text}
//- idle.proto
syntax = "proto3"; package other;
message Idle {}
//- used.proto
syntax = "proto3"; package other;
message Used {}
message Other {}
`).slice(0, count);
  const fields =
    "message A { other.Used a = 1; other.Used b = 2; other.Idle c = 3; int32 d = 4; int32 e = 5; int32 f = 6; }";
  assert.deepEqual(first(`${fields}\nmessage M { A a = 1; $0 }`, 4), ["int32", "M", "other.Used", "A"]);
  assert.deepEqual(first(`${fields}\nmessage M { A a = 1; enum Kind { Z = 0; } $0 }`, 2), ["Kind", "int32"]);
  const maps =
    "message T { map<int32, int32> a = 1; map<int32, int32> b = 2; map<int32, int32> c = 3; map<int32, int32> d = 4; }";
  const most = `${maps} message U { map<int32, int32> a = 1; map<int32, int32> b = 2; T t = 3; }`;
  assert.ok(first(`${most} message M { other.Used a = 1; other.Idle b = 2; $0 }`, 4).includes("U"));
  assert.deepEqual(first("message M { other.Used a = 1; repeated $0 }", 3), ["other.Idle", "M", "other.Used"]);
  assert.deepEqual(first(`${fields}\nmessage Item { A a = 1; } message GetItemRequest { $0 }`, 1), ["Item"]);
});

test("an rpc takes what is named after it, answers with what it is about, and neither with the other's messages", () => {
  const at = (rpc: string): string[] =>
    labels(`
//- main.proto
syntax = "proto3"; package shop;
import "items.proto";
message Other {}
message GetOtherRequest {}
message FindResponse {}
service S {
  rpc GetOther(GetOtherRequest) returns (Other);
  ${rpc}
}
//- items.proto
syntax = "proto3"; package shop;
message Item {}
message GetItemRequest {}
`).filter(label => label !== "stream");
  assert.deepEqual(at("rpc GetItem($0").slice(0, 2), ["GetItemRequest", "GetOtherRequest"]);
  assert.deepEqual(at("rpc GetItem(GetItemRequest) returns ($0").slice(0, 4), [
    "GetItemResponse",
    "Item",
    "FindResponse",
    "Other",
  ]);
  assert.deepEqual(at("rpc GetItem(GetItemRequest) returns ($0").slice(-2), ["GetOtherRequest", "GetItemRequest"]);
});

test("a statement whose options are on the next line goes on there", () => {
  const after = (typed: string, label: string): string =>
    accept(`syntax = "proto3";\nmessage M {\n  ${typed}$0\n      [deprecated = true];\n}`, label).split("\n")[2] ??
    "";
  assert.equal(after("string a = ", "1"), "  string a = 1");
  assert.equal(after("string a ", "= 1"), "  string a = 1");
  assert.equal(after("string ", "name"), "  string name = 1");
});

test("field names by the message they stand in, and by the last words of the type", () => {
  const first = (message: string, field: string, count: number): string[] =>
    labels(`${head}message ${message} { ${field} $0 }`).slice(0, count);
  assert.deepEqual(first("ListBooksRequest", "string", 2), ["parent", "page_token"]);
  assert.deepEqual(first("ListBooksRequest", "int32", 1), ["page_size"]);
  assert.deepEqual(first("ListBooksResponse", "string", 1), ["next_page_token"]);
  assert.deepEqual(first("CreateBookRequest", "string", 2), ["parent", "book_id"]);
  assert.deepEqual(first("Book", "BookState", 2), ["state", "book_state"]);
  assert.deepEqual(first("M", "BookState", 2), ["book_state", "state"]);
  assert.deepEqual(first("M", "repeated BookStatus", 2), ["book_statuses", "statuses"]);
  assert.deepEqual(first("M", "map<string, string>", 1), ["labels"]);
  assert.deepEqual(first("N { string title = 1; } message M", "string", 2), ["title", "name"]);
});
