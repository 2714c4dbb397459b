import assert from "node:assert/strict";
import { test } from "node:test";
import { beyondHistory } from "../../../server/src/features/actions/beyondHistory.ts";
import { applyEdits } from "../../../server/src/base/applyEdits.ts";
import { HistoryCollector } from "../../../server/src/features/fieldHistory.ts";
import { openWorkspace } from "../../support/everywhere.ts";

/** The text once the first fix that gives a number was made, where `old` was committed. */
function renumbered(source: string, old: string): string {
  const s = openWorkspace({ "main.proto": source });
  const tree = s.tree("main.proto");
  const declared = s.declared("main.proto");
  assert.ok(tree && declared);
  const collector = new HistoryCollector();
  collector.add(old);
  const fixes = s.problems("main.proto").flatMap(p => p.fixes ?? []);
  const fix = fixes.find(f => f.code === "F3104");
  assert.ok(fix);
  return applyEdits(source, beyondHistory(tree, declared, collector.history, fix).edits);
}

const old =
  'syntax = "proto3"; package p; message M { int32 a = 1; int32 b = 2; int32 c = 3; } enum E { Z = 0; Y = 1; }';

test("a field gets a number that no commit had", () => {
  const source = 'syntax = "proto3";\npackage p;\nmessage M {\n  int32 a = 1;\n  int32 d = 1;\n}\n';
  assert.match(renumbered(source, old), /d = 4;/);
  assert.match(renumbered(source, 'syntax = "proto3"; package p; message M { int32 a = 1; }'), /d = 2;/);
});

test("one that has none yet too, and a value of an enum", () => {
  assert.match(renumbered('syntax = "proto3";\npackage p;\nmessage M {\n  int32 d;\n}\n', old), /int32 d = 4;/);
  assert.match(renumbered('syntax = "proto3";\npackage p;\nenum E {\n  Z = 0;\n  X = 0;\n}\n', old), /X = 2;/);
});

test("an extension is numbered by its ranges", () => {
  const source =
    'syntax = "proto2";\npackage p;\nmessage M { extensions 2 to 9; }\nextend M { optional int32 x = 1; }\n';
  assert.match(renumbered(source, old), /x = 2;/);
});
