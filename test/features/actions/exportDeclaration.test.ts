import assert from "node:assert/strict";
import { test } from "node:test";
import { exportDeclaration } from "../../../server/src/features/actions/exportDeclaration.ts";
import { act, offered, refused } from "../../support/actions.ts";
import { openWorkspace } from "../../support/everywhere.ts";
import { parseFixture } from "../../support/fixture.ts";

const using = (type: string, other: string): string => `
//- /main.proto
edition = "2024";
import "b.proto";
message A { ${type}$0 b = 1; }
//- /b.proto
edition = "2024";
${other}
`;

/** The other file afterwards; the first has no error any more. */
function exported(type: string, other: string): string {
  const source = using(type, other);
  const { files } = act(exportDeclaration, source);
  assert.deepEqual(Object.keys(files), ["b.proto"]);
  const s = openWorkspace({ ...parseFixture(source).files, ...files });
  assert.deepEqual(s.problems("main.proto"), []);
  return (files["b.proto"] ?? "").split("\n").slice(1).join("\n").trim();
}

test("`local` becomes `export`", () => {
  assert.deepEqual(offered(exportDeclaration, using("B", "local message B {}")), ["Mark `B` as `export` in b.proto"]);
  assert.equal(exported("B", "local message B {}"), "export message B {}");
  assert.equal(exported("E", "local enum E { E_UNSPECIFIED = 0; }"), "export enum E { E_UNSPECIFIED = 0; }");
});

test("what is local by default is marked", () => {
  assert.equal(
    exported("B.C", "message B {\n  // Inside.\n  message C {}\n}"),
    "message B {\n  // Inside.\n  export message C {}\n}",
  );
});

test("nothing for what is seen, and a reason where exports are forbidden", () => {
  assert.deepEqual(offered(exportDeclaration, using("B", "message B {}")), []);
  assert.equal(
    refused(
      exportDeclaration,
      using("B.C", "option features.default_symbol_visibility = STRICT;\nexport message B { message C {} }"),
    ),
    "b.proto would have a new error",
  );
});
