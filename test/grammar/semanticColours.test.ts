/** When the server's tokens come in, a word must not change its colour, unless it gets a better one: both colourings agree. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { semanticTokens, tokenModifiers, tokenTypes } from "../../server/src/features/semanticTokens.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";
import { innermost, tokenize } from "./tokenizer.ts";

interface Manifest {
  readonly contributes: {
    readonly semanticTokenScopes: readonly [{ readonly scopes: Readonly<Record<string, readonly [string]>> }];
    readonly semanticTokenModifiers: readonly { readonly id: string }[];
  };
}

const { contributes }: Manifest = JSON.parse(readFileSync("package.json", "utf8"));
const scopesOf = contributes.semanticTokenScopes[0].scopes;

/** Scopes that the themes of VS Code and the well-known others tell apart; the longest that a scope begins with counts. */
const told = [
  "comment",
  "constant.character.escape",
  "constant.language",
  "constant.numeric",
  "entity.name.function",
  "entity.name.namespace",
  "entity.name.type",
  "invalid",
  "keyword",
  "keyword.control",
  "keyword.operator",
  "punctuation",
  "storage.modifier",
  "storage.type",
  "string",
  "variable",
  "variable.other.enummember",
];

/** Empty where there is no colour yet. */
const kindOf = (scope: string): string =>
  scope === ""
    ? ""
    : (told
        .filter(prefix => scope === prefix || scope.startsWith(`${prefix}.`))
        .sort((a, b) => b.length - a.length)[0] ?? `untold ${scope}`);

/** The scope by which a theme that knows no semantic tokens colours one. */
const scopeOf = (type: string, modifiers: readonly string[]): string | undefined =>
  [...modifiers.map(m => `${type}.${m}`), type].map(selector => scopesOf[selector]?.[0]).find(Boolean) ??
  // What VS Code itself has for these.
  { number: "constant.numeric", type: "entity.name.type" }[type];

const folders = ["test/grammar/cases", "server/protos/google/protobuf"];
const files = folders.flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith(".proto"))
    .map(name => `${folder}/${name}`),
);

/** Where a statement breaks off or a token is none, the parser knows what the grammar guesses. */
const guessed: Readonly<Record<string, readonly string[]>> = {
  "test/grammar/cases/broken.proto": [
    "32: f: constant.numeric → variable",
    "32: no: variable.other.enummember → variable",
    "32: comment: variable.other.enummember → variable",
  ],
};

for (const file of files) {
  test(`no word of ${file} changes its colour`, async () => {
    const source = readFileSync(file, "utf8");
    const { db } = new MemoryWorkspace({ "main.proto": source }, () => ({ problems: [] }));
    const tree = db.tree("main.proto");
    assert.ok(tree);
    const lineStarts = [0, ...[...source.matchAll(/\n/g)].map(m => m.index + 1)];
    const byGrammar = (await tokenize("source.proto", source)).map(token => {
      const start = (lineStarts[token.line] as number) + token.start;
      return { start, end: start + token.text.length, kind: kindOf(innermost(token)) };
    });
    const changed = semanticTokens(tree, db.linked("main.proto")).flatMap(({ span, type, modifiers }) => {
      const before = byGrammar.find(t => t.start <= span.start && span.start < t.end)?.kind;
      const after = kindOf(scopeOf(type, modifiers) ?? `none for ${type}`);
      const line = lineStarts.findLastIndex(start => start <= span.start) + 1;
      return before === after || before === ""
        ? []
        : [`${line}: ${source.slice(span.start, span.end)}: ${before} → ${after}`];
    });
    assert.deepEqual(changed, guessed[file] ?? []);
  });
}

test("every kind of token has a scope, and only those have one", () => {
  const kinds: readonly string[] = tokenTypes;
  for (const type of kinds) assert.ok(scopeOf(type, []), type);
  const known: readonly string[] = tokenModifiers;
  for (const selector of Object.keys(scopesOf)) {
    const [type, ...modifiers] = selector.split(".");
    assert.ok(kinds.includes(type as string) && modifiers.every(m => known.includes(m)), selector);
  }
  // Those that VS Code does not know by itself are contributed.
  assert.deepEqual(
    contributes.semanticTokenModifiers.map(m => m.id),
    ["control"],
  );
});
