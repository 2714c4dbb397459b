/** What cannot be read or does not fit: each command names it, writes nothing and ends with the right code. */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { cli, inFolder } from "../support/cli.ts";

const files = {
  "fine.proto": 'syntax = "proto3";\nmessage Fine {}\n',
  "bytes.proto": Buffer.from([0x73, 0xff, 0xfe, 0x00, 0x41]),
  "text.proto": "this is no .proto file\n",
  "cycle.proto": 'syntax = "proto3";\nimport "back.proto";\n',
  "back.proto": 'syntax = "proto3";\nimport "cycle.proto";\n',
  "lost.proto": 'syntax = "proto3";\nimport "nowhere.proto";\n',
  "of_bytes.proto": 'syntax = "proto3";\nimport "bytes.proto";\n',
  "of_folder.proto": 'syntax = "proto3";\nimport "folder.proto";\n',
};

/** The file that is given → what the message has to name. */
const bad: Readonly<Record<string, RegExp>> = {
  "missing.proto": /missing\.proto does not exist/,
  "bytes.proto": /bytes\.proto.*not UTF-8/,
  "text.proto": /text\.proto:1:1: error/,
  "cycle.proto": /cycle\.proto:2:8: error: .*back\.proto/,
  "lost.proto": /lost\.proto:2:8: error: .*nowhere\.proto/,
  "of_bytes.proto": /of_bytes\.proto:2:8: error: .*bytes\.proto/,
  "of_folder.proto": /of_folder\.proto:2:8: error: .*folder\.proto/,
};

const commands: Readonly<Record<string, readonly string[]>> = {
  check: ["check"],
  build: ["build", "-o", "out.binpb"],
  generate: ["generate", "--out", "gen"],
};

for (const [name, command] of Object.entries(commands))
  test(`${name}: each bad file is named, exit code 1, nothing is written`, async () => {
    await inFolder(files, async cwd => {
      mkdirSync(path.join(cwd, "folder.proto"));
      const before = readdirSync(cwd).sort();
      const judge = async ([file, expected]: [string, RegExp]): Promise<void> => {
        const { code, out, err } = await cli([...command, file], { cwd });
        assert.equal(code, 1, `${file}: ${out}${err}`);
        assert.match(out + err, expected);
        assert.doesNotMatch(out + err, /\n {4}at /, "no stack of ours");
      };
      await Promise.all(Object.entries(bad).map(judge));
      assert.deepEqual(readdirSync(cwd).sort(), before);
    });
  });

test("a file that is fine beside one that is not: nothing is written either", async () => {
  await inFolder(files, async cwd => {
    for (const command of [commands.build, commands.generate]) {
      const { code } = await cli([...(command ?? []), "fine.proto", "lost.proto"], { cwd });
      assert.equal(code, 1);
    }
    assert.deepEqual(readdirSync(cwd).sort(), Object.keys(files).sort());
  });
});

test("a target that cannot be written is named", async () => {
  await inFolder(files, async cwd => {
    const generated = await cli(["generate", "--out", "fine.proto/gen", "fine.proto"], { cwd });
    assert.deepEqual([generated.code, generated.out], [1, ""]);
    assert.match(generated.err, /fine_pb\.ts cannot be written: .*fine\.proto/);
    const built = await cli(["build", "-o", "fine.proto/out.binpb", "fine.proto"], { cwd });
    assert.equal(built.code, 1);
    assert.match(built.err, /fine\.proto\/out\.binpb cannot be written/);
    assert.deepEqual(readdirSync(cwd).sort(), Object.keys(files).sort());
  });
});

test("an import of a path that no file can have is an import of nothing", async () => {
  const text = 'syntax = "proto3";\nimport "a\\0b.proto";\nimport "fine.proto/b.proto";\n';
  await inFolder({ ...files, "odd.proto": text }, async cwd => {
    const { code, out, err } = await cli(["check", "odd.proto"], { cwd });
    assert.deepEqual([code, err, out.match(/P2001/g)?.length], [1, "", 2]);
    const line = JSON.stringify({ id: "1", files: { "odd.proto": text }, targets: ["odd.proto"] });
    const many = await cli(["check", "--jsonl"], { cwd, input: `${line}\n` });
    assert.deepEqual([many.code, many.out.match(/P2001/g)?.length], [0, 2]);
  });
});
