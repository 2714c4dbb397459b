/** Changes of semantic tokens, put on the tokens before them, are the tokens that a full answer has, whatever was edited. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { mutate, random } from "../fuzz/mutate.ts";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");
const seed = readFileSync("test/grammar/cases/edition2026.proto", "utf8");

interface Edit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data?: readonly number[];
}

interface Answer {
  readonly resultId: string;
  readonly data?: readonly number[];
  readonly edits?: readonly Edit[];
}

/** Later edits first: each is told by places of the old data. */
function apply(data: readonly number[], { edits, data: whole }: Answer): readonly number[] {
  if (whole) return whole;
  const out = [...data];
  for (const { start, deleteCount, data: inserted = [] } of [...(edits ?? [])].sort((a, b) => b.start - a.start))
    out.splice(start, deleteCount, ...inserted);
  return out;
}

test("sixty random edits, asked for one after the other and several at once", () =>
  inFolder({ "main.proto": seed }, async folder => {
    const client = LspClient.overStdio(process.execPath, [server, "--stdio"], folder);
    try {
      await client.initialize(folder, { language: "en" });
      const uri = client.open(path.join(folder, "main.proto"));
      const ask = (method: string, more: object = {}): Promise<Answer> =>
        client.request<Answer>(`textDocument/semanticTokens/${method}`, { textDocument: { uri }, ...more });
      const next = random(7);
      let { resultId, data = [] } = await ask("full");
      assert.ok(data.length > 0);
      let text = seed;
      for (let step = 0; step < 60; step++) {
        // Far changes make the file something else; it begins anew from time to time.
        text = step % 12 === 11 ? seed : mutate(next, text);
        client.change(uri, text);
        // Sometimes nobody asks between two edits.
        if (step % 5 === 4) continue;
        const change = await ask("full/delta", { previousResultId: resultId });
        data = apply(data, change);
        ({ resultId } = change);
        const full = await ask("full");
        assert.deepEqual(data, full.data, `step ${step} of ${JSON.stringify(text)}`);
        // From the full answer or from the changed one: both are known to the editor.
        if (step % 2) ({ resultId } = full);
        assertOrdered(data, text);
      }
    } finally {
      await client.stop();
    }
  }));

/** Each token lies in a line and behind the one before. */
function assertOrdered(data: readonly number[], text: string): void {
  assert.equal(data.length % 5, 0);
  const lines = text.split(/\r\n|\r|\n/);
  let line = 0;
  let character = 0;
  let end = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [down, right, length] = data.slice(i, i + 3) as [number, number, number];
    if (down > 0) {
      line += down;
      character = 0;
      end = 0;
    }
    character += right;
    assert.ok(length > 0 && character >= end, `token ${i / 5}`);
    end = character + length;
    assert.ok(end <= (lines[line]?.length ?? -1), `token ${i / 5} in line ${line + 1}`);
  }
}
