import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { innermost, tokenize } from "./tokenizer.ts";
import { cpuMs } from "../support/cpuTime.ts";

const folder = "server/protos/google";
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(name => name.endsWith(".proto"));

test("there are files to look at", () => assert.ok(files.length > 15));

for (const name of files) {
  test(`each word of ${name} means something and none is illegal`, async () => {
    const tokens = await tokenize("source.proto", readFileSync(`${folder}/${name}`, "utf8"));
    const odd = tokens.filter(
      token => /\w/.test(token.text) && (innermost(token) === "" || /^invalid/.test(innermost(token))),
    );
    assert.deepEqual(
      odd.map(token => `${token.line + 1}: ${token.text}`),
      [],
    );
    // A grammar that never left a declaration would still be inside of it at the end.
    assert.ok((tokens.at(-1)?.scopes.length ?? 0) <= 2, "the last token is not at the top");
  });
}

test("a file of a million characters is coloured in reasonable time", async () => {
  const message = readFileSync("test/grammar/cases/proto3.proto", "utf8").replace(/^[\s\S]*?(?=message Item)/, "");
  const source = message.repeat(Math.ceil(1_000_000 / message.length));
  const before = cpuMs();
  await tokenize("source.proto", source);
  const used = cpuMs() - before;
  assert.ok(used < 20_000, `${Math.round(used)} ms`);
});
