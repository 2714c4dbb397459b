import assert from "node:assert/strict";
import { test } from "node:test";
import { organizedImports, organizeImports } from "../../server/src/features/actions/organizeImports.ts";
import { importEdit } from "../../server/src/check/importEdit.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { openWorkspace, withTextsOver } from "../support/everywhere.ts";

/** The text after organizing; imports of `unused` paths count as unused. */
function organized(source: string, ...unused: string[]): string {
  const spans = unused.map(path => {
    const start = source.indexOf(`import "${path}"`);
    return { start, end: start + `import "${path}";`.length };
  });
  let text = source;
  for (const e of organizeImports(parse(source), spans).toReversed())
    text = text.slice(0, e.span.start) + e.text + text.slice(e.span.end);
  return text;
}

test("in order, each once, without the unused", () => {
  assert.equal(
    organized(
      'syntax = "proto3";\nimport "c.proto";\nimport public "b.proto";\nimport "a.proto";\nimport "c.proto";\nmessage M {}\n',
      "a.proto",
    ),
    'syntax = "proto3";\nimport public "b.proto";\nimport "c.proto";\nmessage M {}\n',
  );
});

test("a comment above an import goes where it goes, and one that is set off keeps runs apart", () => {
  const source =
    '// Licence.\nimport "z.proto";\n// B.\nimport "b.proto";\nimport "a.proto";\n\n// Others.\n\nimport "d.proto";\nimport "c.proto";\n';
  assert.equal(
    organized(source),
    '// Licence.\nimport "a.proto";\n// B.\nimport "b.proto";\nimport "z.proto";\n\n// Others.\n\nimport "c.proto";\nimport "d.proto";\n',
  );
  assert.equal(
    organized(source, "b.proto"),
    '// Licence.\nimport "a.proto";\nimport "z.proto";\n\n// Others.\n\nimport "c.proto";\nimport "d.proto";\n',
  );
});

test("a comment behind an import goes where it goes", () => {
  const source = 'import "b.proto"; // b\nimport "a.proto"; /* a */\nimport "0.proto";\nmessage M {}\n';
  assert.equal(
    organized(source),
    'import "0.proto";\nimport "a.proto"; /* a */\nimport "b.proto"; // b\nmessage M {}\n',
  );
  assert.equal(organized(source, "b.proto"), 'import "0.proto";\nimport "a.proto"; /* a */\nmessage M {}\n');
});

test("a new import leaves the comment behind another one with that", () => {
  const importing = (head: string): string => {
    const { span, text } = importEdit(parse(head), "z.proto");
    return head.slice(0, span.start) + text + head.slice(span.end);
  };
  assert.equal(
    importing('import "a.proto"; // a\nmessage M {}\n'),
    'import "a.proto"; // a\nimport "z.proto";\nmessage M {}\n',
  );
  assert.equal(importing("package p; /* p */\n"), 'package p; /* p */\n\nimport "z.proto";\n');
  assert.equal(importing('import "a.proto"; message M {}\n'), 'import "a.proto";\nimport "z.proto"; message M {}\n');
});

test("option imports come last", () => {
  assert.equal(
    organized('edition = "2024";\nimport option "a.proto";\nimport "b.proto";\n'),
    'edition = "2024";\nimport "b.proto";\nimport option "a.proto";\n',
  );
});

test("a run that is wholly unused goes with its line", () => {
  assert.equal(
    organized('syntax = "proto3";\nimport "a.proto";\nmessage M {}\n', "a.proto"),
    'syntax = "proto3";\nmessage M {}\n',
  );
});

test("what is in order stays untouched", () => {
  assert.deepEqual(organizeImports(parse('import "a.proto";\nimport "b.proto";\n'), []), []);
});

test("what is missing is added where only one file declares it", () => {
  const files = {
    "main.proto":
      'syntax = "proto3";\nimport "z.proto";\nimport "c.proto";\nmessage M { z.Z z = 1; b.B b = 2; b.B other = 3; google.protobuf.Any any = 4; }\n',
    "b.proto": 'syntax = "proto3"; package b; message B {}\n',
    "c.proto": 'syntax = "proto3";\n',
    "z.proto": 'syntax = "proto3"; package z; message Z {}\n',
    "google/protobuf/any.proto": 'syntax = "proto3"; package google.protobuf; message Any {}\n',
  };
  const s = openWorkspace(files);
  assert.equal(
    organizedImports(s, "main.proto", withTextsOver(files)).textAfter(s, "main.proto").split("\nmessage")[0],
    'syntax = "proto3";\nimport "b.proto";\nimport "google/protobuf/any.proto";\nimport "z.proto";',
  );
});

test("what options need is added with the types", () => {
  const files = {
    "main.proto": 'edition = "2024";\n\nmessage M {\n  option (z.tag) = "x";\n  b.B b = 1;\n}\n',
    "b.proto": 'syntax = "proto3"; package b; message B {}\n',
    "z.proto":
      'syntax = "proto2"; package z; import "google/protobuf/descriptor.proto"; extend google.protobuf.MessageOptions { optional string tag = 50001; }\n',
  };
  const s = openWorkspace(files);
  assert.equal(
    organizedImports(s, "main.proto", withTextsOver(files)).textAfter(s, "main.proto").split("\n\nmessage")[0],
    'edition = "2024";\n\nimport "b.proto";\nimport option "z.proto";',
  );
});

test("line ends stay those of the file", () => {
  const edits = organizeImports(parse('import "b.proto";\r\nimport "a.proto";\r\n'), []);
  assert.equal(edits[0]?.text, 'import "a.proto";\r\nimport "b.proto";');
});
