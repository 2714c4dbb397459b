import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { renderProblem } from "../../server/src/messages/render.ts";
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
  });
  /** Each import that leads back, with the way. */
  const ways = (): string[] =>
    Object.keys(files).flatMap(file =>
      (w.db.outline(file)?.imports ?? []).flatMap(({ path }) => {
        const cycle = cycles.through(file, path, w.db.revision);
        if (!cycle) return [];
        const left = cycle.left ? [`(${cycle.left})`] : [];
        return [...cycle.first, ...left, ...cycle.last].map(f => f.replace(".proto", "")).join(" ");
      }),
    );
  return { w, ways, looked };
}

const importing = (...paths: string[]): string =>
  `syntax = "proto3";\n${paths.map(p => `import "${p}.proto";\n`).join("")}`;

const ring = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}.proto`, importing(`f${(i + 1) % count}`)]));

test("imports that lead back, each with its shortest way, and none that merely leads into a cycle", () => {
  const { ways } = open({
    "leaf.proto": importing(),
    "top.proto": importing("leaf", "left", "right"),
    "left.proto": importing("leaf", "missing"),
    "right.proto": importing("leaf", "left"),
    "in.proto": importing("leaf", "out"),
    "out.proto": importing("long", "through"),
    "long.proto": importing("longer"),
    "longer.proto": importing("through"),
    "through.proto": importing("left", "in"),
    "beside.proto": importing("right", "in"),
    "self.proto": importing("self"),
  });
  assert.deepEqual(ways(), [
    "in out through in",
    "out long longer through in out",
    "out through in out",
    "long longer through in out long",
    "longer through in out long longer",
    "through in out through",
    "self self",
  ]);
});

test("circles that share a file are one, and those that only lead to each other are two", () => {
  const { ways } = open({
    "a.proto": importing("b", "c"),
    "b.proto": importing("a"),
    "c.proto": importing("a", "d"),
    "d.proto": importing("e"),
    "e.proto": importing("d"),
  });
  assert.deepEqual(ways(), ["a b a", "a c a", "b a b", "c a c", "d e d", "e d e"]);
});

test("each file of a long chain, or of a large circle, is looked at once for all of them", () => {
  const circle = ring(5000);
  const chain = { ...circle, "f4999.proto": importing() };
  for (const [files, found] of [
    [circle, 5000],
    [chain, 0],
  ] as const) {
    const { ways, looked } = open(files);
    assert.equal(ways().length, found);
    assert.equal(looked.length, 5000);
  }
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

test("a cycle that goes another way is said anew", () => {
  const { w } = open({
    "a.proto": importing("b"),
    "b.proto": importing("c"),
    "c.proto": importing("a"),
    "d.proto": importing("a"),
  });
  const said = (): string[] => w.db.problems("a.proto").map(p => renderProblem(p, "en"));
  assert.deepEqual(said(), ["imports lead back to this file: a.proto → b.proto → c.proto → a.proto"]);
  w.write("b.proto", importing("d"));
  assert.deepEqual(said(), ["imports lead back to this file: a.proto → b.proto → d.proto → a.proto"]);
});

test("a cycle of nine files is told whole, and of a longer one its first and last", () => {
  const said = (count: number, language: "en" | "ko"): string[] =>
    new MemoryWorkspace(ring(count), checkFile).db.problems("f0.proto").map(p => renderProblem(p, language));
  assert.deepEqual(said(9, "en"), [
    "imports lead back to this file: f0.proto → f1.proto → f2.proto → f3.proto → f4.proto → f5.proto → f6.proto → f7.proto → f8.proto → f0.proto",
  ]);
  assert.deepEqual(said(10, "en"), [
    "imports lead back to this file: f0.proto → f1.proto → f2.proto → f3.proto → f4.proto → … 3 more … → f8.proto → f9.proto → f0.proto",
  ]);
  assert.deepEqual(said(2000, "ko"), [
    "import가 이 파일로 되돌아옵니다: f0.proto → f1.proto → f2.proto → f3.proto → f4.proto → … 1,993개 더 … → f1998.proto → f1999.proto → f0.proto",
  ]);
});
