import assert from "node:assert/strict";
import { test } from "node:test";
import { folds } from "../../server/src/features/folding.ts";
import { parse } from "../../server/src/syntax/parse.ts";

/** First and last line of each fold, from 1, with its kind. */
function lines(text: string): string[] {
  const line = (offset: number): number => text.slice(0, offset).split("\n").length;
  return folds(parse(text))
    .map(f => `${line(f.span.start)}–${line(f.span.end - 1)} ${f.kind}`)
    .sort();
}

test("blocks, literals, imports and comments", () => {
  const text = `syntax = "proto3";
import "a.proto";
import "b.proto";
/* one
 * two */
message M {
  // three
  // four

  // five
  int32 a = 1 [(x) = {
    b: 1
  }];
  message N {
  }
}
`;
  assert.deepEqual(lines(text), [
    "11–13 block",
    "11–13 block",
    "14–15 block",
    "2–3 imports",
    "4–5 comment",
    "6–16 block",
    "7–8 comment",
  ]);
});

test("what stays on one line is not folded, what is not closed is", () => {
  assert.deepEqual(lines("message M { int32 a = 1; } // x\n"), []);
  assert.deepEqual(lines("message M {\n  int32 a = 1;\n"), ["1–2 block"]);
});
