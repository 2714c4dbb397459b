import assert from "node:assert/strict";
import { test } from "node:test";
import { convertToEdition } from "../../../server/src/features/actions/convertToEdition.ts";
import { act, after, offered, refused } from "../../support/actions.ts";

test("proto3: presence stays implicit, and explicit where it was", () => {
  assert.equal(
    after(
      convertToEdition,
      'syn$0tax = "proto3";\n\npackage p;\n\nmessage M {\n  reserved "old", "older";\n  int32 a = 1;\n  optional int32 b = 2;\n  repeated int32 c = 3 [packed = false];\n  repeated int32 d = 4;\n  map<string, M> m = 5;\n}\n\nenum E {\n  Z = 0;\n}\n',
    ),
    'edition = "2023";\n\npackage p;\n\noption features.field_presence = IMPLICIT;\n\nmessage M {\n  reserved old, older;\n  int32 a = 1;\n  int32 b = 2 [features.field_presence = EXPLICIT];\n  repeated int32 c = 3 [features.repeated_field_encoding = EXPANDED];\n  repeated int32 d = 4;\n  map<string, M> m = 5;\n}\n\nenum E {\n  Z = 0;\n}\n',
  );
});

test("proto2: labels, groups and packed become features, defaults stay", () => {
  assert.equal(
    after(
      convertToEdition,
      '$0syntax = "proto2";\npackage p;\noption java_package = "x";\nmessage M {\n  required int32 a = 1 [deprecated = true];\n  optional string b = 2 [default = "x"];\n  repeated int32 c = 3 [packed = true];\n  optional group Part = 4 {\n    optional int32 n = 1;\n  }\n  repeated group Many = 5 [deprecated = true] {}\n  extensions 100 to max;\n}\nextend M {\n  optional int32 x = 100;\n}\n',
    ),
    'edition = "2023";\npackage p;\noption features.enum_type = CLOSED;\noption features.repeated_field_encoding = EXPANDED;\noption features.utf8_validation = NONE;\noption features.json_format = LEGACY_BEST_EFFORT;\noption java_package = "x";\nmessage M {\n  int32 a = 1 [deprecated = true, features.field_presence = LEGACY_REQUIRED];\n  string b = 2 [default = "x"];\n  repeated int32 c = 3 [features.repeated_field_encoding = PACKED];\n  message Part {\n    int32 n = 1;\n  }\n  Part part = 4 [features.message_encoding = DELIMITED];\n  message Many {}\n  repeated Many many = 5 [deprecated = true, features.message_encoding = DELIMITED];\n  extensions 100 to max;\n}\nextend M {\n  int32 x = 100;\n}\n',
  );
});

test("2023 to 2024: styles and visibility stay; Java's files too", () => {
  assert.equal(
    after(convertToEdition, 'edi$0tion = "2023";\npackage p;\nmessage M {}\n'),
    'edition = "2024";\npackage p;\n\noption features.enforce_naming_style = STYLE_LEGACY;\noption features.default_symbol_visibility = EXPORT_ALL;\nmessage M {}\n',
  );
  assert.match(
    after(convertToEdition, 'edi$0tion = "2023";\npackage p;\noption java_multiple_files = true;\nmessage M {}\n'),
    /^edition = "2024";\npackage p;\noption features\.enforce_naming_style = STYLE_LEGACY;\noption features\.default_symbol_visibility = EXPORT_ALL;\noption java_outer_classname = "Main";\nmessage M/,
  );
  assert.match(
    after(convertToEdition, 'edi$0tion = "2023";\npackage p;\noption java_package = "x";\nmessage M {}\n'),
    /import option "google\/protobuf\/java_features\.proto";\noption features[\s\S]*message M \{\n {2}option features\.\(pb\.java\)\.nest_in_file_class = YES;\n\}/,
  );
});

test("2023 to 2024: C++'s string types", () => {
  assert.match(
    after(
      convertToEdition,
      'edi$0tion = "2023";\nimport "google/protobuf/any.proto";\nmessage M { bytes b = 1 [ctype = CORD, deprecated = true]; google.protobuf.Any a = 2; }\n',
    ),
    /any\.proto";\nimport option "google\/protobuf\/cpp_features\.proto";[\s\S]*\[features\.\(pb\.cpp\)\.string_type = CORD, deprecated = true\]/,
  );
});

