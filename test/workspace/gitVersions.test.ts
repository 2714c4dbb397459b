import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { gitNamesakes, gitVersions } from "../../server/src/host/gitVersions.ts";
import { Histories } from "../../server/src/lsp/histories.ts";

const folder = mkdtempSync(path.join(tmpdir(), "protocall-git-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const git = (...args: string[]): void => {
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder });
};
const message = (fields: string): string => `syntax = "proto3";\npackage shop;\nmessage Item { ${fields} }\n`;
const file = path.join(folder, "proto", "items of 한국.proto");

mkdirSync(path.join(folder, "proto"));
git("init", "-q");
writeFileSync(path.join(folder, "proto", "old.proto"), message("string name = 1; int32 price = 2; bool gone = 7;"));
git("add", ".");
git("commit", "-qm", "first");
git("mv", "proto/old.proto", "proto/items of 한국.proto");
git("commit", "-qm", "another name");
writeFileSync(file, message("string name = 1; int32 price = 2;"));
git("commit", "-qam", "a field less");

async function versions(of: string): Promise<string[]> {
  const out: string[] = [];
  for await (const text of gitVersions(of)) out.push(text);
  return out;
}

test("all texts of a file, the newest first, under whatever name it had", async () => {
  const texts = await versions(file);
  assert.equal(texts.length, 3);
  assert.doesNotMatch(texts[0] as string, /gone/);
  assert.match(texts[2] as string, /gone = 7/);
});

test("a file that was never committed, or lies in no repository, has no history", async () => {
  writeFileSync(path.join(folder, "new.proto"), message("string a = 1;"));
  assert.deepEqual(await versions(path.join(folder, "new.proto")), []);
  const outside = mkdtempSync(path.join(tmpdir(), "protocall-no-git-"));
  assert.deepEqual(await versions(path.join(outside, "a.proto")), []);
  assert.deepEqual(await versions(path.join(outside, "missing", "a.proto")), []);
  rmSync(outside, { recursive: true });
});

test("numbers that a message had, once its history is read", async () => {
  const histories = new Histories(gitVersions, gitNamesakes);
  assert.equal(histories.of(file), undefined);
  await histories.load(file);
  assert.deepEqual([...(histories.of(file)?.get("Item")?.numbers ?? [])].sort(), [1, 2, 7]);
  histories.enabled = false;
  assert.equal(histories.of(file), undefined);
});

test("a message that was moved to another file is one that a commit has; one of another package is not", async () => {
  const moved = path.join(folder, "moved.proto");
  writeFileSync(moved, message("string name = 1;"));
  const histories = new Histories(gitVersions, gitNamesakes);
  await histories.load(moved);
  assert.equal(histories.of(moved)?.has("Item"), false);
  await histories.loadWith(moved, { name: "Item", package: "store" });
  assert.equal(histories.of(moved)?.has("Item"), false);
  await histories.loadWith(moved, { name: "Item", package: "shop" });
  assert.equal(histories.of(moved)?.has("Item"), true);
});

async function withPath(value: string, use: () => Promise<void>): Promise<void> {
  const before = process.env.PATH;
  process.env.PATH = value;
  try {
    await use();
  } finally {
    process.env.PATH = before;
  }
}

test("without git nothing is known of a file in a repository, which is not the same as no history", () =>
  withPath(folder, async () => {
    await assert.rejects(versions(file));
    const histories = new Histories(gitVersions, gitNamesakes);
    await histories.load(file);
    assert.equal(histories.of(file), undefined);
  }));

test("a repository without commits has no history", async () => {
  const fresh = mkdtempSync(path.join(tmpdir(), "protocall-fresh-"));
  execFileSync("git", ["init", "-q"], { cwd: fresh });
  writeFileSync(path.join(fresh, "a.proto"), message("string a = 1;"));
  assert.deepEqual(await versions(path.join(fresh, "a.proto")), []);
  rmSync(fresh, { recursive: true });
});

test("a shallow clone tells of the files that it has", async () => {
  const clone = mkdtempSync(path.join(tmpdir(), "protocall-shallow-"));
  execFileSync("git", ["clone", "-q", "--depth=1", `file://${folder}`, clone]);
  assert.equal((await versions(path.join(clone, "proto", path.basename(file)))).length, 1);
  rmSync(clone, { recursive: true });
});
