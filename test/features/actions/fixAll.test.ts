import assert from "node:assert/strict";
import { test } from "node:test";
import { fixAll, fixEverything } from "../../../server/src/features/actions/fixAll.ts";
import { applyEdits } from "../../../server/src/base/applyEdits.ts";
import { openWorkspace, withTextsOver } from "../../support/everywhere.ts";
import { parseFixture } from "../../support/fixture.ts";

test("makes what leaves no choice, once, and nothing else", () => {
  const { files } = parseFixture(`
//- a.proto
syntax = "proto3"; package a; message A {}
//- one.proto
syntax = "proto3"; package x; message Two {}
//- other.proto
syntax = "proto3"; package x; message Two {}
//- main.proto
syntax = "proto3";
package m;
import "one.proto";
message M {
  a.A first = 1;
  a.A second = 1;
}
`);
  const text = files["main.proto"] as string;
  assert.equal(
    applyEdits(text, fixAll(openWorkspace(files).problems("main.proto"))),
    text.replace('import "one.proto"', 'import "a.proto";\nimport "one.proto"'),
  );
});

function everything(source: string): string {
  const { files } = parseFixture(source);
  const s = openWorkspace(files);
  return fixEverything(s, "main.proto", withTextsOver(files), p => p.code !== "P2010").textAfter(s, "main.proto");
}

test("what comes to light once the rest is mended is mended too", () => {
  assert.equal(
    everything(`
//- main.proto
edition = "2024";
import option "o.proto";
import "unused.proto";
message M {
  reserved "old";
  a.A first = 1
  a.A second = 2
}
//- a.proto
syntax = "proto3"; package a; message A {}
//- o.proto
edition = "2024";
//- unused.proto
edition = "2024";
`),
    `edition = "2024";
import "a.proto";
import "unused.proto";
import option "o.proto";
message M {
  reserved old;
  a.A first = 1;
  a.A second = 2;
}
`,
  );
});

test("nothing where nothing is safe", () => {
  const text = 'syntax = "proto3";\nmessage M {\n  string a = 1;\n  string b = 1;\n}\n';
  assert.equal(everything(`//- main.proto\n${text}`), text);
});
