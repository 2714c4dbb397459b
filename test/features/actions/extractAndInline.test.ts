import assert from "node:assert/strict";
import { test } from "node:test";
import { extractFields } from "../../../server/src/features/actions/extractFields.ts";
import { inlineMessage } from "../../../server/src/features/actions/inlineMessage.ts";
import { act, after, offered, refused } from "../../support/actions.ts";

test("selected fields get a message of their own, with comments and options", () => {
  const source =
    'syntax = "proto3";\npackage p;\nmessage User {\n  enum Kind { NONE = 0; }\n  int32 id = 1;\n  // Where.\n  string «street = 2 [deprecated = true];\n  Kind city» = 5; // kind\n  int32 z = 7;\n}\nmessage Last {}\n';
  assert.equal(
    after(extractFields, source),
    'syntax = "proto3";\npackage p;\nmessage User {\n  reserved 2, 5;\n  reserved "street", "city";\n  enum Kind { NONE = 0; }\n  int32 id = 1;\n  UserDetails details = 8;\n  int32 z = 7;\n}\n\nmessage UserDetails {\n  // Where.\n  string street = 1 [deprecated = true];\n  User.Kind city = 2; // kind\n}\n\nmessage Last {}\n',
  );
  const { outcome, files } = act(extractFields, source);
  assert.equal(files["main.proto"]?.slice(outcome.rename?.offset).startsWith("UserDetails {"), true);
  assert.equal(outcome.warning?.text, "wireChanges");
});

test("comments go with the fields, and only with them", () => {
  const source =
    'syntax = "proto3";\nmessage M {\n  // A.\n  int32 «a = 1; // a\n\n  // Apart.\n\n  int32 b» = 2; /* b */ /* too */\n  int32 c = 3; /* c */\n}\n';
  assert.equal(
    after(extractFields, source),
    'syntax = "proto3";\nmessage M {\n  reserved 1 to 2;\n  reserved "a", "b";\n  MDetails details = 4;\n\n  // Apart.\n\n  int32 c = 3; /* c */\n}\n\nmessage MDetails {\n  // A.\n  int32 a = 1; // a\n\n  int32 b = 2; /* b */ /* too */\n}\n',
  );
});

test("not for required fields, and not where an option names one", () => {
  assert.deepEqual(offered(extractFields, 'syntax = "proto2"; message M { «required int32 a» = 1; }'), [
    "Extract a to a message: `a` is required: in a message that may be missing it would not be",
  ]);
  assert.match(
    refused(
      extractFields,
      '//- main.proto\nsyntax = "proto2"; import "google/protobuf/descriptor.proto";\nmessage O { «optional int32 a = 1»; }\nextend google.protobuf.FileOptions { optional O o = 50000; }\noption (o).a = 1;\n',
    ),
    /still named|new error/,
  );
  assert.deepEqual(offered(extractFields, 'syntax = "proto3"; message M { int32 a$0 = 1; }'), []);
});

test("options that the language has are no obstacle, whichever file declares them", () => {
  assert.match(
    after(
      extractFields,
      'syntax = "proto3";\nimport "google/protobuf/descriptor.proto";\noption java_package = "x";\nmessage M {\n  enum K { NONE = 0; }\n  K «k = 1»;\n}\nextend google.protobuf.FileOptions { string s = 50000; }\n',
    ),
    /message MDetails \{\n {2}M\.K k = 1;\n\}/,
  );
});

test("the fields of a message come in its place", () => {
  assert.equal(
    after(
      inlineMessage,
      'syntax = "proto3";\npackage p;\nmessage User {\n  int32 id = 1;\n  Address address$0 = 2;\n}\nmessage Address {\n  // Where.\n  string street = 1;\n  int32 id = 2 [deprecated = true];\n}\n',
    ),
    'syntax = "proto3";\npackage p;\nmessage User {\n  reserved 2;\n  reserved "address";\n  int32 id = 1;\n  // Where.\n  string street = 3;\n  int32 address_id = 4 [deprecated = true];\n}\n',
  );
});

