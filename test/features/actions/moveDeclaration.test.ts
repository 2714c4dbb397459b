import assert from "node:assert/strict";
import { test } from "node:test";
import { moveDeclaration } from "../../../server/src/features/actions/moveDeclaration.ts";
import { act, offered, refused } from "../../support/actions.ts";

const files = `
//- p/a.proto
// Copyright.

syntax = "proto3";

package p;

import "p/dep.proto";
import "q/q.proto";

option java_package = "x";

// A thing.
message Th$0ing {
  message Inner {}
  Dep dep = 1;
  Inner inner = 2;
}

message Rest {
  Thing.Inner i = 1;
  q.Q q = 2;
}
//- p/dep.proto
syntax = "proto3";
package p;
message Dep {}
//- q/q.proto
syntax = "proto3";
package q;
message Q {}
//- u/user.proto
syntax = "proto3";
package u;
import "p/a.proto";
message User { p.Thing t = 1; }
//- u/both.proto
syntax = "proto3";
package u;
import "p/a.proto";
message Both { p.Thing.Inner t = 1; p.Rest r = 2; }
//- u/public.proto
syntax = "proto3";
import public "p/a.proto";
//- u/via.proto
syntax = "proto3";
package u;
import "u/public.proto";
message Via { p.Thing t = 1; }
`;

test("offers a new file and its neighbours", () => {
  assert.deepEqual(offered(moveDeclaration, files), [
    "Move `Thing` to a new file, thing.proto",
    "Move `Thing` to dep.proto",
  ]);
  assert.deepEqual(offered(moveDeclaration, files.replace("$0", "").replace("Dep dep", "De$0p dep")), []);
  assert.deepEqual(
    offered(moveDeclaration, files.replace("$0", "").replace("Inner {}", "In$0ner {}"))[0],
    "Move `Inner` to a new file, inner.proto",
  );
});

test("to a new file: header, imports, and every file that names it", () => {
  const { files: after } = act(moveDeclaration, files);
  assert.deepEqual(Object.keys(after).sort(), [
    "p/a.proto",
    "p/thing.proto",
    "u/both.proto",
    "u/user.proto",
    "u/via.proto",
  ]);
  assert.equal(
    after["p/thing.proto"],
    `// Copyright.

syntax = "proto3";

package p;

import "p/dep.proto";

option java_package = "x";

// A thing.
message Thing {
  message Inner {}
  Dep dep = 1;
  Inner inner = 2;
}
`,
  );
  assert.equal(
    after["p/a.proto"],
    `// Copyright.

syntax = "proto3";

package p;

import "p/thing.proto";
import "q/q.proto";

option java_package = "x";

message Rest {
  Thing.Inner i = 1;
  q.Q q = 2;
}
`,
  );
  assert.match(
    after["u/user.proto"] as string,
    /package u;\nimport "p\/thing\.proto";\nmessage User \{ p\.Thing t = 1; \}/,
  );
  assert.match(after["u/both.proto"] as string, /import "p\/a\.proto";\nimport "p\/thing\.proto";/);
  assert.match(
    after["u/via.proto"] as string,
    /package u;\nimport "p\/thing\.proto";\nimport "u\/public\.proto";\nmessage Via/,
  );
});

