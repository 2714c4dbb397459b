import assert from "node:assert/strict";
import { test } from "node:test";
import { ImportGraph } from "../../server/src/workspace/importGraph.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const files = {
  "a.proto": "message A {}",
  "b.proto": 'import public "a.proto";',
  "c.proto": 'import "b.proto";',
  "d.proto": 'import "c.proto";',
};

function open() {
  const w = new MemoryWorkspace(files, () => ({ problems: [] }));
  const looked: string[] = [];
  const world = {
    outline: (f: string) => w.db.outline(f),
    resolveImport(from: string, path: string) {
      looked.push(from);
      return w.db.resolveImport(from, path);
    },
    importName: (f: string) => f,
    whoDeclares: () => [],
  };
  const graph = new ImportGraph(world, () => w.files);
  const sees = (f: string): string[] => [...graph.whoSees(f, w.db.revision, w.db.rootsRevision)].sort();
  return { w, graph, sees, looked };
}

test("importers see a file, and theirs see it where the import is public", () => {
  const { w, graph, sees } = open();
  assert.deepEqual(sees("a.proto"), ["a.proto", "b.proto", "c.proto"]);
  assert.deepEqual(sees("c.proto"), ["c.proto", "d.proto"]);
  const all = graph.dependents(["a.proto"], w.db.revision, w.db.rootsRevision);
  assert.deepEqual([...all].sort(), ["a.proto", "b.proto", "c.proto", "d.proto"]);
});

test("a change that leaves the imports alone looks at no import again", () => {
  const { w, sees, looked } = open();
  sees("a.proto");
  looked.length = 0;
  w.write("c.proto", 'import "b.proto"; // a comment\nmessage C {}');
  assert.deepEqual(sees("a.proto"), ["a.proto", "b.proto", "c.proto"]);
  assert.deepEqual(looked, []);
});

test("a change of imports counts at once, and so does a file that goes", () => {
  const { w, sees, looked } = open();
  sees("a.proto");
  looked.length = 0;
  w.write("d.proto", 'import "a.proto"; import "c.proto";');
  assert.deepEqual(sees("a.proto"), ["a.proto", "b.proto", "c.proto", "d.proto"]);
  assert.deepEqual([...new Set(looked)], ["d.proto"]);
  w.write("b.proto", 'import "a.proto";');
  assert.deepEqual(sees("a.proto"), ["a.proto", "b.proto", "d.proto"]);
  w.write("b.proto", undefined);
  assert.deepEqual(sees("a.proto"), ["a.proto", "d.proto"]);
});

test("where imports may name other files all are looked at again", () => {
  const { w, sees, looked } = open();
  sees("a.proto");
  looked.length = 0;
  w.db.rootsChanged();
  sees("a.proto");
  assert.deepEqual(new Set(looked), new Set(["b.proto", "c.proto", "d.proto"]));
});
