import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { canonical, format } from "../../server/src/format/format.ts";
import { parse } from "../../server/src/syntax/parse.ts";

/** Formats, and sees that the result is kept as it is when it is formatted again. */
function formatted(text: string, options = canonical): string {
  const result = format(parse(text), options);
  assert.equal(result.refusal, undefined);
  assert.equal(format(parse(result.text), options).text, result.text, "formatting twice is formatting once");
  return result.text;
}

suite("declarations", () => {
  test("blanks, indentation, empty bodies and blank lines", () => {
    assert.equal(
      formatted(`syntax="proto3" ;


message   A{ int32 a=1;repeated  .a . B b = 2;


  map < string ,.a.B > c=3;

}
message B { }
enum E { A = - 1; option allow_alias=true; }
service S { rpc M ( stream A ) returns( .a.B ) { } rpc N(A) returns (A) { option deprecated=true; } rpc O(A) returns (A); }`),
      `syntax = "proto3";

message A {
  int32 a = 1;
  repeated .a.B b = 2;

  map<string, .a.B> c = 3;
}
message B {}
enum E {
  A = -1;
  option allow_alias = true;
}
service S {
  rpc M(stream A) returns (.a.B) {}
  rpc N(A) returns (A) {
    option deprecated = true;
  }
  rpc O(A) returns (A);
}
`,
    );
  });

  test("groups, extensions, ranges, oneofs", () => {
    assert.equal(
      formatted(`syntax = "proto2";
message A { optional group  G = 1 [deprecated=true]{optional int32 x=1;} oneof o { int32 p = 2; group Q=3{} }
extensions 10 to 20 , 30 to max[declaration={number:10,full_name:".a"},verification = UNVERIFIED]; reserved "a" , "b"; reserved 5,7 to 8; }
extend .A { optional int32 y = 11; }`),
      `syntax = "proto2";

message A {
  optional group G = 1 [deprecated = true] {
    optional int32 x = 1;
  }
  oneof o {
    int32 p = 2;
    group Q = 3 {}
  }
  extensions 10 to 20, 30 to max [
    declaration = {
      number: 10
      full_name: ".a"
    },
    verification = UNVERIFIED
  ];
  reserved "a", "b";
  reserved 5, 7 to 8;
}
extend .A {
  optional int32 y = 11;
}
`,
    );
  });

  test("what the newest editions have", () => {
    assert.equal(
      formatted(`edition="2024";
export   message A{local enum E{Z=0;reserved  B,C;}}`),
      `edition = "2024";

export message A {
  local enum E {
    Z = 0;
    reserved B, C;
  }
}
`,
    );
  });

  test("semicolons that end nothing go", () => {
    assert.equal(formatted("message A {\n  int32 a = 1;;\n  ;\n};\n;\n"), "message A {\n  int32 a = 1;\n}\n");
  });
});

suite("options", () => {
  test("one stays on the line of its field, more have lines of their own", () => {
    assert.equal(
      formatted(`message A {
  int32 a = 1
      [ deprecated=true ];
  int32 b = 2 [deprecated=true,json_name="x"];
}
`),
      `message A {
  int32 a = 1 [deprecated = true];
  int32 b = 2 [
    deprecated = true,
    json_name = "x"
  ];
}
`,
    );
  });

  test("literals: a single scalar on one line, separators and signs of one form", () => {
    assert.equal(
      formatted(`option (a) = { b : 1 };
option (c).d = { e <f:1;g:"x">, [h . i] : [1,2] , j { k: [ ] } l: [ - 1 ] };
option (m) = {};
`),
      `option (a) = {b: 1};
option (c).d = {
  e: {
    f: 1
    g: "x"
  }
  [h.i]: [
    1,
    2
  ]
  j: {
    k: []
  }
  l: [-1]
};
option (m) = {};
`,
    );
  });

  test("strings that are joined stand below each other", () => {
    assert.equal(
      formatted(`option (a) = "x" 'y';
message M { int32 a = 1 [(b) = {c: "x" "y"}, (d) = "z" "z"]; }
`),
      `option (a) =
  "x"
  'y';

message M {
  int32 a = 1 [
    (b) = {
      c:
        "x"
        "y"
    },
    (d) =
      "z"
      "z"
  ];
}
`,
    );
  });
});

suite("the head of a file", () => {
  test("its parts in order, imports by path, options by name, custom ones last", () => {
    assert.equal(
      formatted(`// licence

edition = "2024";
import "z.proto"; // z

import option "b.proto";
// about a
import public "a.proto";
option (y.x) = 1;
message A {}
option java_package = "j";

option go_package = "g";
package p;
`),
      `// licence

edition = "2024";
package p;

// about a
import public "a.proto";
import "z.proto"; // z
import option "b.proto";

option go_package = "g";
option java_package = "j";
option (y.x) = 1;

message A {}
`,
    );
  });

  test("a detached comment heads a group that is sorted by itself", () => {
    assert.equal(
      formatted(`import "d.proto";
import "c.proto";

// Others

import "b.proto";
import "a.proto";
`),
      `import "c.proto";
import "d.proto";

// Others

import "a.proto";
import "b.proto";
`,
    );
  });

  test("a comment below an import stays its own", () => {
    assert.equal(
      formatted('import "b.proto";\n// of b\n\nimport "a.proto";\n'),
      'import "a.proto";\nimport "b.proto";\n// of b\n',
    );
  });

  test("an option that is set twice is set in the same order", () => {
    assert.equal(
      formatted("option (b) = 2;\noption (a) = 9;\noption (b) = 1;\n"),
      "option (a) = 9;\noption (b) = 2;\noption (b) = 1;\n",
    );
  });

  test("stays where it is on demand", () => {
    const text = 'import "b.proto";\nimport "a.proto";\n';
    assert.equal(formatted(text, { ...canonical, order: "kept" }), text);
  });
});

suite("the text around", () => {
  test("line ends, byte order mark and final line end", () => {
    assert.equal(
      formatted("message A {\r\nint32 a = 1; }"),
      "message A {\n  int32 a = 1;\n}\n".replaceAll("\n", "\r\n"),
    );
    assert.equal(formatted("\ufeffmessage  A {}"), "\ufeffmessage A {}\n");
    assert.equal(formatted("message A {}\n\n\n"), "message A {}\n");
    assert.equal(formatted(""), "");
    assert.equal(formatted("\n \n"), "");
  });

  test("the editor's indentation", () => {
    assert.equal(
      formatted("message A { int32 a = 1 [(b) = {c: 1, d: 2}]; }", { indent: "\t", order: "canonical" }),
      "message A {\n\tint32 a = 1 [(b) = {\n\t\tc: 1\n\t\td: 2\n\t}];\n}\n",
    );
  });

  test("edits touch nothing that stays", () => {
    const { edits } = format(parse("message A {\n  int32 a = 1;\n  int32   b = 2;\n   int32 c = 3;\n}\n"), canonical);
    assert.deepEqual(edits, [
      { span: { start: 35, end: 37 }, text: "" },
      { span: { start: 46, end: 47 }, text: "" },
    ]);
  });
});
