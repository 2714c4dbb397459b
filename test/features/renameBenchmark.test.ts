/**
 * Renames what thousands of files use, in real files: all that see it compile afterwards with the reference compiler, and their
 * descriptors are what they were but for the name.
 */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { applyEdits } from "../../server/src/features/draft.ts";
import { rename } from "../../server/src/features/rename.ts";
import { findDeclSpan } from "../../server/src/features/declSpan.ts";
import { type BenchmarkFiles, compiled, openBenchmark } from "../support/benchmarkFiles.ts";
import { finish } from "../support/finish.ts";

let bench: BenchmarkFiles;
before(() => {
  bench = openBenchmark();
});

/** The texts of the files that a rename changes. */
function textsAfter(file: string, name: string, newName: string): Map<string, string> {
  const at = `${bench.folder}/${file}`;
  const span = findDeclSpan(bench, at, name);
  assert.ok(span, name);
  const result = finish(
    rename(bench, at, span.start, newName, {
      isOwn: () => true,
      files: () => bench.files,
      requests: [],
      withTexts: bench.withTexts,
    }),
  );
  assert.ok(result.ok, JSON.stringify(result));
  const out = new Map<string, string>();
  for (const e of result.edits) if (!out.has(e.file)) out.set(e.file, "");
  for (const f of out.keys())
    out.set(
      f,
      applyEdits(
        bench.text(f) ?? "",
        result.edits.filter(e => e.file === f),
      ),
    );
  return out;
}

interface Case {
  readonly file: string;
  readonly name: string;
  readonly to: string;
  /** Files that change at the least. */
  readonly atLeast: number;
  /** The JSON of a descriptor before → after. */
  readonly expected: (json: string) => string;
}

const cases: readonly Case[] = [
  {
    file: "google/longrunning/operations.proto",
    name: "google.longrunning.Operation",
    to: "Job",
    atLeast: 300,
    expected: json =>
      json
        .replaceAll('".google.longrunning.Operation"', '".google.longrunning.Job"')
        .replace('{"name":"Operation","field":[{"name":"name"', '{"name":"Job","field":[{"name":"name"'),
  },
];

for (const { file, name, to, atLeast, expected } of cases)
  test(`${name} becomes ${to}`, () => {
    const texts = textsAfter(file, name, to);
    assert.ok(texts.size >= atLeast, `${texts.size} files`);
    const files = [...texts.keys()];
    const was = compiled(bench, files);
    const is = compiled(bench, files, texts);
    for (const [path, json] of was) assert.equal(is.get(path), expected(json), path);
  });
