import assert from "node:assert/strict";
import { test } from "node:test";
import { searchNames } from "../../server/src/features/workspaceSymbols.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const { names } = new MemoryWorkspace(
  {
    "a.proto": `syntax = "proto3"; package shop.v1;
message User {} message UserList {} message SuperUser {} message Outer { message Inner2 {} enum Kind { Z = 0; } }
service UserService { rpc ListUsers(User) returns (UserList); }`,
    "b.proto":
      'syntax = "proto2"; package other; message User { extensions 1; } extend User { optional int32 user_ext = 1; }',
  },
  () => ({ problems: [] }),
);

const found = (query: string): string[] => searchNames(names.candidates(query), query, 20).map(n => n.id.name);

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
const ranked = (query: string, ...all: readonly string[]): readonly string[] =>
  searchNames(
    all.map(name => [name, "a.proto"] as const),
    query,
    20,
  ).map(n => n.id.name);

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
  const shown = (query: string): string | undefined =>
    searchNames([["shop.v1.Outer.Kind", "a.proto"]], query, 1)[0]?.shown;
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
