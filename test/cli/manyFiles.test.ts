/** So many files that threads compile them together. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Claims, newFlags } from "../../client/cli/compile/claims.ts";
import { cli, inFolder } from "../support/cli.ts";

const protoc = path.resolve("node_modules/protoc/bin/protoc-linux-x86_64");
const COUNT = 400;
const name = (i: number): string => `f${String(i).padStart(3, "0")}.proto`;

/** Each imports the next but one and the one half-way on, so that files of all lanes depend on each other. */
const chained = Object.fromEntries(
  Array.from({ length: COUNT }, (_, i) => {
    const imported = [...new Set([i + 2, i + COUNT / 2])].filter(n => n < COUNT);
    const imports = imported.map(n => `import "${name(n)}";\n`).join("");
    const fields = imported.map((n, at) => `  M${n} m${n} = ${at + 1};\n`).join("");
    return [name(i), `syntax = "proto3";\npackage chain;\n${imports}message M${i} {\n${fields}}\n`];
  }),
);

test("threads write what protoc writes, with imports that nobody named too", async () => {
  const files = {
    ...chained,
    "wkt.proto":
      'syntax = "proto3";\nimport "google/protobuf/any.proto";\nmessage W { google.protobuf.Any a = 1; }\n',
  };
  await inFolder(files, async cwd => {
    const ours = await cli(["build", "-I.", "-o", "ours.binpb", "--include-imports", "."], { cwd });
    assert.deepEqual([ours.code, ours.err], [0, ""]);
    execFileSync(
      protoc,
      ["-I.", "--descriptor_set_out=theirs.binpb", "--include_imports", ...Object.keys(files).sort()],
      { cwd },
    );
    const [a, b] = ["ours.binpb", "theirs.binpb"].map(set => readFileSync(path.join(cwd, set)));
    assert.deepEqual(a, b);
  });
});

test("a cycle among many files is told for each file in it, in the order of the files", async () => {
  const cyclic = {
    [name(397)]: `syntax = "proto3";\npackage chain;\nimport "${name(3)}";\nmessage M397 { M3 m = 1; }\n`,
  };
  await inFolder({ ...chained, ...cyclic }, async cwd => {
    const { code, out } = await cli(["check", "-I.", "--format", "json", "."], { cwd });
    assert.equal(code, 1);
    const errors = (JSON.parse(out) as { file: string; code: string; severity: string }[]).filter(
      r => r.severity === "error",
    );
    const files = errors.map(r => r.file);
    assert.deepEqual(files, [...files].sort());
    // Those with odd numbers import each other.
    const cycle = Array.from({ length: (397 - 3) / 2 + 1 }, (_, i) => name(3 + 2 * i));
    assert.deepEqual([...new Set(files)], cycle);
  });
});

test("each file of a list goes to one lane alone, whoever asks first", () => {
  const files = Array.from({ length: 101 }, (_, i) => ({ file: `/${i}`, shown: `${i}` }));
  const flags = newFlags(files.length);
  const lanes = [0, 1, 2].map(() => new Claims(files, flags));
  assert.equal(lanes[2]?.claim("/50")?.shown, "50");
  assert.equal(lanes[0]?.claim("/50"), undefined);
  assert.equal(lanes[0]?.claim("/none"), undefined);
  const turns = lanes.map((claims, lane) => claims.lane(lane, lanes.length));
  const got: string[] = [];
  while (turns.length > 0)
    for (const turn of [...turns]) {
      const { value, done } = turn.next();
      if (done) turns.splice(turns.indexOf(turn), 1);
      else got.push(value.shown);
    }
  assert.deepEqual(
    got.toSorted((a, b) => Number(a) - Number(b)),
    files.map(f => f.shown).filter(s => s !== "50"),
  );
});
