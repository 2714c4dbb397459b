import assert from "node:assert/strict";
import { test } from "node:test";
import { parseQueries, type Query, shownPart } from "../../server/src/features/nameMatch.ts";
import { searchNames, workspaceSymbols } from "../../server/src/features/workspaceSymbols.ts";
import { NameTable } from "../../server/src/workspace/nameTable.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const { names, db } = new MemoryWorkspace(
  {
    "a.proto": `syntax = "proto3"; package shop.v1;
message User {} message UserList {} message SuperUser {} message Outer { message Inner2 {} enum Kind { Z = 0; } }
service UserService { rpc ListUsers(User) returns (UserList); }`,
    "b.proto":
      'syntax = "proto2"; package other; message User { extensions 1; } extend User { optional int32 user_ext = 1; }',
  },
  () => ({ problems: [] }),
);

const found = (query: string): string[] =>
  workspaceSymbols({ names, outline: file => db.outline(file) }, query, 20).map(n => n.id.name);

test("whole names before beginnings before parts", () => {
  assert.deepEqual(found("User").slice(0, 2).sort(), ["other.User", "shop.v1.User"]);
  const at = (name: string): number => found("User").indexOf(name);
  assert.ok(at("shop.v1.UserList") < at("shop.v1.SuperUser"));
});

test("a few letters, in any case, of words of the name", () => {
  assert.ok(found("usrv").includes("shop.v1.UserService"));
  assert.ok(found("LU").includes("shop.v1.UserService.ListUsers"));
  assert.ok(found("inner2").includes("shop.v1.Outer.Inner2"));
  assert.deepEqual(found("zzz"), []);
});

/** Of these names, in the order of the search. */
const ranked = (query: string, ...all: readonly string[]): readonly string[] => {
  const own = { names: all, types: all.length };
  return searchNames(new NameTable([["a.proto", own]]), parseQueries(query)[0] as Query, 20).map(n => n.path);
};

test("whole, beginning, word, humps, inside, letters: whatever the case and the length are", () => {
  assert.deepEqual(
    ranked(
      "user",
      "a.superuser",
      "a.SuperUser",
      "a.UserListOfAllThereAre",
      "a.User",
      "a.user",
      "a.userlist",
      "a.UXSXEXR",
    ),
    ["a.user", "a.User", "a.userlist", "a.UserListOfAllThereAre", "a.SuperUser", "a.superuser", "a.UXSXEXR"],
  );
  assert.deepEqual(ranked("gui", "a.Guide", "a.GetUserInfo", "a.Penguin", "a.GreatlyUntil"), [
    "a.Guide",
    "a.GetUserInfo",
    "a.Penguin",
    "a.GreatlyUntil",
  ]);
  assert.deepEqual(ranked("GUI", "a.GetUserInfo", "a.Guide"), ["a.Guide", "a.GetUserInfo"]);
  assert.deepEqual(ranked("getuinf", "a.GetUserInfo", "a.GetUserIsNotFound"), [
    "a.GetUserInfo",
    "a.GetUserIsNotFound",
  ]);
  assert.deepEqual(ranked("hr", "a.Hour", "a.HTTPRule", "a.http_rule"), ["a.HTTPRule", "a.http_rule", "a.Hour"]);
});

test("the shorter of two that match alike, then by the alphabet", () => {
  assert.deepEqual(ranked("Item", "b.Item", "a.Item", "a.b.c.Item", "ItemList"), [
    "a.Item",
    "b.Item",
    "a.b.c.Item",
    "ItemList",
  ]);
});

test("before the dot stands where it is declared: written in full, in part, in another case", () => {
  const all = ["a.b.Foo", "x.a.b.Foo", "a.b.Food", "a.bb.Foo", "c.Foo", "a.b.FooService.Bar", "a.b.Bar"];
  assert.deepEqual(ranked("a.b.Foo", ...all).slice(0, 3), ["a.b.Foo", "x.a.b.Foo", "a.b.Food"]);
  assert.ok(!ranked("a.b.Foo", ...all).includes("c.Foo"));
  assert.deepEqual(ranked("b.foo", ...all).slice(0, 3), ["a.b.Foo", "x.a.b.Foo", "a.b.Food"]);
  assert.deepEqual(ranked("FooService.bar", ...all), ["a.b.FooService.Bar"]);
  assert.equal(ranked("foos.bar", ...all)[0], "a.b.FooService.Bar");
  assert.deepEqual(ranked(".a.b.Foo", ...all)[0], "a.b.Foo");
  assert.equal(ranked("c.", ...all)[0], "c.Foo");
  assert.deepEqual(ranked("a.bb", ...all), ["a.bb.Foo"]);
});

test("the part of the name that the query is about is shown, as the editor filters by it", () => {
  const shown = (query: string): string => shownPart("shop.v1.Outer.Kind", parseQueries(query)[0] as Query);
  assert.equal(shown("kind"), "Kind");
  assert.equal(shown("outer.kind"), "Outer.Kind");
  assert.equal(shown("shop.kind"), "shop.v1.Outer.Kind");
  assert.equal(shown("shop.v1.Outer.Kind"), "shop.v1.Outer.Kind");
});

test("with a dot the whole name counts", () => {
  assert.equal(found("other.User")[0], "other.User");
  assert.ok(found("outer.kind").includes("shop.v1.Outer.Kind"));
});

