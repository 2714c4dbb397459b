/**
 * Every refactoring at every place of files that use the whole language: what is offered can be done or says why not, and what is done
 * leaves no error that was not there. In broken texts it does not fall.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { actionContext } from "../../../server/src/features/actions/action.ts";
import { runSteps } from "../../../server/src/features/actions/runSteps.ts";
import { allActions } from "../../../server/src/features/actions/allActions.ts";
import { actionTexts } from "../../../server/src/messages/actionTexts.ts";
import { TokenKind } from "../../../server/src/syntax/tokenKind.ts";
import { openWorkspace, withTextsOver } from "../../support/everywhere.ts";
import { finish } from "../../support/finish.ts";

const FILE = "main.proto";

/** Runs all that is offered at each name of a text; how often something was done. */
function sweep(source: string): Map<string, number> {
  const files = { [FILE]: source };
  const s = openWorkspace(files);
  const tree = s.tree(FILE);
  assert.ok(tree);
  const errors = (texts: Readonly<Record<string, string>>): string[] => {
    const after = openWorkspace(texts);
    return Object.keys(texts).flatMap(f =>
      after
        .problems(f)
        .filter(p => p.severity === "error")
        .map(p => `${p.code} ${p.args.join(" ")}`),
    );
  };
  const known = errors(files).length;
  const done = new Map<string, number>();
  const seen = new Set<string>();
  for (let t = 0; t < tree.tokens.count; t++) {
    if (tree.tokens.kinds[t] !== TokenKind.Ident) continue;
    const start = tree.tokens.starts[t] as number;
    for (const length of [0, 60]) {
      const surroundings = {
        ...s,
        history: new Map(),
        withTexts: withTextsOver(files),
        isOwn: (f: string) => !f.startsWith("google/protobuf/"),
        allFiles: () => Object.keys(files),
      };
      const ctx = actionContext(surroundings, FILE, { start, end: Math.min(source.length, start + length) });
      assert.ok(ctx);
      for (const action of allActions)
        for (const { title, refused, argument } of action.offers(ctx)) {
          assert.ok(title.text in actionTexts);
          const key = JSON.stringify([action.id, title.args, argument]);
          if (refused || seen.has(key)) continue;
          seen.add(key);
          const outcome = finish(runSteps(action, ctx, argument));
          if (!outcome.ok) {
            assert.ok(outcome.reason.text in actionTexts);
            continue;
          }
          const texts = { ...files, ...Object.fromEntries(outcome.draft.texts(s)) };
          const now = errors(texts);
          assert.ok(now.length <= known, `${key} at ${start}: ${now.join(", ")}\n${texts[FILE]}`);
          assert.notEqual(Object.values(texts).join(""), source, key);
          done.set(action.id, (done.get(action.id) ?? 0) + 1);
        }
    }
  }
  return done;
}

for (const seed of ["everything", "proto2"])
  test(`${seed}.proto with Windows line ends`, () => {
    const done = sweep(readFileSync(`test/fuzz/seeds/${seed}.proto`, "utf8").replaceAll("\n", "\r\n"));
    assert.ok(done.size >= 5, [...done].join(" "));
  });

for (const seed of ["everything", "proto2"])
  test(`${seed}.proto`, () => {
    const done = sweep(readFileSync(`test/fuzz/seeds/${seed}.proto`, "utf8"));
    assert.ok(done.size >= 5, [...done].join(" "));
  });

test("texts that end anywhere", () => {
  const source = readFileSync("test/fuzz/seeds/proto2.proto", "utf8");
  for (let i = 1; i < 12; i++) sweep(source.slice(0, Math.floor((source.length * i) / 12)));
});