test("to a file of another package, where names are written longer", () => {
  const { files: after, outcome } = act(moveDeclaration, files, { argument: "q/q.proto" });
  assert.match(
    after["q/q.proto"] as string,
    /import "p\/dep\.proto";\nmessage Q \{\}\n\n\/\/ A thing\.\nmessage Thing \{[\s\S]*p\.Dep dep = 1;/,
  );
  assert.match(after["p/a.proto"] as string, /q\.Thing\.Inner i = 1;/);
  assert.match(after["u/user.proto"] as string, /import "q\/q\.proto";\nmessage User \{ q\.Thing t = 1; \}/);
  assert.equal(outcome.warning?.text, "fullNameChanges");
});

test("enum values and their uses move along", () => {
  const { files: after } = act(
    moveDeclaration,
    '//- a.proto\nsyntax = "proto2"; package p;\nenum E$0 { A = 0; }\nmessage M { optional E e = 1 [default = A]; }\n//- b.proto\nsyntax = "proto2"; package p;\nmessage B {}\n',
    { argument: "b.proto" },
  );
  assert.match(after["b.proto"] as string, /message B \{\}\n\nenum E \{ A = 0; \}\n/);
  assert.match(after["a.proto"] as string, /import "b\.proto";\nmessage M/);
});

test("refused: a circle of imports, a taken name, other features", () => {
  assert.match(
    refused(
      moveDeclaration,
      '//- a.proto\nsyntax = "proto3"; package p;\nmessage A$0 { B b = 1; }\nmessage B { A a = 1; }\n',
      { argument: "new.proto" },
    ),
    /new error/,
  );
  assert.match(
    refused(
      moveDeclaration,
      '//- a.proto\nsyntax = "proto3"; package p; message A$0 {}\n//- b.proto\nsyntax = "proto3"; package p; message A {}\n',
      { argument: "b.proto" },
    ),
    /declared already/,
  );
  assert.match(
    refused(
      moveDeclaration,
      '//- a.proto\nsyntax = "proto3"; package p; message A$0 { int32 x = 1; }\n//- b.proto\nedition = "2023"; package p;\n',
      { argument: "b.proto" },
    ),
    /other features/,
  );
});

test("a nested message goes to the top of the other file, with its comments, and is named there", () => {
  const { files: after, outcome } = act(
    moveDeclaration,
    `
//- a.proto
syntax = "proto2";
package p;

message Outer {
  // Detached.

  // What is inside.
  message In$0ner { // Opens.
    // A field.
    optional Deep kind = 1; // Behind.
    /* A block
       of two lines. */
    message Deep {}
    extensions 100 to max;
  } // Closes.
  optional Inner inner = 2;
  optional Inner.Deep deep = 3;
}
extend Outer.Inner { optional Outer x = 100; }
//- b.proto
// Broken on purpose.
syntax = "proto2";
package p;
message B { optional Missing m = 1; }
`,
    { argument: "inner.proto" },
  );
  assert.equal(outcome.warning?.text, "fullNameChanges");
  assert.deepEqual(after, {
    "inner.proto": `syntax = "proto2";

package p;

// What is inside.
message Inner { // Opens.
  // A field.
  optional Deep kind = 1; // Behind.
  /* A block
     of two lines. */
  message Deep {}
  extensions 100 to max;
} // Closes.
`,
    "a.proto": `syntax = "proto2";
package p;

import "inner.proto";

message Outer {
  // Detached.

  optional Inner inner = 2;
  optional Inner.Deep deep = 3;
}
extend Inner { optional Outer x = 100; }
`,
  });
});

test("a nested message that has the name of one at the top stays", () => {
  assert.match(
    refused(
      moveDeclaration,
      '//- a.proto\nsyntax = "proto3"; package p;\nmessage A { message In$0ner {} }\nmessage Inner {}\n//- b.proto\nsyntax = "proto3"; package p;\nimport "a.proto";\nmessage B { Inner i = 1; }\n',
      { argument: "b.proto" },
    ),
    /declared already/,
  );
});

test("a file with errors of its own can be moved from and to, as long as none is added", () => {
  const { files: after } = act(
    moveDeclaration,
    '//- a.proto\nsyntax = "proto3"; package p;\nmessage A$0 { string a = 1; }\nmessage Rest { Missing m = 1; A a = 2; }\n//- b.proto\nsyntax = "proto3"; package p;\nmessage B { Unknown u = 1; }\n',
    { argument: "b.proto" },
  );
  assert.match(after["b.proto"] as string, /Unknown u = 1; \}\n\nmessage A \{ string a = 1; \}\n$/);
  assert.match(after["a.proto"] as string, /import "b\.proto";/);
});

const house = `
//- a.proto
/*
 * Licence.
 */
edition = "2024";

package p;

import "b.proto";
import option "tag.proto";

option (tag) = "x"; // of ours
option java_outer_classname = "A";
option java_package = "p";

// A thing.
local message Th$0ing {
    B b = 1;

    // Kept.
    string s = 2; // s
}

message Rest {
    Thing thing = 1;
}
//- b.proto
edition = "2024";
package p;
message B {}
//- tag.proto
edition = "2024";
package p;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FileOptions { string tag = 50000; }
//- steps.proto
edition = "2024";
package p;

message Steps {
	string a = 1;
}
`;

test("a new file has what all files of the house have, and what others need is exported", () => {
  const { files: texts } = act(moveDeclaration, house);
  assert.equal(
    texts["thing.proto"],
    `/*
 * Licence.
 */

edition = "2024";

package p;

import "b.proto";
import option "tag.proto";

option (tag) = "x";
option java_package = "p";

// A thing.
export message Thing {
    B b = 1;

    // Kept.
    string s = 2; // s
}
`,
  );
  assert.equal(
    texts["a.proto"],
    `/*
 * Licence.
 */
edition = "2024";

package p;

import "thing.proto";
import option "tag.proto";

option (tag) = "x"; // of ours
option java_outer_classname = "A";
option java_package = "p";

message Rest {
    Thing thing = 1;
}
`,
  );
});

test("in another file lines are indented as there", () => {
  const { files: texts } = act(moveDeclaration, house, { argument: "steps.proto" });
  const end = "\n\n// A thing.\nexport message Thing {\n\tB b = 1;\n\n\t// Kept.\n\tstring s = 2; // s\n}\n";
  assert.ok(texts["steps.proto"]?.endsWith(end), texts["steps.proto"]);
});

test("what holds a nested type alone is closed on its line", () => {
  const source = 'syntax = "proto3";\n\nmessage A {\n  // B.\n  message $0B {}\n}\n';
  const { files: texts } = act(moveDeclaration, source, { argument: "b.proto" });
  assert.deepEqual(texts, {
    "main.proto": 'syntax = "proto3";\n\nmessage A {}\n',
    "b.proto": 'syntax = "proto3";\n\n// B.\nmessage B {}\n',
  });
});
