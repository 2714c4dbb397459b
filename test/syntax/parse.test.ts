import assert from "node:assert/strict";
import { test } from "node:test";
import type { Name, Node } from "../../server/src/syntax/ast.ts";
import { childrenOf } from "../../server/src/syntax/children.ts";
import { parse } from "../../server/src/syntax/parse.ts";

/** Line:column and code of each problem. */
function problems(source: string): string {
  return parse(source)
    .problems.map(p => {
      const before = source.slice(0, p.span.start).split("\n");
      return `${before.length}:${(before.at(-1) as string).length + 1} ${p.code}`;
    })
    .join(", ");
}

/** Kinds and extents of nodes, indented. */
function shape(source: string): string {
  const tree = parse(source);
  const { starts } = tree.tokens;
  const lines: string[] = [];
  const walk = (node: Node, depth: number): void => {
    const text = source.slice(starts[node.first], starts[node.last + 1]);
    if (node.kind !== "Name")
      lines.push(`${"  ".repeat(depth)}${node.kind} ${text.replaceAll(/\s+/g, " ").slice(0, 40)}`);
    for (const child of childrenOf(node)) walk(child, depth + 1);
  };
  for (const decl of tree.root.decls) walk(decl, 0);
  return lines.join("\n");
}

test("a file of each statement", () => {
  assert.equal(
    problems(`edition = "2024";
package a.b;
import "x.proto"; import public "y.proto"; import option "z.proto";
option (my.opt).inner = { a: 1, [ext.b] { c: [1, -2.5, inf] }, d < e: "f" 'g' > };
export message M {
  .a.B field = 1 [deprecated = true, (x) = -1];
  map<string, int32> m = 2;
  oneof o { string s = 3; option (oo) = 1; }
  reserved 4, 5 to 6, 7 to max; reserved old_name;
  extensions 100 to 200 [verification = UNVERIFIED];
  local enum E { option allow_alias = true; A = 0; B = -1; reserved -5 to -2; }
  extend M { repeated int32 e = 100; }
}
service S { rpc R(stream M) returns (stream .a.b.M) { option (http) = {}; } rpc T(M) returns (M); ; }
`),
    "",
  );
});

test("keywords are names", () => {
  assert.equal(
    problems(`syntax = "proto3";
message message { string message = 1; int32 enum = 2; rpc rpc = 3; map map = 4; stream stream = 5; }
enum enum { option = 0; }
message rpc {} message map {} message stream {}
`),
    "3:20 P1102",
  );
});

test("a broken statement is reported once and the next one is read", () => {
  const cases: readonly (readonly [string, string])[] = [
    ['syntax = "proto3"\nmessage M {}', "2:1 P1100"],
    ['syntax = "proto4"; message M { int32 x = ; }', "1:10 P1180"],
    ['edition = "1999";', "1:11 P1181"],
    [
      'syntax = "proto3";\nmessage M {\n  int32 a = ;\n  int32 = 2;\n  int32 c 3;\n  int32 d = 4;\n}',
      "3:13 P1109, 4:9 P1106, 5:11 P1108",
    ],
    ['syntax = "proto3";\nmessage M {\n  int32 a = 1;', "3:15 P1120"],
    ['syntax = "proto3";\n}\nmessage M {}', "2:1 P1182, 2:1 P1129"],
    ['syntax = "proto3";\nservice S { rpc A(int32) returns (M); foo bar; }', "2:19 P1111, 2:39 P1100"],
    ["message M { int32 a = 1; }", "1:13 P1133"],
    [
      'edition = "2023";\nmessage M { optional int32 a = 1; required int32 b = 2; group G = 3 {} }',
      "2:13 P1131, 2:35 P1132, 2:57 P1135",
    ],
    [
      'syntax = "proto3"; message M { oneof o { optional int32 a = 1; map<int32, int32> b = 2; } }',
      "1:42 P1130, 1:64 P1140",
    ],
    ['syntax = "proto3"; enum E { A = 99999999999; B; }', "1:33 P1103, 1:47 P1126"],
    [
      'syntax = "proto3"; message M { reserved "a", 1; reserved b; reserved 1, "c"; }',
      "1:46 P1117, 1:58 P1116, 1:73 P1112",
    ],
    ['syntax = "proto3"; option a = {b: {c: 1}; message M {}', "1:55 P1164"],
    ['syntax = "proto3"; option a = -foo; option b = -"x"; option c = ;', "1:32 P1161, 1:49 P1162, 1:65 P1160"],
  ];
  for (const [source, expected] of cases) assert.equal(problems(source), expected, source);
});

