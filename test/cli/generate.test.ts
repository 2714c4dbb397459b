import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { cli, inFolder } from "../support/cli.ts";

const files = {
  "a.proto": 'syntax = "proto3";\npackage a;\nimport "b.proto";\nmessage A { b.B b = 1; }\n',
  "b.proto": 'syntax = "proto3";\npackage b;\nmessage B {}\n',
};

test("writes for a file and what it imports, and names each file", async () => {
  await inFolder(files, async cwd => {
    const { code, out, err } = await cli(["generate", "--out", "gen", "a.proto"], { cwd });
    assert.equal(code, 0, err);
    assert.equal(out, `${path.join("gen", "a_pb.ts")}\n${path.join("gen", "b_pb.ts")}\n`);
    assert.deepEqual(readdirSync(path.join(cwd, "gen")).sort(), ["a_pb.ts", "b_pb.ts"]);
  });
});

test("an error in a file or in what it imports: it is told, nothing is written", async () => {
  await inFolder({ ...files, "b.proto": 'syntax = "proto3";\npackage b;\nmessage B { C c = 1; }\n' }, async cwd => {
    const { code, out, err } = await cli(["generate", "--out", "gen", "a.proto"], { cwd });
    assert.equal(code, 1);
    assert.match(err, /^b\.proto:3:13: error: .*C/m);
    assert.equal(out, "");
    assert.deepEqual(readdirSync(cwd).sort(), ["a.proto", "b.proto"]);
  });
});

test("a file of the user in the way is named and kept", async () => {
  await inFolder({ ...files, "gen/b_pb.ts": "export const mine = 1;\n" }, async cwd => {
    const { code, err } = await cli(["generate", "--out", "gen", "a.proto"], { cwd });
    assert.equal(code, 1);
    assert.match(err, /b_pb\.ts is there and was not generated/);
    assert.deepEqual(readdirSync(path.join(cwd, "gen")), ["b_pb.ts"]);
    assert.equal(readFileSync(path.join(cwd, "gen/b_pb.ts"), "utf8"), "export const mine = 1;\n");
  });
});

test("wrong arguments", async () => {
  const cases: readonly (readonly [string[], RegExp])[] = [
    [["generate", "a.proto"], /--out FOLDER/],
    [["generate", "--out", "gen"], /name a file/],
    [["generate", "--out", "gen", "--target", "cobol", "a.proto"], /--target is ts, not "cobol"/],
    [["generate", "--out", "gen", "-I", "nowhere", "a.proto"], /nowhere does not exist/],
  ];
  await inFolder(files, async cwd => {
    for (const [args, expected] of cases) {
      const { code, out, err } = await cli(args, { cwd });
      assert.match(err, expected);
      assert.deepEqual([code, out], [2, ""]);
    }
    assert.deepEqual(readdirSync(cwd).sort(), ["a.proto", "b.proto"]);
  });
});
