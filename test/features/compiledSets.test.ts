import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { CompiledSets } from "../../server/src/features/compiledSets.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const files = {
  "base.proto": 'syntax = "proto3";\npackage a;\nmessage Base { int32 id = 1; }\n',
  "shop.proto": 'syntax = "proto3";\npackage a;\nimport "base.proto";\nmessage Shop { Base base = 1; }\n',
  "other.proto": 'syntax = "proto3";\nmessage Other {}\n',
};

function setup() {
  const workspace = new MemoryWorkspace(files, checkFile);
  const sets = new CompiledSets();
  const compile = (sourceInfo = false) => sets.compile(workspace.db, "shop.proto", { sourceInfo, language: "en" });
  return { workspace, sets, compile };
}

test("a set is made once, and once with positions and comments", () => {
  const { sets, compile } = setup();
  const first = compile();
  assert.ok(first.ok && first.files.length === 2);
  assert.equal(compile(), first);
  const withInfo = compile(true);
  assert.ok(withInfo.ok && withInfo.hash !== first.hash);
  assert.equal(sets.made, 2);
});

test("what is not in it does not concern it; what is makes it anew", () => {
  const { workspace, sets, compile } = setup();
  const first = compile();
  workspace.write("other.proto", `${files["other.proto"]}// a comment\n`);
  assert.equal(compile(), first);
  workspace.write("base.proto", files["base.proto"].replace("int32", "int64"));
  const second = compile();
  assert.ok(first.ok && second.ok && second.hash !== first.hash);
  workspace.write("shop.proto", files["shop.proto"].replace("base = 1", "base = 2"));
  compile();
  assert.equal(sets.made, 3);
});

test("an error in what is imported is said instead of a set", () => {
  const { workspace, compile } = setup();
  workspace.write("base.proto", files["base.proto"].replace("int32", "Nope"));
  const set = compile();
  assert.ok(!set.ok);
  assert.match(set.message, /^base\.proto:3: .*Nope/);
});