test("the tree holds what a broken file does have", () => {
  assert.equal(
    shape('syntax = "proto3";\nmessage M { Foo f = ; repeated ; } enum E { A = } service S { rpc R(M) }'),
    `Syntax syntax = "proto3";
  String "proto3"
Message message M { Foo f = ; repeated ; }
  Body { Foo f = ; repeated ; }
    Field Foo f = ;
      Path Foo
    Field repeated ;
Enum enum E { A = }
  Body { A = }
    EnumValue A =
Service service S { rpc R(M) }
  Body { rpc R(M) }
    Method rpc R(M)
      MethodType (M)
        Path M`,
  );
});

test("children lie inside of their parents, in order", () => {
  const source = `syntax = "proto2"; package a; import "b";
message M { optional group G = 1 { optional M m = 1 [default = 3, (a.b).c = {d: <e: 1>}]; } extensions 4 to max; reserved 2, 3; }
extend M { optional int32 x = 4; } service S { rpc R(M) returns (stream M) { option a = 1; } }`;
  const tree = parse(source);
  const walk = (node: Node): void => {
    let at = node.first;
    for (const child of childrenOf(node)) {
      assert.ok(child.first >= at && child.last <= node.last, `${child.kind} in ${node.kind}`);
      at = child.last + 1;
      walk(child);
    }
  };
  walk(tree.root);
});

test("deep nesting ends in a problem, not in a crash", () => {
  const deep = `syntax = "proto3";${"message M {".repeat(10_000)}${"}".repeat(10_000)}`;
  assert.match(problems(deep), /P1121/);
  const literal = `syntax = "proto3"; option a = ${"{a:".repeat(10_000)}1${"}".repeat(10_000)};`;
  assert.equal(problems(literal), "");
});

test("the word of a scalar type is all of the type, whatever a message of that name holds", () => {
  const inMessage = (field: string): string => problems(`syntax = "proto3";\nmessage M { ${field} }`);
  assert.equal(inMessage("int32.Inner a = 1;"), "2:18 P1106");
  assert.equal(inMessage("group.Inner a = 1;"), "2:18 P1106");
  assert.equal(inMessage("map.Inner a = 1;"), "2:16 P1106");
  assert.equal(inMessage("map<int32, string.Inner> a = 1;"), "2:30 P1100");
  assert.equal(inMessage("oneof o { bool.Inner a = 1; }"), "2:27 P1106");
  assert.equal(inMessage(".int32.Inner a = 1; .group.Inner b = 2; .map.Inner c = 3; map d = 4;"), "");
  assert.equal(problems('edition = "2023";\nmessage M { group.Inner a = 1; }'), "2:13 P1135, 2:18 P1106");
});

test("a broken number is not said to be too large as well", () => {
  const numbered = (number: string): string => problems(`syntax = "proto3";\nmessage M { int32 a = ${number}; }`);
  assert.equal(numbered("0x"), "2:23 P1010");
  assert.equal(numbered("089"), "2:23 P1011");
  assert.equal(numbered("9".repeat(10_000)), "2:23 P1103");
});

test("what is half typed hides no declaration that begins a line below it", () => {
  const below = "message T { int32 a = 1; }\nexport enum E { A = 0; }\n";
  for (const typed of [
    "mes",
    "message",
    "message N",
    "enum",
    "service",
    "extend",
    "import",
    'import "',
    'import "x.proto"',
    "option",
    "option a =",
    "option a = 1",
    "package",
    "<<<<<<< HEAD",
    "foo bar",
  ]) {
    const tree = parse(`edition = "2024";\n${typed}\n${below}`);
    const names = tree.root.decls.flatMap(d => (d.kind === "Message" || d.kind === "Enum" ? [d.name?.text] : []));
    const shown = names.filter(name => name !== "N");
    assert.deepEqual(shown, ["T", "E"], typed);
    assert.ok(tree.problems.length > 0, typed);
    let at = 0;
    for (const d of tree.root.decls) {
      assert.ok(d.first >= at && d.last >= d.first, typed);
      at = d.last + 1;
    }
  }
});

test("a first line that is half typed, or names what nobody knows, hides nothing below it", () => {
  const line = 'edition = "2024";';
  const typed = Array.from(line.slice(0, -1), (_, i) => line.slice(0, i + 1));
  for (const first of [...typed, 'syntax = "proto4";', 'edition = "2999";']) {
    const { root } = parse(`${first}\npackage a.b;\nimport "x.proto";\noption java_package = "a";\nmessage M {}\n`);
    const kinds = root.decls.map(d => d.kind).filter(kind => kind !== "Syntax" && kind !== "Bad");
    assert.deepEqual(kinds, ["Package", "Import", "Option", "Message"], first);
  }
});

test("what stands in the block of a broken statement stays in it", () => {
  const names = (source: string): (string | undefined)[] =>
    parse(source).root.decls.flatMap(d => (d.kind === "Message" ? [d.name?.text] : []));
  assert.deepEqual(names('syntax = "proto3";\nmesage A {\n  message B { }\n}\nmessage C { }\n'), ["C"]);
  assert.deepEqual(names('syntax = "proto3";\nmessage A {\nmessage B { }\nmessage C { }\n'), ["A"]);
});

