import assert from "node:assert/strict";
import { test } from "node:test";
import { addUnspecified } from "../../../server/src/features/actions/addUnspecified.ts";
import { boolToEnum } from "../../../server/src/features/actions/boolToEnum.ts";
import { prefixEnumValues } from "../../../server/src/features/actions/prefixEnumValues.ts";
import { act, after, offered } from "../../support/actions.ts";

test("a zero value that stands for not set", () => {
  assert.equal(
    after(addUnspecified, 'syntax = "proto3";\nenum PhoneType$0 {\n  HOME = 1;\n}\n'),
    'syntax = "proto3";\nenum PhoneType {\n  PHONE_TYPE_UNSPECIFIED = 0;\n  HOME = 1;\n}\n',
  );
  assert.deepEqual(offered(addUnspecified, 'syntax = "proto3"; enum E$0 { A = 0; }'), []);
  assert.deepEqual(offered(addUnspecified, 'syntax = "proto3"; enum E$0 { reserved 0; A = 1; }'), []);
  assert.equal(act(addUnspecified, 'syntax = "proto2"; enum E$0 { A = 1; }').outcome.warning?.text, "defaultChanges");
});

test("a zero value stands behind the options, and a closed enum has another default by it", () => {
  const source =
    'edition = "2023";\n\nenum E$0 {\n  option features.enum_type = CLOSED;\n\n  // A.\n  A = 1;\n\n  B = 2;\n}\n';
  const { files, outcome } = act(addUnspecified, source);
  assert.equal(
    files["main.proto"],
    'edition = "2023";\n\nenum E {\n  option features.enum_type = CLOSED;\n\n  E_UNSPECIFIED = 0;\n\n  // A.\n  A = 1;\n\n  B = 2;\n}\n',
  );
  assert.equal(outcome.warning?.text, "defaultChanges");
});

test("values are prefixed wherever they are named", () => {
  const { files } = act(
    prefixEnumValues,
    '//- a.proto\nsyntax = "proto2"; package p; enum Size$0 { SIZE_NONE = 0; Small = 1; LARGE = 2; }\n//- b.proto\nsyntax = "proto2"; import "a.proto"; message M { optional p.Size s = 1 [default = LARGE]; }\n',
  );
  assert.match(files["a.proto"] as string, /SIZE_NONE = 0; SIZE_SMALL = 1; SIZE_LARGE = 2;/);
  assert.match(files["b.proto"] as string, /default = SIZE_LARGE/);
  assert.deepEqual(offered(prefixEnumValues, 'syntax = "proto3"; enum Size$0 { SIZE_NONE = 0; }'), []);
});

test("a bool becomes an enum with the same bytes", () => {
  assert.equal(
    after(boolToEnum, 'syntax = "proto2";\nmessage M {\n  optional bool is_active$0 = 3 [default = true];\n}\n'),
    'syntax = "proto2";\nmessage M {\n  enum IsActive {\n    IS_ACTIVE_FALSE = 0;\n    IS_ACTIVE_TRUE = 1;\n  }\n  optional IsActive is_active = 3 [default = IS_ACTIVE_TRUE];\n}\n',
  );
  assert.deepEqual(offered(boolToEnum, 'syntax = "proto3"; message M { map<bool, bool> m$0 = 1; int32 a = 2; }'), []);
  assert.equal(act(boolToEnum, 'syntax = "proto3"; message M { bool b$0 = 1; }').outcome.warning?.text, "boolJson");
});
