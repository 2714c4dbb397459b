import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { requestMessages } from "../../server/src/request/messages.ts";

const readJson = (file: string): Record<string, string> => JSON.parse(readFileSync(file, "utf8"));

const sources = readdirSync("client/src", { recursive: true, encoding: "utf8" })
  .filter(file => file.endsWith(".ts"))
  .map(file => readFileSync(path.join("client/src", file), "utf8"));

/** The texts that the client shows: the first argument of `vscode.l10n.t(…)` and of a `t(…)` that was handed on. */
function shownTexts(): Set<string> {
  const texts = new Set<string>();
  for (const source of sources) {
    for (const [, literal] of source.matchAll(/(?:\bl10n\.t|\bt|#t)\(\s*("(?:[^"\\]|\\.)*")/g))
      texts.add(JSON.parse(literal!));
  }
  return texts;
}

const placesOf = (text: string): string[] => [...new Set(text.match(/\{\d+\}/g))].sort();

test("every text of the client has a Korean translation with the same places", () => {
  const korean = readJson("client/l10n/bundle.l10n.ko.json");
  const texts = shownTexts();
  assert.ok(texts.size > 20);
  assert.deepEqual(
    [...texts].filter(text => !Object.hasOwn(korean, text)),
    [],
    "not translated",
  );
  assert.deepEqual(
    Object.keys(korean).filter(text => !texts.has(text)),
    [],
    "translated but not used",
  );
  for (const [text, translation] of Object.entries(korean))
    assert.deepEqual(placesOf(translation), placesOf(text), text);
});

test("texts are handed to l10n as literals", () => {
  for (const source of sources) assert.doesNotMatch(source, /l10n\.t\(\s*[^"\s)]/);
});

test("the manifest's texts exist in both languages and are used", () => {
  const manifest = readFileSync("package.json", "utf8");
  const used = [...new Set(manifest.match(/(?<="%)[\w.]+(?=%")/g))].sort();
  const english = readJson("package.nls.json");
  const korean = readJson("package.nls.ko.json");
  assert.deepEqual(Object.keys(english).sort(), used);
  assert.deepEqual(Object.keys(korean).sort(), used);
});

test("problems of request documents have the same places in both languages", () => {
  for (const [code, { en, ko }] of Object.entries(requestMessages))
    assert.deepEqual(placesOf(ko), placesOf(en), code);
});
