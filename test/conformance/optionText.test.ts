/** Options as text format: what `protocall options` prints is what the reference compiler prints of its own descriptors. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { benchWorkspace, protoFiles } from "../bench/workspace.ts";
import { cli, inFolder } from "../support/cli.ts";

const protoc = path.resolve("node_modules/protoc/bin/protoc-linux-x86_64");
const samples = path.resolve("test/conformance/samples");
const bundled = path.resolve("server/protos");

/** The options of each declaration, sorted, as blocks of text format. */
async function ours(cwd: string, files: readonly string[]): Promise<string[]> {
  const { code, out, err } = await cli(["options", "-I.", ...files], { cwd });
  assert.deepEqual([code, err], [0, ""]);
  return out
    .split(/^# .*\n/m)
    .flatMap(block => (block.trim() ? [block.trimEnd()] : []))
    .sort();
}

/** The same of `protoc --decode`, where options stand within declarations. Those that it gives the entries of maps nobody has written. */
function theirs(cwd: string, files: readonly string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-options-"));
  try {
    const set = path.join(folder, "set.binpb");
    const roots = ["-I.", `-I${bundled}`];
    // The compiler knows the extensions of the files that it is given.
    execFileSync(protoc, [...roots, `--descriptor_set_out=${set}`, "--retain_options", ...files], { cwd });
    const text = execFileSync(
      "sh",
      [
        "-c",
        'exec "$@" < "$SET"',
        "sh",
        protoc,
        ...roots,
        "--decode=google.protobuf.FileDescriptorSet",
        "google/protobuf/descriptor.proto",
        ...files,
      ],
      { cwd, env: { ...process.env, SET: set }, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    return [...text.matchAll(/^( +)options \{\n((?:\1 .*\n)+)\1\}/gm)]
      .map(([, indent, block]) =>
        (block as string)
          .split("\n")
          .map(line => line.slice((indent as string).length + 2))
          .join("\n")
          .trimEnd(),
      )
      .filter(block => block !== "map_entry: true")
      .sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const all = `syntax = "proto2";
package t;
import "google/protobuf/duration.proto";
import "google/protobuf/descriptor.proto";
enum E { option allow_alias = true; A = 0; B = 1; C = 1; }
message Opt {
  repeated int64 i = 1;
  repeated uint64 u = 2;
  repeated double d = 3;
  repeated float f = 4;
  repeated string s = 5;
  repeated bytes b = 6;
  repeated E e = 7;
  map<string, int32> m = 8;
  map<int64, Opt> n = 9;
  map<uint64, bool> un = 10;
  map<bool, string> q = 11;
  optional group Grp = 12 { optional sint32 z = 1; }
  optional google.protobuf.Duration dur = 13;
  optional Opt sub = 14;
  repeated fixed64 f64 = 15;
  repeated sfixed64 s64 = 16;
  repeated sint64 z64 = 17;
  repeated fixed32 f32 = 18;
  optional Set set = 19;
  extensions 100 to 200;
}
message Set { option message_set_wire_format = true; extensions 4 to max; }
message Item {
  extend Set { optional Item item = 50; optional Opt other = 51; }
  optional int32 x = 1;
}
extend Opt { optional string ext = 100; optional Opt message = 101; }
extend google.protobuf.MessageOptions { optional Opt opt = 50000; repeated int32 r = 50001; }
extend google.protobuf.FieldOptions { optional string note = 50000 [retention = RETENTION_SOURCE]; }
extend google.protobuf.FileOptions { optional Opt fo = 50000; }
option java_package = "한글 \\"q\\" \\x01\\n";
option (t.fo).sub.s = "x";
option (fo).i = 3;
message M {
  option deprecated = true;
  option (r) = 1;
  option (r) = -2147483648;
  option (opt) = {
    i: [9223372036854775807, -9223372036854775808, 0, 9007199254740993]
    u: [18446744073709551615, 0] f64: 18446744073709551615 s64: -9223372036854775808
    z64: [-9223372036854775808, 9223372036854775807] f32: 4294967295
    d: [inf, -inf, nan, -nan, -0.0, 0, 1e22, 1e21, 1e15, 1e16, 123456789012345678, 4.9e-324, 2.2250738585072014e-308, 1e-5, 1e-4]
    d: [1.7976931348623157e308, 0.1, 0.30000000000000004, 1.1, 100000, 1000000, 5e-310, 3.141592653589793, 18446744073709551615]
    f: [inf, -inf, nan, -0.0, 1e22, 0.1, 1e-45, 1.17549435e-38, 3.4028235e38, 16777216, 16777217, 0.3, 1.1, 33333333.3, 123456.7, 1e-40]
    s: ["a\\tb\\n\\r\\"'\\\\\\x00\\x7f", "한", "😀", "\\xc3\\xa9", ""]
    b: ["\\xff\\000ab", ""]
    e: [A, C, B]
    m: { key: "b" value: 1 } m: { key: "a" } m { key: "😀" } m { key: "\\xef\\xbf\\xbd" }
    n: { key: 10 value: { s: "x" } } n: { key: -9 value {} } n: { key: 9007199254740993 }
    un: { key: 18446744073709551615 } un: { key: 2 value: true }
    q { key: true value: "t" } q { value: "f" }
    Grp { z: -1 }
    dur { seconds: 60 nanos: 5 }
    set { [t.Item.item] { x: 1 } [t.Item.other] { sub {} } }
    [ext]: "e" [t.message] { sub {} }
  };
  optional int32 x = 1 [packed = false, json_name = "X", (note) = "for the source", ctype = CORD];
  map<int32, int32> mm = 2 [deprecated = true];
  extensions 100 to 110, 120 [verification = UNVERIFIED];
}
message Q { option (opt) = { b: "\\xed\\xa0\\x80" }; }
service S { option deprecated = true; rpc R(M) returns (M) { option idempotency_level = IDEMPOTENT; } }
`;

test("each kind of value, to its extremes", async () => {
  await inFolder({ "t.proto": all }, async cwd => {
    const printed = await ours(cwd, ["t.proto"]);
    assert.ok(printed.length >= 10, `${printed.length}`);
    assert.deepEqual(printed, theirs(cwd, ["t.proto"]));
  });
});

for (const { name, cwd, files } of [
  {
    name: "the bundled files",
    cwd: bundled,
    files: ["google/protobuf/descriptor.proto", "google/protobuf/any.proto"],
  },
  {
    name: "the samples",
    cwd: samples,
    files: protoFiles(samples).map(file => path.relative(samples, file)),
  },
  {
    name: "files of public APIs",
    cwd: benchWorkspace(),
    files: [
      "google/pubsub/v1/pubsub.proto",
      "google/cloud/vision/v1/image_annotator.proto",
      "google/iam/admin/v1/iam.proto",
      "google/longrunning/operations.proto",
    ],
  },
])
  test(name, async t => {
    const printed = await ours(cwd, files);
    const expected = theirs(cwd, files);
    assert.equal(printed.length, expected.length);
    // The compiler shows the bytes of an `Any`.
    assert.deepEqual(
      printed.filter(block => !block.includes("[type.googleapis.com/")),
      expected.filter(block => !block.includes('type_url: "')),
    );
    t.diagnostic(`${printed.length} declarations with options`);
  });