test("features that the file sets already are left alone", () => {
  assert.match(
    after(
      convertToEdition,
      'edi$0tion = "2023";\noption features.field_presence = IMPLICIT;\nmessage M { int32 a = 1; }\n',
    ),
    /STYLE_LEGACY;\noption features\.default_symbol_visibility = EXPORT_ALL;\noption features\.field_presence = IMPLICIT;\nmessage/,
  );
});

test("refused where it would mean something else or break, or where the file is broken", () => {
  assert.match(refused(convertToEdition, '$0syntax = "proto2"; message M { reserved "no name"; }'), /new error/);
  assert.deepEqual(offered(convertToEdition, '$0syntax = "proto3"; message M { Unknown u = 1; }'), [
    "Convert to edition 2023: the file has errors: mend them first",
  ]);
  assert.deepEqual(offered(convertToEdition, 'syntax = "proto3"; message M$0 {}'), []);
});

test("groups in oneofs and extensions: their messages stand in front, where the names were", () => {
  assert.equal(
    after(
      convertToEdition,
      '$0syntax = "proto2";\nmessage M {\n  // The choice.\n  oneof o {\n    // The group.\n    group G = 1 {\n      optional int32 a = 1;\n      optional group H = 2 {}\n    }\n    string s = 3;\n  }\n  extensions 100;\n}\nextend M { repeated group X = 100 { required M m = 1; } }\n',
    )
      .split("\n")
      .slice(6)
      .join("\n"),
    "message M {\n  message G {\n    int32 a = 1;\n    message H {}\n    H h = 2 [features.message_encoding = DELIMITED];\n  }\n  // The choice.\n  oneof o {\n    // The group.\n    G g = 1 [features.message_encoding = DELIMITED];\n    string s = 3;\n  }\n  extensions 100;\n}\nmessage X { M m = 1 [features.field_presence = LEGACY_REQUIRED]; }\nextend M { repeated X x = 100 [features.message_encoding = DELIMITED]; }\n",
  );
});

test("a file that says no syntax is one of proto2", () => {
  const text = after(convertToEdition, "// A file.\n\n// A message.\nmessage M$0 {\n  optional int32 a = 1;\n}\n");
  assert.match(
    text,
    /^\/\/ A file\.\n\nedition = "2023";\n\noption features[\s\S]*;\n\n\/\/ A message\.\nmessage M \{\n {2}int32 a = 1;/,
  );
  assert.deepEqual(offered(convertToEdition, "message M {\n  optional int32 $0a = 1;\n}\n"), []);
});

test("what generators do by default stays as it was in the languages that the file is for", () => {
  const go = after(convertToEdition, 'edi$0tion = "2023";\npackage p;\noption go_package = "x/p";\nmessage M {}\n');
  assert.match(go, /import option "google\/protobuf\/go_features\.proto";/);
  assert.match(go, /option features\.\(pb\.go\)\.api_level = API_OPEN;/);
  const cpp = after(
    convertToEdition,
    'edi$0tion = "2023";\npackage p;\noption cc_enable_arenas = true;\nmessage M { string s = 1; }\nenum E { Z = 0; }\n',
  );
  assert.match(cpp, /option features\.\(pb\.cpp\)\.string_type = STRING;/);
  assert.match(cpp, /option features\.\(pb\.cpp\)\.enum_name_uses_string_view = false;/);
  const java = after(
    convertToEdition,
    'edi$0tion = "2023";\npackage p;\noption java_package = "x";\nmessage Main {}\n',
  );
  assert.match(java, /option java_outer_classname = "MainOuterClass";/);
});

test("the languages that the file says nothing of are named, as their code may change", () => {
  const said = (options: string) =>
    act(convertToEdition, `edi$0tion = "2023";\n${options}message M {}\n`).outcome.warning?.args;
  assert.deepEqual(said(""), ["C++, Go, Java"]);
  assert.deepEqual(said('option go_package = "x/p";\noption java_package = "x";\n'), ["C++"]);
  const to2023 = act(convertToEdition, '$0syntax = "proto3";\nmessage M {}\n').outcome;
  assert.equal(to2023.warning, undefined);
});
