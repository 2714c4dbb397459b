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
