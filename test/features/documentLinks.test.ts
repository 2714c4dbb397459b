import assert from "node:assert/strict";
import { test } from "node:test";
import { documentLinks } from "../../server/src/features/documentLinks.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

test("imports lead to their file; those without one lead nowhere", () => {
  const text = 'import "a.proto";\nimport public "google/protobuf/any.proto";\nimport "gone.proto";\nimport \n';
  const { db } = new MemoryWorkspace({ "main.proto": text, "a.proto": "" }, () => ({ problems: [] }));
  const tree = db.tree("main.proto");
  assert.ok(tree);
  assert.deepEqual(
    documentLinks(db, "main.proto", tree).map(l => [text.slice(l.span.start, l.span.end), l.target]),
    [
      ["a.proto", "a.proto"],
      ["google/protobuf/any.proto", "google/protobuf/any.proto"],
    ],
  );
});
