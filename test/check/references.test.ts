import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { renderProblem } from "../../server/src/messages/render.ts";
import { Database } from "../../server/src/workspace/database.ts";
import { fixed, problemsOf } from "../support/checked.ts";

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
}
message q {}
enum E { ZERO = 0; }
service S { rpc Do(E) returns (M); rpc Other(q.Inner) returns (M); }
`),
    `main.proto:4:3 P2030 «Nowhere» Nowhere
main.proto:5:3 P2031 «far.Far» far.Far, elsewhere.proto
main.proto:6:3 P2030 «S» S
main.proto:7:3 P2030 «p.MapsEntry» p.MapsEntry
main.proto:12:20 P2034 «E» E
main.proto:12:46 P2032 «q.Inner» q.Inner, p.q.Inner, p.q`,
  );
});

test("a name with a slip of the keys is mended by the type that was meant", () => {
  const source = (type: string, rpc = "Money") => `
//- money.proto
syntax = "proto3";
package shop.v1;
message Money { enum Rounding { UP = 0; } }
//- main.proto
syntax = "proto3";
package shop.v1;
import "money.proto";
message Item { ${type} field = 1; message Part {} map<string, Part> parts = 2; }
service Shop { rpc Get(${rpc}) returns (Item); }
`;
  const meant = (type: string) => /message Item \{ (.*?) field/.exec(fixed(source(type), "F2030"))?.[1];
  assert.equal(meant("Mony"), "Money");
  assert.equal(meant("shop.v1.Monye"), "shop.v1.Money");
  assert.equal(meant("v1.Moneyy"), "v1.Money");
  assert.equal(meant(".shop.v1.Monex"), ".shop.v1.Money");
  assert.equal(meant("Money.Roundin"), "Money.Rounding");
  assert.equal(meant("Prt"), "Part");
  assert.equal(meant("strng"), "string");
  assert.equal(meant("integer"), "int32");
  // Nothing is near, or what is near may not stand there.
  assert.throws(() => fixed(source("Currency"), "F2030"));
  assert.throws(() => fixed(source("PartsEntr"), "F2030"));
  assert.throws(() => fixed(source("string", "strin"), "F2030"));
  assert.throws(() => fixed(source("string", "Money.Roundin"), "F2030"));
});

test("a name that another scope hides is mended by a dot in front", () => {
  const source = `
//- top.proto
syntax = "proto3";
package a;
message T {}
//- main.proto
syntax = "proto3";
package x.a;
import "top.proto";
message M { a.T t = 1; }
`;
  assert.equal(problemsOf(source), `main.proto:4:13 P2032 «a.T» a.T, x.a.T, x.a`);
  assert.equal(
    fixed(source, "F2032"),
    `syntax = "proto3";
package x.a;
import "top.proto";
message M { .a.T t = 1; }
`,
  );
});

test("an import is added among the others, in order", () => {
  const source = `
//- lib/b.proto
syntax = "proto3";
package lib;
message B {}
//- a.proto
syntax = "proto3";
message A {}
//- c.proto
syntax = "proto3";
message C {}
//- main.proto
syntax = "proto3";
import "a.proto";
import "z.proto";
message M { A a = 1; lib.B b = 2; Z z = 3; }
//- z.proto
syntax = "proto3";
message Z {}
`;
  assert.equal(problemsOf(source), `main.proto:4:22 P2031 «lib.B» lib.B, lib/b.proto`);
  assert.equal(
    fixed(source, "F2031"),
    `syntax = "proto3";
import "a.proto";
import "lib/b.proto";
import "z.proto";
message M { A a = 1; lib.B b = 2; Z z = 3; }
`,
  );
});

test("a file that is imported for its options shows its types once it is imported plainly", () => {
  const source = `
//- lib.proto
syntax = "proto3";
package lib;
message B {}
//- main.proto
edition = "2024";
import option "google/protobuf/cpp_features.proto";
import option "lib.proto";
message M { lib.B b = 2; }
`;
  assert.equal(problemsOf(source), `main.proto:4:13 P2031 «lib.B» lib.B, lib.proto`);
  assert.equal(
    fixed(source, "F2034"),
    `edition = "2024";
import "lib.proto";
import option "google/protobuf/cpp_features.proto";
message M { lib.B b = 2; }
`,
  );
});

test("a name that means no type where only that can be meant", () => {
  assert.equal(
    problemsOf(`
syntax = "proto3";
message M { .S s = 1; }
service S {}
`),
    `2:13 P2033 «.S» .S`,
  );
});

test("of an extension of what is no message the type is not judged", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
enum E { Z = 0; }
extend Missing { optional Lost a = 1; repeated Lost b = 2; }
extend E { optional Lost c = 1; }
message M { optional Lost d = 1; }
`),
    `3:8 P2030 «Missing» Missing
4:8 P2034 «E» E
5:22 P2030 «Lost» Lost`,
  );
});

test("the message of a map is not used, which is said where all names and options are right", () => {
  const message = (option: string): string => `
syntax = "proto3";
message M {
  map<string, string> maps = 1;
  MapsEntry a = 2;
  repeated M.MapsEntry b = 3${option};
}
`;
  assert.equal(
    problemsOf(message("")),
    `4:3 P2035 «MapsEntry» MapsEntry
5:12 P2035 «M.MapsEntry» MapsEntry`,
  );
  assert.equal(problemsOf(message(" [nope = 1]")), "5:31 P4002 «nope» nope, nope");
});

test("a type in a file whose name imports find elsewhere is not said to lack an import", () => {
  const same = (pkg: string): string => `syntax = "proto3";\npackage ${pkg};\nmessage X {}\n`;
  const files: Record<string, string> = {
    "a/x.proto": same("a"),
    "b/x.proto": same("b"),
    "b/use.proto": 'syntax = "proto3";\nimport "x.proto";\nmessage U { b.X x = 1; a.X y = 2; }\n',
  };
  const db = new Database(
    {
      read: file => files[file],
      resolveImport: (_from, path) => (path === "x.proto" ? "a/x.proto" : undefined),
      importName: file => file.slice(2),
      whoDeclares: name => (name === "b.X" ? ["b/x.proto"] : []),
    },
    checkFile,
  );
  const [problem, ...others] = db.problems("b/use.proto");
  assert.deepEqual(others, []);
  assert.ok(problem);
  assert.equal(
    renderProblem(problem, "en"),
    "`b.X` is declared in another `x.proto` than the one that imports find first",
  );
  assert.match(renderProblem(problem, "ko"), /`x\.proto` 파일은 import로 먼저 찾는 파일이 아니라/);
  assert.deepEqual([problem.fixes ?? [], problem.related?.map(r => r.file)], [[], ["b/x.proto"]]);
});