test("a member that is half typed hides none that begins a line below it", () => {
  const members = (block: string, typed: string, below: string): string[] => {
    const source = `syntax = "proto3";\n${block} {\n  ${typed}\n  ${below}\n}\n`;
    const [, decl] = parse(source).root.decls;
    const body = decl && "body" in decl ? decl.body : undefined;
    assert.ok(body?.closed, typed);
    let at = body.first;
    for (const d of body.decls) {
      assert.ok(d.first >= at && d.last >= d.first, typed);
      at = d.last + 1;
    }
    assert.ok(problems(source).split(", ").length === 1 && problems(source) !== "", `${typed}: ${problems(source)}`);
    return body.decls.flatMap(d => ("name" in d && d.name && !Array.isArray(d.name) ? [(d.name as Name).text] : []));
  };
  const fields = "repeated .a.B ref = 1 [deprecated = true];\n  map<string, a.B> by = 2;";
  for (const typed of [
    "Ti",
    "string",
    "string half",
    "string half =",
    "string half = 3",
    "string half = 3 [",
    "oneof",
    "reserved",
  ])
    assert.deepEqual(
      members("message M", typed, fields).filter(n => n !== "half"),
      ["ref", "by"],
      typed,
    );
  for (const typed of ["HALF", "HALF =", "HALF = 0"])
    assert.deepEqual(
      members("enum E", typed, "A = -1;\n  B = 2;").filter(n => n !== "HALF"),
      ["A", "B"],
      typed,
    );
  for (const typed of ["rpc", "rpc Half", "rpc Half(", "rpc Half(M) returns", "rpc Half(M) returns (M)", "rp"])
    assert.deepEqual(
      members("service S", typed, "rpc A(M) returns (M);").filter(n => n !== "Half"),
      ["A"],
      typed,
    );
});

test("a member with brackets that lacks its semicolon hides nothing on the next line, whatever that is", () => {
  const named = (block: string, lines: string): string => {
    const { root } = parse(`syntax = "proto3";\n${block} {\n  ${lines}\n}\nmessage Below {}\n`);
    const [, decl, below] = root.decls;
    assert.ok(decl && "body" in decl && decl.body?.closed && below?.kind === "Message", lines);
    return decl.body.decls.map(d => d.kind).join(" ");
  };
  for (const typed of [
    "int32 half = 3 []",
    "int32 half = 3 [dep]",
    "int32 half = 3 [(a.b) = { c }]",
    "int32 half = 3 [(a.b) = { c: 1 }",
    "map<>",
    "map<string, >",
  ])
    for (const [below, kind] of [
      ["int32 a = 1;", "Field"],
      ["oneof o { int32 b = 1; }", "Oneof"],
      ["message N { }", "Message"],
      ["enum E { A = 0; }", "Enum"],
      ["reserved 4;", "Reserved"],
      ["option deprecated = true;", "Option"],
    ])
      assert.equal(named("message M", `${typed}\n  ${below}`), `Field ${kind}`, `${typed} ${below}`);
  for (const typed of [
    "Ti",
    "string",
    "string half",
    "string half =",
    "string half = 3",
    "oneof o {}",
    "extend M { }",
  ])
    for (const below of ["message N { }", "oneof o { int32 a = 1; }", "reserved 4;"])
      assert.equal(named("message M", `${typed}\n  ${below}`).split(" ").length, 2, `${typed} ${below}`);
  assert.equal(named("message M", "reserved 9, 10 t\n  int32 a = 1;"), "Reserved Field");
  assert.equal(named("enum E", "A = 0 [dep]\n  B = 1;"), "EnumValue EnumValue");
  assert.equal(named("enum E", "reserved 5 to m\n  B = 1;"), "Reserved EnumValue");
  assert.equal(named("service S", "rpc New(M) ret\n  rpc A(M) returns (M);"), "Method Method");
  assert.equal(named("service S", "rpc New(M) returns ()\n  option deprecated = true;"), "Method Option");
});

test("a field stays whose options are half typed", () => {
  const tree = parse('syntax = "proto3";\nmessage M {\n  string a = 1 [\n  string b = 2;\n}\n');
  const [, m] = tree.root.decls;
  assert.deepEqual(m?.kind === "Message" && m.body?.decls.map(d => d.kind === "Field" && d.name?.text), ["a", "b"]);
});

test("what a broken member has on its own lines is no other member", () => {
  assert.equal(
    problems(
      'syntax = "proto3";\nmessage M {\n  optional\n  string a = 3 what;\n  string b = 4 [\n    packed = 5 6\n  ];\n}\n',
    ),
    "4:16 P1100, 6:16 P1100",
  );
});
