import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { wordingsIn } from "../../server/src/messages/wordings.ts";
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

const contributions = "client/l10n/contributions/ko.json";

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

test("no Korean text is left in English", () => {
  const isKorean = (text: string): boolean => /[가-힣]/.test(text);
  const texts = [
    ...Object.values(readJson("client/l10n/bundle.l10n.ko.json")),
    ...Object.values(readJson("package.nls.ko.json")).filter(text => !text.startsWith("./")),
    ...Object.values(readJson(contributions)),
    ...Object.values(wordingsIn("ko")).flat(),
    ...Object.values(requestMessages).map(({ ko }) => ko),
  ];
  assert.ok(texts.length > 500);
  assert.deepEqual(
    texts.filter(text => !isKorean(text)),
    [],
  );
});

test("descriptions of snippets and of the schema have a Korean translation, and no other text has", () => {
  const files = ["snippets/proto.json", "snippets/grpc-request.json", "syntaxes/protocall.schema.json"];
  const texts = new Set<string>();
  for (const file of files)
    JSON.parse(readFileSync(file, "utf8"), (key, value: unknown) => {
      if (key === "description" && typeof value === "string") texts.add(value);
    });
  assert.ok(texts.size > 100);
  assert.deepEqual(Object.keys(readJson(contributions)).sort(), [...texts].sort());
});

test("Korean particles behind a name suit every name", () => {
  const files = ["server/src", "client/rpc", "client/stubs", "client/cli"].flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(file => file.endsWith(".ts"))
      .map(file => path.join(folder, file)),
  );
  for (const file of [...files, "client/l10n/bundle.l10n.ko.json"])
    assert.doesNotMatch(
      readFileSync(file, "utf8"),
      /(?:\{\w+(?::\w+)?\}|\$\{[^{}]*\})[`"”']*(?:은|는|이|가|을|를|와|과|로|으로)(?![가-힣(])/,
      file,
    );
});

/** What is said in the core and by the command line; the mock server speaks to clients, and generated code to compilers. */
const said = ["client/rpc", "client/stubs", "client/cli"].flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map(file => path.join(folder, file).replaceAll("\\", "/"))
    .filter(file => file.endsWith(".ts") && !/\/(?:mock|typescript)\//.test(file)),
);

/** Sentences that no person is meant to read, or that stand in a pair with Korean behind them. */
const unspoken = [
  // Mistakes of ours, and what the library is told.
  /\b(?:Connect)?Error\(\s*$/,
  /\bcancelWithStatus\([\w.]+, $/,
  // Names of headers; what is known of a schema and never shown; data in JSON.
  /"?\bforbidden = new Set\(\s*$/,
  /\brepairs\.push\(\s*$/,
  /\bmalformed" in decoded\)\s*return \[$/,
  // The format of a diff.
  /\? sign \+ line : $/,
];

test("a sentence of the core and of the command line stands in both languages", () => {
  for (const file of said) {
    const source = readFileSync(file, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|(?<=[\s;{},(])\/\/.*/g, "");
    for (const { 0: literal, index } of source.matchAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g)) {
      if (!/\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/.test(literal) || /[가-힣]/.test(literal)) continue;
      const before = source.slice(Math.max(0, index - 2000), index);
      const isPaired =
        /\ben:\s*(?:\[[^\]]*)?$/.test(before) || (file === "client/stubs/failures.ts" && /\[\s*$/.test(before));
      const isUnspoken = unspoken.some(pattern => pattern.test(before));
      assert.ok(isPaired || isUnspoken, `${file}: ${literal}`);
    }
  }
});

test("what the server says itself is said in both languages", () => {
  for (const file of readdirSync("server/src", { recursive: true, encoding: "utf8" })) {
    // The words of the language are what they are in any language.
    if (!file.endsWith(".ts") || file.endsWith("words.ts")) continue;
    const source = readFileSync(path.join("server/src", file), "utf8");
    assert.doesNotMatch(
      source,
      /(?:show(?:Error|Warning|Information)Message|refusal)\(\s*["'`](?!Protocall: \$\{)/,
      file,
    );
    for (const [whole, , ko] of source.matchAll(/\ben: ("[^"]*"|'[^']*'),\s*ko: ("[^"]*"|'[^']*')/g))
      assert.match(ko as string, /[가-힣]/, `${file}: ${whole}`);
  }
});

test("messages and choices of the client are texts of l10n", () => {
  for (const source of sources)
    assert.doesNotMatch(
      source,
      /show(?:Error|Warning|Information)Message\(\s*(?:["']|`(?!\$\{))|\b(?:title|placeHolder|prompt|label|detail|description|tooltip):\s*["'`][^"'`$]*[a-z] [a-z]/,
    );
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
