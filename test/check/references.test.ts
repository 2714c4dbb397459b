import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("names are declared, imported and of the right kind", () => {
  assert.equal(
    problemsOf(`
//- elsewhere.proto
syntax = "proto3";
package far;
message Far {}
//- main.proto
syntax = "proto3";
package p;
message M {
  Nowhere a = 1;
  far.Far b = 2;
  S c = 3;
  p.MapsEntry d = 4;
  map<string, string> maps = 5;
  MapsEntry e = 6;
}
message q {}
enum E { ZERO = 0; }
service S { rpc Do(E) returns (M); rpc Other(q.Inner) returns (M); }
`),
    `main.proto:4:3 P2030 «Nowhere» Nowhere
main.proto:5:3 P2031 «far.Far» far.Far, elsewhere.proto
main.proto:6:3 P2030 «S» S
main.proto:7:3 P2030 «p.MapsEntry» p.MapsEntry
main.proto:9:3 P2035 «MapsEntry» MapsEntry
main.proto:13:20 P2034 «E» E
main.proto:13:46 P2032 «q.Inner» q.Inner, p.q.Inner, p.q`,
  );
});

test("a name that another scope hides is mended by a dot in front", () => {
  assert.equal(
    problemsOf(`
//- top.proto
syntax = "proto3";
package a;
message T {}
//- main.proto
syntax = "proto3";
package x.a;
import "top.proto";
message M { a.T t = 1; }
`),
    `main.proto:4:13 P2032 «a.T» a.T, x.a.T, x.a`,
  );
});
