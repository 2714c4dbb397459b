import assert from "node:assert/strict";
import { test } from "node:test";
import { importExtension } from "../../../server/src/features/actions/importExtension.ts";
import { act, after, offered } from "../../support/actions.ts";

const others = `
//- /my/rules.proto
syntax = "proto2";
package my.rules;
import "google/protobuf/descriptor.proto";
message Rule { optional int32 least = 1; }
extend google.protobuf.FieldOptions { optional Rule rule = 50000; }
message Scope { extend google.protobuf.FieldOptions { optional bool inner = 50001; } }
//- /other.proto
syntax = "proto2";
package other;
import "google/protobuf/descriptor.proto";
extend google.protobuf.MessageOptions { optional bool rule = 50000; }
`;
const file = (text: string, head = 'syntax = "proto3";'): string => `
//- /main.proto
${head}
package my.shop;
${text}${others}`;

test("an option of a file that is not imported is found by its own name, where it may stand there", () => {
  assert.deepEqual(offered(importExtension, file("message A { int32 a = 1 [(ru$0le).least = 2]; }")), [
    "Import `my/rules.proto` and write `(my.rules.rule)`",
  ]);
  assert.deepEqual(offered(importExtension, file("message A { option (ru$0le) = true; }")), [
    "Import `other.proto` and write `(other.rule)`",
  ]);
  assert.deepEqual(offered(importExtension, file("message A { int32 a = 1 [(Scope.in$0ner) = true]; }")), [
    "Import `my/rules.proto` and write `(my.rules.Scope.inner)`",
  ]);
});

test("the import is added, and the name put in parentheses", () => {
  const text = `syntax = "proto3";
package my.shop;

import "my/rules.proto";
message A { int32 a = 1 [(my.rules.rule).least = 2]; }
`;
  assert.equal(after(importExtension, file("message A { int32 a = 1 [(rule$0).least = 2]; }")), text);
  assert.equal(after(importExtension, file("message A { int32 a = 1 [my.rul$0es.rule.least = 2]; }")), text);
});

test("imported for its options alone since edition 2024", () => {
  const { files } = act(
    importExtension,
    file("message A { int32 a = 1 [(rule$0).least = 2]; }", 'edition = "2024";'),
  );
  assert.match(files["main.proto"] ?? "", /^import option "my\/rules\.proto";$/m);
});

test("what is seen already needs its parentheses and its package", () => {
  const text = file('import "my/rules.proto";\nmessage A { int32 a = 1 [rules.ru$0le.least = 2]; }');
  assert.deepEqual(offered(importExtension, text), ["Write `(my.rules.rule)`"]);
  assert.match(after(importExtension, text), /\[\(my\.rules\.rule\)\.least = 2\]/);
});

test("nothing for options that are there, that nobody declares, or that are declared in full", () => {
  for (const option of ["depre$0cated = true", "(nob$0ody) = 1", "(my.rules.ru$0le).least = 1"])
    assert.deepEqual(offered(importExtension, file(`message A { int32 a = 1 [${option}]; }`)), [], option);
});
