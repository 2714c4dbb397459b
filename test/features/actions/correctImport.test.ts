import assert from "node:assert/strict";
import { test } from "node:test";
import { correctImport } from "../../../server/src/features/actions/correctImport.ts";
import { act, offered } from "../../support/actions.ts";

const workspace = `
//- /main.proto
syntax = "proto3";
import "PATH$0";
message A { shop.v1.Order order = 1; }
//- /shop/v1/order.proto
syntax = "proto3";
package shop.v1;
message Order {}
//- /old/v1/order.proto
syntax = "proto3";
package old.v1;
message Order {}
`;

test("files of that name are offered, those nearest to the path first", () => {
  assert.deepEqual(offered(correctImport, workspace.replace("PATH", "v1/order.proto")), [
    "Import `old/v1/order.proto` instead",
    "Import `shop/v1/order.proto` instead",
  ]);
  assert.deepEqual(offered(correctImport, workspace.replace("PATH", "api/shop/v1/order.proto")), [
    "Import `shop/v1/order.proto` instead",
    "Import `old/v1/order.proto` instead",
  ]);
});

test("a slip of the keys", () => {
  const { files } = act(correctImport, workspace.replace("PATH", "shop/v1/oder.proto"));
  assert.match(files["main.proto"] ?? "", /^import "shop\/v1\/order\.proto";$/m);
});

test("nothing for a path that leads somewhere, nor for one that is like no other", () => {
  assert.deepEqual(offered(correctImport, workspace.replace("PATH", "shop/v1/order.proto")), []);
  assert.deepEqual(offered(correctImport, workspace.replace("PATH", "billing/invoice.proto")), []);
});

test("what is imported already is not imported again", () => {
  const twice = workspace.replace('import "PATH$0";', 'import "shop/v1/order.proto";\nimport "v1/order.proto$0";');
  assert.deepEqual(offered(correctImport, twice), ["Import `old/v1/order.proto` instead"]);
});
