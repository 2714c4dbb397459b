import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { cli, inFolder } from "../support/cli.ts";

const protoc = path.resolve("node_modules/protoc/bin/protoc-linux-x86_64");
const files = {
  "a.proto": 'syntax = "proto3";\npackage a;\nimport "b.proto";\n// Says a.\nmessage A { b.B b = 1; }\n',
  "b.proto": 'syntax = "proto2";\npackage b;\nmessage B { optional int32 x = 1 [default = -7]; }\n',
};

test("writes what protoc writes", async () => {
  await inFolder(files, async cwd => {
    for (const flags of [
      [],
      ["include-imports"],
      ["include-source-info"],
      ["include-imports", "include-source-info"],
    ]) {
      const ours = await cli(["build", "-I.", "-o", "ours.binpb", ...flags.map(f => `--${f}`), "a.proto"], { cwd });
      assert.deepEqual([ours.code, ours.err], [0, ""]);
      const theirs = flags.map(f => `--${f.replaceAll("-", "_")}`);
      execFileSync(protoc, ["-I.", "--descriptor_set_out=theirs.binpb", ...theirs, "a.proto"], { cwd });
      const read = (name: string): Buffer => readFileSync(path.join(cwd, name));
      assert.deepEqual(read("ours.binpb"), read("theirs.binpb"), flags.join(" "));
    }
  });
});

test("- is standard output", async () => {
  await inFolder(files, async cwd => {
    await cli(["build", "-o", "a.binpb", "a.proto"], { cwd });
    const { bytes } = await cli(["build", "-o", "-", "a.proto"], { cwd });
    assert.deepEqual(bytes, readFileSync(path.join(cwd, "a.binpb")));
  });
});

test("nothing is written where what is imported has an error or cannot be read", async () => {
  const wrong = {
    "bad.proto": 'syntax = "proto3";\nmessage M { Nope n = 1; }\n',
    "bytes.proto": Buffer.from([0x73, 0xff, 0xfe, 0x00]),
  };
  const importing = Object.fromEntries(
    Object.keys(wrong).map(name => [`of_${name}`, `syntax = "proto3";\nimport "${name}";\n`]),
  );
  await inFolder({ ...wrong, ...importing }, async cwd => {
    for (const name of Object.keys(wrong)) {
      const { code, err } = await cli(["build", "-o", "out.binpb", `of_${name}`], { cwd });
      assert.equal(code, 1, name);
      assert.match(err, new RegExp(`error: .*(${name}|Nope)`));
      assert.ok(!existsSync(path.join(cwd, "out.binpb")));
    }
  });
});

test("nothing is written where a file has an error or the target cannot be written", async () => {
  await inFolder({ ...files, "bad.proto": 'syntax = "proto3";\nmessage M { Nope n = 1; }\n' }, async cwd => {
    const bad = await cli(["build", "-o", "out.binpb", "bad.proto"], { cwd });
    assert.equal(bad.code, 1);
    assert.match(bad.err, /bad\.proto:2:/);
    assert.ok(!existsSync(path.join(cwd, "out.binpb")));
    const nowhere = await cli(["build", "-o", "no/such/folder/out.binpb", "a.proto"], { cwd });
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.err, /no\/such\/folder/);
    assert.deepEqual(readdirSync(cwd).sort(), ["a.proto", "b.proto", "bad.proto"]);
  });
});

test("a set in which two files declare a name is none, though neither sees the other", async () => {
  const clashing = {
    "a.proto": 'syntax = "proto3";\npackage p;\nmessage M {}\nenum E { ZERO = 0; }\n',
    "b.proto": 'syntax = "proto3";\npackage p;\nimport "c.proto";\nmessage N { q.Q q = 1; }\nmessage ZERO {}\n',
    "c.proto": 'syntax = "proto3";\npackage q;\nmessage Q {}\n',
    "d.proto": 'syntax = "proto3";\nmessage p {}\n',
    "e.proto": 'syntax = "proto3";\npackage q.Q.r;\n',
  };
  await inFolder(clashing, async cwd => {
    const { code, err } = await cli(["build", "-I.", "-o", "out.binpb", "."], { cwd });
    assert.equal(code, 1);
    assert.deepEqual(
      err.split("\n").map(line => /^(.*?): error: .*(\[P\d+\])$/.exec(line)?.slice(1).join(" ") ?? line),
      ["b.proto:5:9 [P2028]", "d.proto:2:9 [P2028]", "e.proto:2:9 [P2028]", ""],
    );
    assert.ok(!existsSync(path.join(cwd, "out.binpb")));
    for (const file of Object.keys(clashing)) {
      const alone = await cli(["build", "-I.", "-o", "out.binpb", file], { cwd });
      assert.deepEqual([alone.code, alone.err], [0, ""], file);
    }
    const { err: checked } = await cli(["check", "-I.", "."], { cwd });
    assert.equal(checked, "");
  });
});