test("a message that others use stays, and one of another file is inlined with its imports", () => {
  const { files } = act(
    inlineMessage,
    '//- a.proto\nsyntax = "proto3"; package a; import "v.proto"; message A { v.V v = 1; } message Other { A a = 1; }\n//- b.proto\nsyntax = "proto3"; package b;\nimport "a.proto";\nmessage B {\n  a.A a$0 = 1;\n}\n//- v.proto\nsyntax = "proto3"; package v; message V {}\n',
  );
  assert.deepEqual(Object.keys(files), ["b.proto"]);
  assert.equal(
    files["b.proto"],
    'syntax = "proto3"; package b;\nimport "v.proto";\nmessage B {\n  reserved 1;\n  reserved "a";\n  v.V v = 2;\n}\n',
  );
});

test("refused with the reason", () => {
  const reason = (source: string): string => offered(inlineMessage, source)[0] as string;
  assert.match(
    reason('syntax = "proto3"; message A { int32 x = 1; } message B { repeated A a$0 = 1; }'),
    /is repeated/,
  );
  assert.match(reason('syntax = "proto3"; message A { A a$0 = 1; }'), /holds itself/);
  assert.match(
    reason('syntax = "proto3"; message A { int32 x = 1; enum E { Z = 0; } } message B { A a$0 = 1; }'),
    /more than fields/,
  );
  assert.match(reason('syntax = "proto3"; message A {} message B { A a$0 = 1; }'), /no fields/);
});

test("a oneof is extracted as a whole, and a group with its message", () => {
  const oneof = `syntax = "proto3";

message A {
  string keep = 9;
  «// Either.
  oneof pick {
    // X.
    string x = 1;
    string y = 2;
  }
  map<string, B> bs = 3;»

  message B {}
}
`;
  assert.equal(
    after(extractFields, oneof),
    `syntax = "proto3";

message A {
  reserved 1 to 3;
  reserved "x", "y", "bs";
  string keep = 9;
  ADetails details = 10;

  message B {}
}

message ADetails {
  // Either.
  oneof pick {
    // X.
    string x = 1;
    string y = 2;
  }
  map<string, A.B> bs = 3;
}
`,
  );
  const group = `syntax = "proto2";

message A {
  «optional group G = 4 {
    optional int32 x = 1;
  }»
  optional A.G other = 2;
}
`;
  assert.equal(
    after(extractFields, group),
    `syntax = "proto2";

message A {
  reserved 4;
  reserved "g";
  optional ADetails details = 5;
  optional ADetails.G other = 2;
}

message ADetails {
  optional group G = 1 {
    optional int32 x = 1;
  }
}
`,
  );
});

test("a part of a oneof stays in it, and what editions require stays where it is", () => {
  const part = 'syntax = "proto3"; message A { oneof o { «int32 x = 1; int32 y» = 2; int32 z = 3; } }';
  assert.deepEqual(offered(extractFields, part), []);
  const required = 'edition = "2023"; message A { «int32 x = 1 [features.field_presence = LEGACY_REQUIRED];» }';
  assert.match(offered(extractFields, required)[0] as string, /`x` is required/);
});

test("oneofs and maps are inlined too, under names that are free", () => {
  const source = `syntax = "proto3";

message A {
  Address$0 address = 1;
  string zip = 2;
}

message Address {
  oneof code {
    // Zip.
    string zip = 1;
    string text = 5;
  }
  map<string, string> more = 2;
}
`;
  assert.equal(
    after(inlineMessage, source),
    `syntax = "proto3";

message A {
  reserved 1;
  reserved "address";
  oneof code {
    // Zip.
    string address_zip = 3;
    string text = 4;
  }
  map<string, string> more = 5;
  string zip = 2;
}
`,
  );
});

test("fields of a file with other steps of indentation, with the blank lines between them", () => {
  const source = `//- main.proto
syntax = "proto3";
import "v.proto";

message A {
\tV$0 v = 1;
}
//- v.proto
syntax = "proto3";

message V {
  // X.
  string x = 1 [
    deprecated = true
  ];

  string y = 2;
}
message W {
  V v = 1;
}
`;
  assert.equal(
    act(inlineMessage, source).files["main.proto"],
    `syntax = "proto3";

message A {
\treserved 1;
\treserved "v";
\t// X.
\tstring x = 2 [
\t\tdeprecated = true
\t];

\tstring y = 3;
}
`,
  );
});
