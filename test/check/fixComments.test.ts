/** Comments around what fixes put in, move and take out: each stays with what it speaks of. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed } from "../support/checked.ts";

const proto3 = 'syntax = "proto3";\n\n';
const any = 'import "google/protobuf/any.proto";';

test("a value that moves to the front takes its comments along (F3202)", () => {
  const source = `${proto3}enum E {
    // One.
    E_ONE = 1; // one

    // Zero.
    E_ZERO = 0; // zero
}
`;
  const expected = `${proto3}enum E {
    // Zero.
    E_ZERO = 0; // zero

    // One.
    E_ONE = 1; // one
}
`;
  assert.equal(fixed(source, "F3202"), expected);
});

test("a value in front does not come between another and its comment (F3206)", () => {
  const source = `${proto3}enum E {\n\t// One.\n\tE_ONE = 1;\n\tE_TWO = 2;\n}\n`;
  const expected = `${proto3}enum E {\n\tE_UNSPECIFIED = 0;\n\t// One.\n\tE_ONE = 1;\n\tE_TWO = 2;\n}\n`;
  assert.equal(fixed(source, "F3206"), expected);
});

test("an import in front of another does not take its comment (F2031)", () => {
  const main = `${proto3}// Of b.\nimport "b.proto"; // really\n\nmessage M {\n  A a = 1;\n  B b = 2;\n}\n`;
  const others = ["a", "b"].map(n => `//- /${n}.proto\n${proto3}message ${n.toUpperCase()} {}\n`).join("");
  const expected = main.replace("// Of b.", 'import "a.proto";\n// Of b.');
  assert.equal(fixed(`//- /main.proto\n${main}${others}`, "F2031"), expected);
});

test("an import that nothing uses goes with its comments, but not with those of the file (F2010)", () => {
  const rest = "\nmessage A {}\n";
  assert.equal(fixed(`${proto3}// For later.\n${any} // or never\n${rest}`, "F2010"), `${proto3}${rest.trimStart()}`);
  const headed = `// Licence.\n${any}\n${rest}`;
  assert.equal(fixed(headed, "F2010"), `// Licence.\n${rest}`);
});

test("an option of the file is put behind the comment of the last one (F4001)", () => {
  const main = `${proto3}import "lite.proto";\n\noption java_package = "a"; // ours\n\nmessage M {\n  L l = 1;\n}\n`;
  const lite = `//- /lite.proto\n${proto3}option optimize_for = LITE_RUNTIME;\nmessage L {}\n`;
  const expected = main.replace("// ours", "// ours\noption optimize_for = LITE_RUNTIME;");
  assert.equal(fixed(`//- /main.proto\n${main}${lite}`, "F4001"), expected);
});

test("a statement of a nested enum stands in its block (F3203)", () => {
  const source = `${proto3}message A {\n    enum E {\n        // Zero.\n        Z = 0;\n        Y = 0;\n    }\n}\n`;
  const expected = source.replace("        // Zero.", "        option allow_alias = true;\n        // Zero.");
  assert.equal(fixed(source, "F3203"), expected);
});

test("a message beside a oneof does not take its comment (F1135)", () => {
  const source = `${proto3}message A {\n  // Either.\n  oneof o {\n    map<string, int32> m = 1;\n    string s = 2;\n  }\n}\n`;
  const message = "  message M {\n    map<string, int32> m = 1;\n  }\n  // Either.";
  assert.equal(
    fixed(source, "F1135"),
    source
      .replace("  // Either.", message)
      .replace("    map<string, int32> m = 1;\n    string", "    M m = 1;\n    string"),
  );
});
