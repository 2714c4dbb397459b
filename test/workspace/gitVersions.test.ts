import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { gitVersions } from "../../server/src/host/gitVersions.ts";
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
  const histories = new Histories(gitVersions);
  assert.equal(histories.of(file), undefined);
  await histories.load(file);
  assert.deepEqual([...(histories.of(file)?.get("Item")?.numbers ?? [])].sort(), [1, 2, 7]);
  histories.enabled = false;
  assert.equal(histories.of(file), undefined);
});

test("without git there is no history, and nothing fails", async () => {
  const before = process.env.PATH;
  process.env.PATH = folder;
  try {
    const texts: string[] = [];
    for await (const text of gitVersions(file)) texts.push(text);
    assert.deepEqual(texts, []);
  } finally {
    process.env.PATH = before;
  }
});
