import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { StubsFailure } from "../../client/stubs/failures.ts";
import { stubsFailureText } from "../../client/stubs/failures.ts";
import { generateStubs } from "../../client/stubs/generateStubs.ts";
import type { Generated, OutputFile } from "../../client/stubs/generation.ts";
import { inFolder } from "../support/cli.ts";

const asked = { target: "ts", descriptorSet: new Uint8Array(), files: [] };
const content = "// @generated\n";

/** As if a generator had produced these files. */
const write = (
  folder: string,
  files: readonly OutputFile[],
  signal = new AbortController().signal,
): Promise<Generated> => generateStubs(asked, folder, async () => ({ ok: true, files }), signal);

const named = (...names: string[]): OutputFile[] => names.map(name => ({ name, content }));

/** Everything below a folder, with contents. */
function tree(folder: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const at = path.join(folder, name);
    if (!statSync(at).isDirectory()) out[name] = readFileSync(at, "utf8");
  }
  return out;
}

test("names that lead out of the folder, or that some system cannot have, are refused and nothing is written", async () => {
  const cases: readonly (readonly [names: string[], kind: StubsFailure["kind"], fault?: string])[] = [
    [["../a.ts"], "bad-name", "dots"],
    [["a/../../b.ts"], "bad-name", "dots"],
    [["./a.ts"], "bad-name", "dots"],
    [["/etc/a.ts"], "bad-name", "absolute"],
    [["C:/a.ts"], "bad-name", "character"],
    [["..\\a.ts"], "bad-name", "character"],
    [["a\0.ts"], "bad-name", "character"],
    [["a\nb.ts"], "bad-name", "character"],
    [["a//b.ts"], "bad-name", "empty"],
    [["a/"], "bad-name", "empty"],
    [[""], "bad-name", "empty"],
    [["a./b.ts"], "bad-name", "ending"],
    [["nul.ts"], "bad-name", "device"],
    [["x/COM1"], "bad-name", "device"],
    [[".git/hooks/pre-commit"], "bad-name", "reserved"],
    [["a/.vscode/tasks.json"], "bad-name", "reserved"],
    [[`${"a".repeat(300)}.ts`], "bad-name", "long"],
    [["a.ts", "a.ts"], "twice"],
    [["a.ts", "A.ts"], "twice"],
    [["a/b.ts", "a"], "file-and-folder"],
  ];
  await inFolder({}, async folder => {
    const out = path.join(folder, "gen");
    for (const [names, kind, fault] of cases) {
      const generated = await write(out, named("good.ts", ...names));
      const failure = generated.ok ? undefined : generated.failure;
      assert.deepEqual(
        [failure?.kind, failure?.kind === "bad-name" ? failure.fault : undefined],
        [kind, fault],
        names[0],
      );
      for (const language of ["en", "ko"] as const)
        assert.ok(failure && stubsFailureText(failure, language).length > 10);
    }
    assert.deepEqual(readdirSync(folder), []);
  });
});

test("links, folders and files of others in the way are refused and nothing is written", async () => {
  await inFolder(
    { "gen/own.ts": "export const mine = 1;\n", "gen/folder/x.ts": content, "gen/file": content },
    async folder => {
      const out = path.join(folder, "gen");
      mkdirSync(path.join(folder, "elsewhere"));
      symlinkSync(path.join(folder, "elsewhere"), path.join(out, "linked"));
      symlinkSync(path.join(folder, "elsewhere/target.ts"), path.join(out, "link.ts"));
      const before = tree(path.join(folder, "gen/folder"));
      const cases: readonly (readonly [name: string, kind: StubsFailure["kind"]])[] = [
        ["linked/a.ts", "link"],
        ["link.ts", "link"],
        ["folder", "folder-there"],
        ["own.ts", "foreign"],
        ["file/a.ts", "not-written"],
      ];
      for (const [name, kind] of cases) {
        const generated = await write(out, named("good.ts", name));
        assert.equal(generated.ok ? "" : generated.failure.kind, kind, name);
        assert.ok(!existsSync(path.join(out, "good.ts")));
      }
      assert.deepEqual(readdirSync(path.join(folder, "elsewhere")), []);
      assert.deepEqual(tree(path.join(folder, "gen/folder")), before);
    },
  );
});

test("a folder that is itself a link, and one that is not there yet, are fine", async () => {
  await inFolder({ "real/x": "" }, async folder => {
    symlinkSync(path.join(folder, "real"), path.join(folder, "link"));
    assert.ok((await write(path.join(folder, "link/deep/gen"), named("a/b.ts"))).ok);
    assert.deepEqual(tree(path.join(folder, "real")), { "deep/gen/a/b.ts": content, x: "" });
  });
});

test("what is the same is left alone, what differs is replaced", async () => {
  await inFolder({ "same.ts": content, "old.ts": `${content}old` }, async folder => {
    const same = statSync(path.join(folder, "same.ts"));
    const generated = await write(folder, named("same.ts", "old.ts", "new.ts"));
    assert.deepEqual(generated, {
      ok: true,
      files: ["new.ts", "old.ts", "same.ts"],
      written: 2,
      install: "npm install @bufbuild/protobuf",
    });
    const after = statSync(path.join(folder, "same.ts"));
    assert.deepEqual([after.ino, after.mtimeMs], [same.ino, same.mtimeMs]);
    assert.deepEqual(tree(folder), { "new.ts": content, "old.ts": content, "same.ts": content });
  });
});

test("a write that fails half-way leaves everything as it was", async () => {
  await inFolder({ "a.ts": `${content}old`, "b/x.ts": content }, async folder => {
    const before = tree(folder);
    const files: OutputFile[] = [
      ...named("a.ts", "new/deep/c.ts"),
      // Longer than any file system allows, in a way that judging by characters does not see.
      { name: `b/${"한".repeat(200)}.ts`, content },
    ];
    const generated = await write(folder, files);
    assert.equal(generated.ok ? "" : generated.failure.kind, "not-written");
    assert.deepEqual(tree(folder), before);
    assert.deepEqual(readdirSync(folder).sort(), ["a.ts", "b"]);
  });
});

test("a folder that is closed is named", async () => {
  await inFolder({ "closed/file": "" }, async folder => {
    const closed = path.join(folder, "closed/file");
    chmodSync(closed, 0o600);
    const generated = await write(path.join(closed, "gen"), named("a.ts"));
    assert.equal(generated.ok, false);
    assert.match(generated.ok ? "" : stubsFailureText(generated.failure, "en"), /cannot be written/);
    assert.deepEqual(tree(folder), { "closed/file": "" });
  });
});

test("cancelled before the first write: nothing is written", async () => {
  await inFolder({}, async folder => {
    const controller = new AbortController();
    controller.abort();
    const generated = await write(path.join(folder, "gen"), named("a.ts"), controller.signal);
    assert.equal(generated.ok ? "" : generated.failure.kind, "cancelled");
    assert.deepEqual(readdirSync(folder), []);
  });
});
