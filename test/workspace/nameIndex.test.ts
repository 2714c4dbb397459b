/** The rows "name index" of the table "Incremental" of ARCHITECTURE.md: replaced file by file. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const files = {
  "a.proto": 'syntax = "proto3"; package p; message Same {} message OnlyA {}',
  "b.proto": 'syntax = "proto3"; package p; message Same {} service Calls { rpc Go(Same) returns (Same); }',
};

const open = () => new MemoryWorkspace(files, () => ({ problems: [] }));
type Opened = ReturnType<typeof open>;
const found = (w: Opened, text: string): string[] => {
  const out: string[] = [];
  const { table } = w.names;
  table.each(text, "all", row => out.push(`${table.names[row]} ${table.files[row]}`));
  return out.sort();
};

test("two files may declare one name, and each takes its own away", () => {
  const w = open();
  assert.deepEqual(w.names.whoDeclares("p.Same"), ["a.proto", "b.proto"]);
  w.write("a.proto", 'syntax = "proto3"; package p; message Other {}');
  assert.deepEqual(w.names.whoDeclares("p.Same"), ["b.proto"]);
  assert.deepEqual(w.names.whoDeclares("p.OnlyA"), []);
  assert.deepEqual(w.names.whoDeclares("p.Other"), ["a.proto"]);
  w.write("b.proto", undefined);
  assert.deepEqual(w.names.whoDeclares("p.Same"), []);
  assert.deepEqual([...w.names.files], ["a.proto"]);
});

test("an edit replaces the rows of its file and parses no other", () => {
  const w = open();
  const { parsed } = w.db.counters;
  w.write("a.proto", `${files["a.proto"]} message Fresh {}`);
  assert.equal(w.db.counters.parsed - parsed, 1);
  assert.deepEqual(found(w, "fresh"), ["p.Fresh a.proto"]);
  assert.deepEqual(found(w, "same"), ["p.Same a.proto", "p.Same b.proto"]);
  assert.deepEqual(found(w, "go"), ["p.Calls.Go b.proto"]);
});

test("names of members are kept once, and go with the last file that has them", () => {
  const field = (name: string): string => `syntax = "proto3"; package p; message M { string ${name} = 1; }`;
  const w = new MemoryWorkspace({ "a.proto": field("same"), "b.proto": field("same") }, () => ({ problems: [] }));
  const members = (text: string): string[] => {
    const out: string[] = [];
    const table = w.names.members;
    table.each(text, id => out.push(`${table.names[id]}: ${[...table.filesOf(id)].join(" ")}`));
    return out;
  };
  assert.deepEqual(members("SAME"), ["same: a.proto b.proto"]);
  w.write("a.proto", field("other"));
  assert.deepEqual(members(""), ["same: b.proto", "other: a.proto"]);
  w.write("b.proto", undefined);
  assert.deepEqual(members(""), ["other: a.proto"]);
  w.write("b.proto", field("fresh"));
  assert.deepEqual(members("").sort(), ["fresh: b.proto", "other: a.proto"]);
});
