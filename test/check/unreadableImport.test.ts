import assert from "node:assert/strict";
import { test } from "node:test";
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { Database } from "../../server/src/workspace/database.ts";

test("an import that exists and cannot be read", () => {
  const db = new Database<Checked>(
    {
      read: file => (file === "main.proto" ? 'syntax = "proto3";\nimport "locked.proto";\n' : undefined),
      resolveImport: (_from, path) => path,
      importName: file => file,
      whoDeclares: () => [],
    },
    checkFile,
  );
  assert.deepEqual(
    db.problems("main.proto").map(p => [p.code, ...p.args]),
    [["P2006", "locked.proto"]],
  );
});
