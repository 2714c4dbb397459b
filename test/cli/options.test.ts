import assert from "node:assert/strict";
import { test } from "node:test";
import { cli, inFolder } from "../support/cli.ts";

const files = {
  "o.proto": `syntax = "proto3";
package o;
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
import "google/protobuf/duration.proto";
message Rule {
  int64 most = 1;
  google.protobuf.Any any = 2;
  google.protobuf.Duration wait = 3;
  map<string, double> by = 4;
}
extend google.protobuf.FieldOptions { Rule rule = 50000; }
`,
  "a.proto": `syntax = "proto3";
package a;
import "o.proto";
option java_multiple_files = true;
message A {
  string name = 1 [(o.rule) = {
    most: -9223372036854775808
    any { [type.googleapis.com/o.Rule] { most: 7 } }
    wait { seconds: 60 }
    by { key: "x" value: inf }
  }];
  map<string, int32> m = 2 [deprecated = true];
}
`,
};

test("text format under a line for each declaration, an Any as what it holds", async () => {
  await inFolder(files, async cwd => {
    const { code, out, err } = await cli(["options", "a.proto"], { cwd });
    assert.deepEqual([code, err], [0, ""]);
    assert.equal(
      out,
      `# a.proto: file a
java_multiple_files: true

# a.proto: field a.A.name
[o.rule] {
  most: -9223372036854775808
  any {
    [type.googleapis.com/o.Rule] {
      most: 7
    }
  }
  wait {
    seconds: 60
  }
  by {
    key: "x"
    value: inf
  }
}

# a.proto: field a.A.m
deprecated: true

`,
    );
  });
});

test("an object of ProtoJSON a line", async () => {
  await inFolder(files, async cwd => {
    const { code, out, err } = await cli(["options", "--format", "json", "a.proto"], { cwd });
    assert.deepEqual([code, err], [0, ""]);
    assert.deepEqual(
      out
        .trimEnd()
        .split("\n")
        .map(line => JSON.parse(line)),
      [
        { file: "a.proto", kind: "file", name: "a", options: { javaMultipleFiles: true } },
        {
          file: "a.proto",
          kind: "field",
          name: "a.A.name",
          options: {
            "[o.rule]": {
              most: "-9223372036854775808",
              any: { "@type": "type.googleapis.com/o.Rule", most: "7" },
              wait: "60s",
              by: { x: "Infinity" },
            },
          },
        },
        { file: "a.proto", kind: "field", name: "a.A.m", options: { deprecated: true } },
      ],
    );
  });
});

test("a file that needs no other, and one with an error", async () => {
  const alone = {
    "p.proto": 'syntax = "proto2";\nmessage P { extensions 5, 8 to 9 [verification = UNVERIFIED]; }\n',
  };
  await inFolder({ ...alone, "bad.proto": "message {" }, async cwd => {
    const { out } = await cli(["options", "--format=json", "p.proto"], { cwd });
    assert.deepEqual(
      out
        .trimEnd()
        .split("\n")
        .map(line => JSON.parse(line)),
      ["P 5", "P 8 to 9"].map(name => ({
        file: "p.proto",
        kind: "extension range",
        name,
        options: { verification: "UNVERIFIED" },
      })),
    );
    const bad = await cli(["options", "bad.proto"], { cwd });
    assert.deepEqual([bad.code, bad.out], [1, ""]);
    assert.match(bad.err, /bad\.proto:1:/);
    assert.equal((await cli(["options", "--format", "xml", "p.proto"], { cwd })).code, 2);
  });
});
