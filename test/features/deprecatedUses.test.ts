import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { fileProblems } from "../../server/src/features/fileProblems.ts";
import { parseFixture } from "../support/fixture.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

/** Uses of what is deprecated in the first file of a fixture: the text at each, and the name. */
function usesIn(source: string): string[] {
  const { files } = parseFixture(source);
  const { db } = new MemoryWorkspace(files, checkFile);
  const [file = "", text = ""] = Object.entries(files)[0] ?? [];
  return fileProblems(db, file)
    .filter(p => p.code === "P2040")
    .map(p => `${text.slice(p.span.start, p.span.end)}: ${p.args.join()} ${p.severity} ${p.tag}`);
}

test("messages, enum values of defaults, and parts of qualified names", () => {
  const uses = usesIn(`
//- /a.proto
syntax = "proto2";
import "old.proto";
message A {
  optional Old old = 1;
  optional Old.Inner inner = 2;
  optional Kind kind = 3 [default = GONE];
  optional Kind fine = 4 [default = HERE];
}
//- /old.proto
syntax = "proto2";
message Old { option deprecated = true; message Inner {} }
enum Kind { HERE = 0; GONE = 1 [deprecated = true]; }
`);
  assert.deepEqual(uses, ["Old: Old hint deprecated", "Old: Old hint deprecated", "GONE: GONE hint deprecated"]);
});

test("custom options and fields in their values", () => {
  const uses = usesIn(`
//- /a.proto
syntax = "proto3";
import "opt.proto";
option (old_tag) = "x";
option (tag) = { gone: "x" here: "y" };
//- /opt.proto
syntax = "proto3";
import "google/protobuf/descriptor.proto";
message Tag { string gone = 1 [deprecated = true]; string here = 2; }
extend google.protobuf.FileOptions {
  string old_tag = 50000 [deprecated = true];
  Tag tag = 50001;
}
`);
  assert.deepEqual(uses, ["old_tag: old_tag hint deprecated", "gone: Tag.gone hint deprecated"]);
});

test("a deprecated file deprecates what it declares, for others", () => {
  const old = 'syntax = "proto3";\noption deprecated = true;\nmessage Old {}\nmessage Uses { Old old = 1; }\n';
  assert.deepEqual(
    usesIn(`//- /a.proto\nsyntax = "proto3";\nimport "old.proto";\nmessage A { Old o = 1; }\n//- /old.proto\n${old}`),
    ["Old: Old hint deprecated"],
  );
  assert.deepEqual(usesIn(`//- /old.proto\n${old}`), []);
});

test("what is deprecated itself may use it", () => {
  const uses = usesIn(`
syntax = "proto3";
message Old { option deprecated = true; Old next = 1; }
message A {
  Old kept = 1 [deprecated = true];
  Old used = 2;
}
`);
  assert.deepEqual(uses, ["Old: Old hint deprecated"]);
});