test("messages, enums, services, rpcs and extensions; everything where nothing is asked", () => {
  assert.deepEqual(found("").sort(), [
    "other.User",
    "other.user_ext",
    "shop.v1.Outer",
    "shop.v1.Outer.Inner2",
    "shop.v1.Outer.Kind",
    "shop.v1.SuperUser",
    "shop.v1.User",
    "shop.v1.UserList",
    "shop.v1.UserService",
    "shop.v1.UserService.ListUsers",
  ]);
});

/** Each result as an editor shows it, best first. */
const shown = (files: Readonly<Record<string, string>>, query: string, limit = 20): string[] => {
  const w = new MemoryWorkspace(files, () => ({ problems: [] }));
  return workspaceSymbols({ names: w.names, outline: file => w.db.outline(file) }, query, limit).map(
    s => `${s.kind} ${s.shown} in ${s.container}`,
  );
};

const shop = {
  "shop.proto": `syntax = "proto3"; package shop.v1;
enum Color { UNSPECIFIED = 0; RED = 1; }
message Item {
  enum State { NEW = 0; RETIRED = 1; }
  string title = 1;
  optional int64 price = 2;
  map<string, int64> stock = 3;
  oneof owner { string person = 4; string company = 5; }
  State state = 6;
}
message ListItemsRequest { int32 page_size = 1; string page_token = 2; }
message ListOwnersRequest { int32 page_size = 1; string page_token = 2; }
service Shop { rpc ListItems(ListItemsRequest) returns (Item); }`,
};

test("fields, oneofs and values of enums, with the declaration that they are written in", () => {
  assert.deepEqual(shown(shop, "title"), ["field title in shop.v1.Item"]);
  assert.deepEqual(shown(shop, "owner"), ["oneof owner in shop.v1.Item", "message ListOwnersRequest in shop.v1"]);
  assert.deepEqual(shown(shop, "company"), ["field company in shop.v1.Item"]);
  assert.deepEqual(shown(shop, "RED"), ["enumValue RED in shop.v1.Color", "enumValue RETIRED in shop.v1.Item.State"]);
  assert.deepEqual(shown(shop, "pagetoken"), [
    "field page_token in shop.v1.ListItemsRequest",
    "field page_token in shop.v1.ListOwnersRequest",
  ]);
});

test("what the compiler adds is nobody's declaration: entries of maps, oneofs of optional fields, the field of a group", () => {
  assert.deepEqual(shown(shop, "StockEntry"), []);
  assert.deepEqual(shown(shop, "key"), []);
  assert.deepEqual(shown(shop, "price"), ["field price in shop.v1.Item"]);
  const group = 'syntax = "proto2"; message M { optional group Part = 1 { optional int32 inner = 2; } }';
  assert.deepEqual(shown({ "g.proto": group }, "part"), ["message Part in M"]);
  assert.deepEqual(shown({ "g.proto": group }, "inner"), ["field inner in M.Part"]);
});

test("types, services and rpcs before fields that are met alike, whatever the case is; whole names before beginnings before parts", () => {
  const files = {
    "a.proto": `syntax = "proto3";
message Topic { string topic = 1; string topic_name = 2; string old_topic = 3; int32 t_o_p_i_c = 4; }
message TopicList {} message MyTopic {} enum Kind { TOPIC = 0; }`,
  };
  assert.deepEqual(shown(files, "topic"), [
    "message Topic in ",
    "field topic in Topic",
    "enumValue TOPIC in Kind",
    "message TopicList in ",
    "field topic_name in Topic",
    "message MyTopic in ",
    "field old_topic in Topic",
    "field t_o_p_i_c in Topic",
  ]);
  assert.equal(shown(files, "TOPIC")[1], "enumValue TOPIC in Kind");
});

test("a name in very many messages leaves room for others, and the number of results is bounded", () => {
  const many = Array.from({ length: 50 }, (_, i) => `message M${i} { string name = 1; }`).join("\n");
  const files = { "a.proto": `syntax = "proto3"; ${many} message NameServer {} message NameList {}` };
  const all = shown(files, "name", 10);
  assert.equal(all.length, 10);
  assert.ok(all.includes("message NameServer in ") && all.includes("message NameList in "));
  assert.equal(all.filter(s => s.startsWith("field name in M")).length, 8);
});

test("with a dot, or as a second word, where it is declared", () => {
  assert.deepEqual(shown(shop, "ListItemsRequest.page_token"), ["field ListItemsRequest.page_token in shop.v1"]);
  assert.deepEqual(shown(shop, "Color.RED"), ["enumValue Color.RED in shop.v1"]);
  assert.deepEqual(shown(shop, "shop.v1.RED"), [
    "enumValue shop.v1.Color.RED in ",
    "enumValue shop.v1.Item.State.RETIRED in ",
  ]);
  assert.deepEqual(shown(shop, "page_token listowners"), ["field page_token in shop.v1.ListOwnersRequest"]);
  assert.deepEqual(shown(shop, "list items"), [
    "method ListItems in shop.v1.Shop",
    "message ListItemsRequest in shop.v1",
  ]);
  assert.deepEqual(shown(shop, "ListItemsRequest."), [
    "field ListItemsRequest.page_size in shop.v1",
    "field ListItemsRequest.page_token in shop.v1",
  ]);
  assert.deepEqual(shown(shop, "State."), [
    "enumValue State.NEW in shop.v1.Item",
    "enumValue State.RETIRED in shop.v1.Item",
  ]);
});
