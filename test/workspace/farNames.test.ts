/** Names that meet only because imports bring their files together. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { inFolder } from "../support/cli.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const protoc = path.resolve("node_modules/protoc/bin/protoc-linux-x86_64");

const file = (pkg: string, imports: readonly string[], decls = ""): string =>
  `syntax = "proto3";\npackage ${pkg};\n${imports.map(i => `import "${i}.proto";\n`).join("")}${decls}\n`;

const files: Readonly<Record<string, string>> = {
  "a.proto": file("x", [], "message M {} enum E { ZERO = 0; } service S {}"),
  "b.proto": file("x", [], "enum M { ONE = 0; }"),
  "value.proto": file("x", [], "message ZERO {}"),
  "mid.proto": file("y", ["a"]),
  "top.proto": file("y", ["mid"], "message M {}"),
  "own.proto": file("x", ["mid"], "message Other {} enum S { TWO = 0; }"),
  "two.proto": file("y", ["a", "b"]),
  "far.proto": file("z", ["mid", "top", "value"]),
  "package.proto": file("x.M.deep", ["mid"], "message N {}"),
  "nested.proto": file("w", ["mid"], "message x { message M {} }"),
};

function errorsOf(w: MemoryWorkspace<Checked>, name: string): string[] {
  return w.db.problems(name).flatMap(p => (p.severity === "error" ? [`${p.code} ${p.args.join(", ")}`] : []));
}

test("the own name of a file and one far away, and names that two imports bring", () => {
  const w = new MemoryWorkspace(files, checkFile);
  const found = Object.fromEntries(Object.keys(files).map(name => [name, errorsOf(w, name)]));
  assert.deepEqual(found, {
    "a.proto": [],
    "b.proto": [],
    "value.proto": [],
    "mid.proto": [],
    "top.proto": [],
    "own.proto": ["P2022 x.S, a.proto"],
    "two.proto": ["P2022 x.M, a.proto"],
    "far.proto": ["P2022 x.ZERO, a.proto"],
    "package.proto": ["P2027 x.M, a.proto"],
    "nested.proto": [],
  });
});

test("the clash is gone when the far name or the way to it is, and comes back", () => {
  const w = new MemoryWorkspace(files, checkFile);
  assert.equal(errorsOf(w, "own.proto").length, 1);
  w.write("a.proto", file("x", [], "message M {}"));
  assert.deepEqual(errorsOf(w, "own.proto"), []);
  w.write("a.proto", files["a.proto"] as string);
  assert.equal(errorsOf(w, "own.proto").length, 1);
  w.write("mid.proto", file("y", []));
  assert.deepEqual(errorsOf(w, "own.proto"), []);
});

test("random sets of files are accepted and refused as by the reference compiler", async () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) % below;
  };
  const pick = <T>(...list: readonly T[]): T => list[random(list.length)] as T;
  let refused = 0;
  for (let set = 0; set < 20; set++) {
    const made: Record<string, string> = {};
    for (let i = 0; i < 5; i++) {
      const imports = Array.from({ length: i }, (_, n) => `f${n}`).filter(() => random(2) === 0);
      const name = pick("A", "B", "C", "p");
      const decl = pick(`message ${name} {}`, `enum E${i} { ${name} = 0; }`, `service ${name} {}`);
      made[`f${i}.proto`] = file(pick("p", "q", "p.A", "p.p"), imports, decl);
    }
    const w = new MemoryWorkspace(made, checkFile);
    await inFolder(made, async cwd => {
      const bad = new Set<string>();
      for (const [name, text] of Object.entries(made)) {
        const { status } = spawnSync(protoc, ["-I.", "--descriptor_set_out=out.binpb", name], { cwd });
        // An import that is refused itself refuses all that import it; there the mistake is told.
        const isImportBad = [...text.matchAll(/import "(.*?)"/g)].some(([, i]) => bad.has(i as string));
        if (status !== 0) bad.add(name);
        if (isImportBad) continue;
        if (status !== 0) refused++;
        assert.equal(errorsOf(w, name).length > 0, status !== 0, `${name} of\n${JSON.stringify(made, undefined, 1)}`);
      }
    });
  }
  assert.ok(refused > 5, `only ${refused} were refused`);
});
