import assert from "node:assert/strict";
import { test } from "node:test";
import { importType } from "../../../server/src/features/actions/importType.ts";
import { after, offered } from "../../support/actions.ts";

const others = `
//- /common/time.proto
syntax = "proto3";
package common;
message Instant {}
//- /shop/v1/order.proto
syntax = "proto3";
package shop.v1;
message Order { message Line {} }
enum State { STATE_UNSPECIFIED = 0; }
//- /old/v1/order.proto
syntax = "proto3";
package old.v1;
message Order {}
//- /cart.proto
syntax = "proto3";
package my.cart;
import "main.proto";
message Basket {}
`;
const file = (text: string): string => `
//- /main.proto
syntax = "proto3";
package my.shop;
${text}${others}`;

test("a type of files that are not imported is found by its own name, near packages first", () => {
  assert.deepEqual(offered(importType, file("message A { Ord$0er order = 1; }")), [
    "Import `old/v1/order.proto` and write `old.v1.Order`",
    "Import `shop/v1/order.proto` and write `.shop.v1.Order`",
  ]);
});

test("the import is added, and the name written so that it means the type", () => {
  assert.equal(
    after(importType, file("message A { repeated Inst$0ant times = 1; }")),
    `syntax = "proto3";
package my.shop;

import "common/time.proto";
message A { repeated common.Instant times = 1; }
`,
  );
});

test("the last part of a qualifier is enough", () => {
  assert.deepEqual(offered(importType, file("message A { map<string, v1.Order.Li$0ne> lines = 1; }")), [
    "Import `shop/v1/order.proto` and write `.shop.v1.Order.Line`",
  ]);
});

test("a type that is seen already needs its package alone", () => {
  const text = file('import "shop/v1/order.proto";\nmessage A { Sta$0te state = 1; }');
  assert.deepEqual(offered(importType, text), ["Write `.shop.v1.State`"]);
  assert.match(
    after(importType, text),
    /import "shop\/v1\/order\.proto";\nmessage A \{ \.shop\.v1\.State state = 1; \}/,
  );
});

test("an rpc takes messages alone", () => {
  const rpc = (type: string): string => file(`service S { rpc Do(${type}) returns (${type.replace("$0", "")}); }`);
  assert.deepEqual(offered(importType, rpc("Sta$0te")), []);
  assert.deepEqual(offered(importType, rpc("Inst$0ant")), ["Import `common/time.proto` and write `common.Instant`"]);
});

test("nothing for a name that stands for something, or that nobody declares, or where it would make a circle", () => {
  assert.deepEqual(offered(importType, file("message A { A$0 a = 1; }")), []);
  assert.deepEqual(offered(importType, file("message A { Nob$0ody a = 1; }")), []);
  assert.deepEqual(offered(importType, file("message A { Bask$0et a = 1; }")), []);
});
