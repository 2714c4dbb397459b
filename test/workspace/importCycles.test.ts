import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { ImportCycles } from "../../server/src/workspace/importCycles.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

function open(files: Readonly<Record<string, string>>) {
  const w = new MemoryWorkspace(files, checkFile);
  const looked: string[] = [];
  const cycles = new ImportCycles({
    outline(f) {
      looked.push(f);
      return w.db.outline(f);
    },
    resolveImport: (from, path) => w.db.resolveImport(from, path),
    importName: f => f,
    whoDeclares: () => [],
  });
  const acyclic = (): string[] => Object.keys(files).filter(f => cycles.isAcyclic(f, w.db.revision));
  return { w, acyclic, looked };
}

const importing = (...paths: string[]): string =>
  `syntax = "proto3";\n${paths.map(p => `import "${p}.proto";\n`).join("")}`;

test("files from which imports lead into a cycle, and those from which they do not", () => {
  const { acyclic } = open({
    "leaf.proto": importing(),
    "top.proto": importing("leaf", "left", "right"),
    "left.proto": importing("leaf", "missing"),
    "right.proto": importing("leaf", "left"),
    "in.proto": importing("leaf", "out"),
    "out.proto": importing("through"),
    "through.proto": importing("left", "in"),
    "beside.proto": importing("right", "in"),
    "self.proto": importing("self"),
  });
  assert.deepEqual(acyclic(), ["leaf.proto", "top.proto", "left.proto", "right.proto"]);
});

test("each file of a long chain is looked at once for all of them", () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `f${i}`);
  const { acyclic, looked } = open(
    Object.fromEntries(
      names.map((name, i) => [`${name}.proto`, importing(...(names[i + 1] === undefined ? [] : [`f${i + 1}`]))]),
    ),
  );
  assert.equal(acyclic().length, names.length);
  assert.equal(looked.length, names.length);
});

test("a cycle that closes far away is said in each of its files, and gone when it opens", () => {
  const { w } = open({
    "a.proto": importing("b"),
    "b.proto": importing("c"),
    "c.proto": importing("d"),
    "d.proto": importing(),
  });
  const inCycle = (): string[] => w.files.filter(f => w.db.problems(f).some(p => p.code === "P2003"));
  assert.deepEqual(inCycle(), []);
  w.write("d.proto", importing("b"));
  assert.deepEqual(inCycle(), ["b.proto", "c.proto", "d.proto"]);
  w.write("d.proto", importing());
  assert.deepEqual(inCycle(), []);
});

test("of a long cycle its first and last files are named", () => {
  const names = Array.from({ length: 40 }, (_, i) => `f${i}`);
  const { w } = open(
    Object.fromEntries(names.map((name, i) => [`${name}.proto`, importing(`f${(i + 1) % names.length}`)])),
  );
  const [problem] = w.db.problems("f0.proto");
  assert.equal(problem?.code, "P2003");
  assert.match(
    problem?.args[0] ?? "",
    /^f0\.proto → f1\.proto → .* → f7\.proto → … → f33\.proto → .*f39\.proto → f0\.proto$/,
  );
});
