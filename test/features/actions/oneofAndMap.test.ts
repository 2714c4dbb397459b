import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMap } from "../../../server/src/features/actions/makeMap.ts";
import { wrapInOneof } from "../../../server/src/features/actions/wrapInOneof.ts";
import { act, after, offered, refused } from "../../support/actions.ts";

test("selected fields go into a oneof, without labels, with their comments", () => {
  const source =
    'syntax = "proto3";\nmessage M {\n  int32 z = 9;\n  // A.\n  optional int32 «a = 1;\n  string b» = 2; // b\n  int32 c = 3;\n}\n';
  assert.equal(
    after(wrapInOneof, source),
    'syntax = "proto3";\nmessage M {\n  int32 z = 9;\n  oneof kind {\n    // A.\n    int32 a = 1;\n    string b = 2; // b\n  }\n  int32 c = 3;\n}\n',
  );
  const { outcome, files } = act(wrapInOneof, source);
  assert.equal(files["main.proto"]?.slice(outcome.rename?.offset).startsWith("kind {"), true);
  assert.equal(outcome.warning?.text, "onlyOneIsKept");
});

test("one field on a line of others", () => {
  assert.equal(
    after(wrapInOneof, 'syntax = "proto3"; message M { int32 a$0 = 1; int32 b = 2; }'),
    'syntax = "proto3"; message M { oneof a_kind { int32 a = 1; } int32 b = 2; }',
  );
});

test("what a oneof cannot hold is refused with the reason", () => {
  assert.deepEqual(offered(wrapInOneof, 'syntax = "proto3"; message M { repeated int32 a$0 = 1; }'), [
    "Wrap a in a oneof: `a` is repeated, required or a map, which a oneof cannot hold",
  ]);
  assert.deepEqual(offered(wrapInOneof, 'syntax = "proto3"; message M { oneof o { int32 a$0 = 1; } }'), []);
});

test("a list of entries becomes a map; the entry goes where nobody else names it", () => {
  assert.equal(
    after(
      makeMap,
      'syntax = "proto3";\npackage p;\nmessage M {\n  message Pair {\n    string key = 1;\n    V value = 2;\n  }\n  repeated Pair pairs$0 = 4 [deprecated = true];\n}\nmessage V {}\n',
    ),
    'syntax = "proto3";\npackage p;\nmessage M {\n  map<string, V> pairs = 4 [deprecated = true];\n}\nmessage V {}\n',
  );
  assert.match(
    after(
      makeMap,
      'syntax = "proto3"; message P { string key = 1; V value = 2; message X {} } message V {} message M { repeated P p$0 = 1; }'.replace(
        " message X {}",
        "",
      ),
    ),
    /message M \{ map<string, V> p = 1; \}/,
  );
  assert.match(
    after(
      makeMap,
      'syntax = "proto3"; message P { int32 k = 1; int32 v = 2; } message M { repeated P p$0 = 1; P q = 2; }',
    ),
    /message P \{ int32 k = 1; int32 v = 2; \} message M \{ map<int32, int32> p = 1; P q = 2; \}/,
  );
  assert.deepEqual(
    offered(makeMap, 'syntax = "proto3"; message P { double k = 1; int32 v = 2; } message M { repeated P p$0 = 1; }'),
    [],
  );
});

test("a list of keys and a list of values become a map with a number of its own", () => {
  assert.equal(
    after(
      makeMap,
      'syntax = "proto3";\nmessage M {\n  repeated string «names = 1;\n  repeated int32 ages» = 2;\n}\n',
    ),
    'syntax = "proto3";\nmessage M {\n  reserved 1 to 2;\n  reserved "names", "ages";\n  map<string, int32> ages_by_name = 3;\n}\n',
  );
});

test("groups go into a oneof, and features that a member cannot have go", () => {
  const group = `syntax = "proto2";

message A {
  «optional string a = 1;
  optional group G = 2 {
    optional int32 x = 1;
  }»
}
`;
  assert.equal(
    after(wrapInOneof, group),
    `syntax = "proto2";

message A {
  oneof kind {
    string a = 1;
    group G = 2 {
      optional int32 x = 1;
    }
  }
}
`,
  );
  const features = `edition = "2023";

message A {
  «string a = 1 [features = {field_presence: IMPLICIT}];
  string b = 2 [features = {field_presence: IMPLICIT, utf8_validation: NONE}, deprecated = true];»
}
`;
  assert.equal(
    after(wrapInOneof, features),
    `edition = "2023";

message A {
  oneof kind {
    string a = 1;
    string b = 2 [features = {utf8_validation: NONE}, deprecated = true];
  }
}
`,
  );
  const required = 'edition = "2023"; message M { int32 a$0 = 1 [features.field_presence = LEGACY_REQUIRED]; }';
  assert.match(offered(wrapInOneof, required)[0] as string, /required/);
});

test("a map of two lists has the comments and options of both, and a name of its own", () => {
  const source = `syntax = "proto3";

message M {
  «// Names.
  repeated string names = 1; // n
  // Ages.
  repeated int32 ages = 2 [deprecated = true]; // a»
  string ages_by_name = 7;
}
`;
  assert.equal(
    after(makeMap, source),
    `syntax = "proto3";

message M {
  reserved 1 to 2;
  reserved "names", "ages";
  // Names.
  // Ages.
  // a
  map<string, int32> ages_by_name2 = 8 [deprecated = true]; // n
  string ages_by_name = 7;
}
`,
  );
});

test("two lists that an option sets by name do not become a map", () => {
  const source = `//- main.proto
syntax = "proto3";
import "google/protobuf/descriptor.proto";
message M {
  «repeated string names = 1;
  repeated int32 ages = 2;»
}
extend google.protobuf.FileOptions { M m = 50000; }
option (m) = { names: "x" };
`;
  assert.match(refused(makeMap, source), /names/);
});
