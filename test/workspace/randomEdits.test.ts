/** The test that makes caching safe: after each of some hundred random edits, what is kept equals what a new database finds. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { mutate, random } from "../fuzz/mutate.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const files: Readonly<Record<string, string>> = {
  "base.proto": `syntax = "proto3";
package base;
message Base { int32 id = 1; string name = 2; enum Kind { KIND_UNSPECIFIED = 0; KIND_A = 1; } Kind kind = 3; }
enum Level { LEVEL_UNSPECIFIED = 0; LEVEL_HIGH = 1; }
`,
  "options.proto": `syntax = "proto2";
package opts;
import "google/protobuf/descriptor.proto";
message Rule { optional string text = 1; optional int32 weight = 2; }
extend google.protobuf.FieldOptions { optional Rule rule = 50001; }
extend google.protobuf.MessageOptions { optional string note = 50002; }
`,
  "public.proto": `syntax = "proto3";
package pub;
import public "base.proto";
message Pub { base.Base base = 1; }
`,
  "user.proto": `syntax = "proto3";
package app.v1;
import "public.proto";
import "options.proto";
message User {
  option (opts.note) = "a user";
  base.Base base = 1 [(opts.rule) = { text: "x" weight: 2 }];
  repeated pub.Pub pubs = 2;
  map<string, base.Level> levels = 3 [(opts.rule).text = "y"];
  oneof pick { string a = 4; base.Base.Kind b = 5; }
  reserved 10 to 20;
}
service Users { rpc Get(User) returns (User); rpc Watch(stream User) returns (stream pub.Pub); }
`,
};

const rendered = (w: MemoryWorkspace<ReturnType<typeof checkFile>>): string =>
  w.files
    .flatMap(f =>
      w.db.problems(f).map(p => `${f} ${p.span.start}–${p.span.end} ${p.code} ${p.severity} ${p.args.join()}`),
    )
    .join("\n");

for (const seed of [1, 2, 6, 20261124])
  test(`after every edit the kept result is the fresh one, seed ${seed}`, () => editAtRandom(seed));

function editAtRandom(seed: number): void {
  const next = random(seed);
  const workspace = new MemoryWorkspace(files, checkFile);
  const names = Object.keys(files);
  for (let step = 0; step < 300; step++) {
    const file = names[Math.floor(next() * names.length)] as string;
    const fate = next();
    // Texts go back to what they were now and then, so that most states are nearly right.
    if (fate < 0.03) workspace.write(file, undefined);
    else if (fate < 0.35) workspace.write(file, files[file]);
    else workspace.write(file, mutate(next, workspace.text(file) || (files[file] as string)));
    const texts = Object.fromEntries(workspace.files.map(f => [f, workspace.text(f)]));
    const fresh = new MemoryWorkspace(texts, checkFile);
    assert.equal(rendered(workspace), rendered(fresh), `step ${step}, ${file}`);
  }
  const { checked } = workspace.db.counters;
  assert.ok(checked > 0 && checked < 300 * names.length, `${checked} checks`);
}
