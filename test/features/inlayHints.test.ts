import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { type HintKind, inlayHints } from "../../server/src/features/inlayHints.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const all: ReadonlySet<HintKind> = new Set(["tag-size", "json-name", "next-number"]);

/** The text with each hint in ‹› where it is shown. */
function hinted(text: string, kinds = all): string {
  const { db } = new MemoryWorkspace({ "a.proto": text }, checkFile);
  let out = text;
  for (const { offset, text: hint } of inlayHints(db, "a.proto", { start: 0, end: text.length }, kinds).toReversed())
    out = `${out.slice(0, offset)}‹${hint}›${out.slice(offset)}`;
  return out;
}

test("the number that comes next, behind the brace that ends a message", () => {
  assert.equal(
    hinted(
      'syntax = "proto3";\nmessage A {\n  string a = 1;\n  reserved 2;\n  message B { int32 b = 5; }\n}\nmessage C {}\n',
    ),
    'syntax = "proto3";\nmessage A {\n  string a = 1;\n  reserved 2;\n  message B { int32 b = 5; }‹next = 6›\n}‹next = 3›\nmessage C {}\n',
  );
});

test("names in JSON that differ, and tags of more than a byte", () => {
  assert.equal(
    hinted(
      'syntax = "proto3";\nmessage A { string a_b = 16; string c = 2; }\n',
      new Set(["tag-size", "json-name"] as const),
    ),
    'syntax = "proto3";\nmessage A { string a_b‹"aB"› = 16‹2 B›; string c = 2; }\n',
  );
});
