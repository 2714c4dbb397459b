import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, problemsOf } from "../support/checked.ts";

test("labels that editions do not have become features", () => {
  const source = `
edition = "2023";
message M {
  optional string a = 1;
  required string b = 2 [deprecated = true];
}
`;
  assert.equal(
    problemsOf(source),
    `3:3 P1131 «optional»
4:3 P1132 «required»`,
  );
  assert.equal(
    fixed(source, "F1130"),
    `edition = "2023";
message M {
  string a = 1;
  required string b = 2 [deprecated = true];
}
`,
  );
});

test("a required field says so by a feature", () => {
  const source = `
edition = "2023";
message M { required string b = 2 [deprecated = true]; }
`;
  assert.equal(problemsOf(source), `2:13 P1132 «required»`);
  assert.equal(
    fixed(source, "F1131"),
    `edition = "2023";
message M { string b = 2 [features.field_presence = LEGACY_REQUIRED, deprecated = true]; }
`,
  );
});

test("an optional field too, where fields have no presence by default", () => {
  const source = `
edition = "2023";
message M { optional string b = 2; }
`;
  assert.equal(problemsOf(source), `2:13 P1131 «optional»`);
  assert.equal(
    fixed(source, "F1131"),
    `edition = "2023";
message M { string b = 2 [features.field_presence = EXPLICIT]; }
`,
  );
});

test("members of oneofs and maps have no label", () => {
  const source = `
syntax = "proto3";
message M {
  oneof o { optional string a = 1; }
}
message N { repeated map<string, string> b = 2; }
`;
  assert.equal(
    problemsOf(source),
    `3:13 P1130 «optional» optional
5:22 P1141 «map<string, string>» repeated`,
  );
  assert.equal(
    fixed(source, "F1130"),
    `syntax = "proto3";
message M {
  oneof o { string a = 1; }
}
message N { repeated map<string, string> b = 2; }
`,
  );
});

test("a map drops its label", () => {
  const source = `
syntax = "proto3";
message N { repeated map<string, string> b = 2; }
`;
  assert.equal(problemsOf(source), `2:22 P1141 «map<string, string>» repeated`);
  assert.equal(
    fixed(source, "F1130"),
    `syntax = "proto3";
message N { map<string, string> b = 2; }
`,
  );
});

test("a group becomes a message and a field that is delimited", () => {
  const source = `
edition = "2023";
message M {
  repeated group Item = 1 [deprecated = true] {
    string name = 1;
  }
}
`;
  assert.equal(problemsOf(source), `3:12 P1135 «group»`);
  assert.equal(
    fixed(source, "F1135"),
    `edition = "2023";
message M {
  message Item {
    string name = 1;
  }
  repeated Item item = 1 [features.message_encoding = DELIMITED, deprecated = true];
}
`,
  );
});

test("the name of a group starts with a capital letter", () => {
  const source = `
syntax = "proto2";
message M { optional group item = 1 {} }
`;
  assert.equal(problemsOf(source), `2:28 P1136 «item» item`);
  assert.equal(
    fixed(source, "F1136"),
    `syntax = "proto2";
message M { optional group Item = 1 {} }
`,
  );
});

test("a map holds no groups", () => {
  assert.equal(
    problemsOf(`
syntax = "proto2";
message M { map<string, group> a = 1; }
`),
    `2:25 P1138 «group»`,
  );
});
