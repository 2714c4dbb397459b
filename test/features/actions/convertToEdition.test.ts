import assert from "node:assert/strict";
import { test } from "node:test";
import { convertToEdition } from "../../../server/src/features/actions/convertToEdition.ts";
import { after, offered, refused } from "../../support/actions.ts";

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
    /^edition = "2024";\npackage p;\noption features\.enforce_naming_style = STYLE_LEGACY;\noption features\.default_symbol_visibility = EXPORT_ALL;\nmessage M/,
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
  // A message cannot stand in a oneof, as the body of a group does.
  assert.match(
    refused(convertToEdition, '$0syntax = "proto2"; message M { oneof o { group G = 1 { optional int32 a = 1; } } }'),
    /new error/,
  );
  assert.deepEqual(offered(convertToEdition, '$0syntax = "proto3"; message M { Unknown u = 1; }'), [
    "Convert to edition 2023: the file has errors: mend them first",
  ]);
  assert.deepEqual(offered(convertToEdition, 'syntax = "proto3"; message M$0 {}'), []);
});
