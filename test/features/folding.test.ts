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

test("imports are folded run by run", () => {
  const text = `import "a.proto";
import "b.proto";
option java_package = "a";
import "c.proto";
// Why.
import "d.proto";
message M {}
import "e.proto";
`;
  assert.deepEqual(lines(text), ["1–2 imports", "4–6 imports"]);
});

test("a comment behind code begins no run of comments", () => {
  assert.deepEqual(lines("option a = 1; // one\n// two\n// three\n\nmessage M {} // four\n// five\n"), [
    "2–3 comment",
  ]);
});

test("marked regions, one in the other", () => {
  const text = `// #region outer
// a comment
// of two lines
message M {
  // region inner
  int32 a = 1;
  // endregion
}
// #endregion
// #endregion
`;
  assert.deepEqual(lines(text), ["1–9 region", "2–3 comment", "4–8 block", "5–7 region"]);
});

test("literals in angles, lists, options of ranges, blocks of rpcs", () => {
  const text = `option (a) = {
  b <
    c: [
      1
    ]
  >
};
message M {
  extensions 1 to 5 [
    verification = UNVERIFIED
  ];
}
service S {
  rpc R(M) returns (M) {
  }
}
`;
  assert.deepEqual(lines(text), [
    "13–16 block",
    "14–15 block",
    "1–7 block",
    "2–6 block",
    "3–5 block",
    "8–12 block",
    "9–11 block",
  ]);
});

test("the line of a bracket that closes stays, the last of a block that is open goes", () => {
  const last = (text: string): string[] => folds(parse(text)).map(f => f.lastLine);
  assert.deepEqual(last("message M {\n}\n"), ["shown"]);
  assert.deepEqual(last("message M {\n  int32 a = 1;\n"), ["folded"]);
  assert.deepEqual(last('import "a";\nimport "b";\n'), ["folded"]);
});

test("what stays on one line is not folded, what is not closed is", () => {
  assert.deepEqual(lines("message M { int32 a = 1; } // x\n"), []);
  assert.deepEqual(lines("message M {\n  int32 a = 1;\n"), ["1–2 block"]);
});
