import assert from "node:assert/strict";
import { test } from "node:test";
import { type Carrier, carriedBy, carriersOf, extendersOf } from "../../server/src/features/carriers.ts";
import { highlight } from "../../server/src/features/highlight.ts";
import { packageDeclarations, packageReferences } from "../../server/src/features/packages.ts";
import { declarationAt, references, type Reference } from "../../server/src/features/references.ts";
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import { renameInRequests } from "../../server/src/features/renameInRequests.ts";
import { requestReferences } from "../../server/src/features/requestReferences.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { openWorkspace } from "../support/everywhere.ts";
import { parseFixture } from "../support/fixture.ts";
import { nameForms } from "../support/nameForms.ts";

const place = (files: Readonly<Record<string, string>>, file: string, start: number, end: number): string => {
  const before = (files[file] as string).slice(0, start).split("\n");
  return `${file}:${before.length} ${(files[file] as string).slice(start, end)}`;
};

test("every form of a name, over public imports, and no namesake", () => {
  const { files, cursor } = parseFixture(nameForms);
  const s = openWorkspace(files);
  const id = declarationAt(s, "a.proto", cursor?.offset ?? 0);
  assert.deepEqual(id, { file: "a.proto", name: "a.b.Parent" });
  const found = [...references(s, id as { file: string; name: string })]
    .filter(r => r !== undefined)
    .map(r => place(files, r.file, r.span.start, r.span.end));
  assert.deepEqual(found.sort(), [
    "a.proto:2 Parent",
    "b.proto:4 Parent",
    "b.proto:4 Parent",
    "b.proto:4 Parent",
    "c.proto:3 Parent",
    "c.proto:4 Parent",
    "c.proto:4 Parent",
  ]);
});

test("a group is found by the name of its message and of its field", () => {
  const source = `syntax = "proto2";
import "google/protobuf/descriptor.proto";
message Rule { optional group Limit = 1 { optional int32 most = 1; } optional Limit other = 2; }
extend google.protobuf.MessageOptions { optional Rule rule = 50000; }
message M { option (rule).limit.most = 1; }
message N { option (rule) = { Limit { most: 1 } other { most: 2 } }; }`;
  const wanted = ["main.proto:3 Limit", "main.proto:3 Limit", "main.proto:5 limit", "main.proto:6 Limit"];
  for (const needle of ["Limit = 1", "Limit other", "limit.most", "Limit {"]) {
    const { files, cursor } = parseFixture(source.replace(needle, `$0${needle}`));
    const s = openWorkspace(files);
    const offset = cursor?.offset ?? 0;
    const refs = s.optionRefs("main.proto");
    const id = refs.find(r => r.span.start === offset)?.id ?? declarationAt(s, "main.proto", offset);
    const found = [...references(s, id as { file: string; name: string })].filter(r => r !== undefined);
    const places = found.map(r => place(files, r.file, r.span.start, r.span.end));
    assert.deepEqual(places, wanted, needle);
    const marked = highlight(s, "main.proto", offset, refs);
    assert.deepEqual(
      marked.map(h => place(files, "main.proto", h.span.start, h.span.end)),
      wanted,
      needle,
    );
  }
});

test("highlights declaration and uses of one file", () => {
  const { files, cursor } = parseFixture('syntax = "proto3"; message A { A$0 a = 1; repeated A more = 2; }');
  assert.deepEqual(
    highlight(openWorkspace(files), "main.proto", cursor?.offset ?? 0, []).map(h => h.isDeclaration),
    [true, false, false],
  );
});

test("highlights what options name behind one that is wrong", () => {
  const { files, cursor } = parseFixture(`syntax = "proto3";
import "google/protobuf/descriptor.proto";
message Rule { int32 mo$0st = 1; }
extend google.protobuf.MessageOptions { Rule rule = 50000; }
message M { option (missing) = 1; option (rule) = { most: 1 }; option deprecated = 5; }
message N { option deprecated = 5; option map_entry = 5; option (rule).most = 2; option (rule).most = 3; option (rule).most = 4; }`);
  const s = openWorkspace(files);
  const found = highlight(s, "main.proto", cursor?.offset ?? 0, s.optionRefs("main.proto"));
  assert.deepEqual(
    found.map(h => place(files, "main.proto", h.span.start, h.span.end)),
    ["main.proto:3 most", "main.proto:5 most", "main.proto:6 most", "main.proto:6 most", "main.proto:6 most"],
  );
});

test("highlights a field in templates of paths", () => {
  const { files, cursor } = parseFixture(`syntax = "proto3";
message Get { string na$0me = 1; }
service S { rpc R(Get) returns (Get) { option (google.api.http) = { get: "/v1/{name}" }; } }`);
  const found = highlight(openWorkspace(files), "main.proto", cursor?.offset ?? 0, []);
  assert.deepEqual(
    found.map(h => place(files, "main.proto", h.span.start, h.span.end)),
    ["main.proto:2 name", "main.proto:3 name"],
  );
});

test("who carries a message, and what a message carries", () => {
  const { files } = parseFixture(nameForms);
  const s = openWorkspace(files);
  const id = { file: "a.proto", name: "a.b.Parent" };
  const carriers = [...carriersOf(s, id)].filter(c => c !== undefined);
  assert.deepEqual(carriers.map(c => `${c.kind} ${c.id.name} ×${c.at.length}`).sort(), [
    "message a.User ×2",
    "message c.Far ×1",
    "method c.S.R ×1",
  ]);
  assert.deepEqual(
    carriedBy(s, { file: "c.proto", name: "c.S.R" }).map(c => c.id.name),
    ["a.b.Parent", "a.b.Parent.Child"],
  );
  assert.deepEqual(
    carriedBy(s, { file: "c.proto", name: "c.Far" }).map(c => c.id.name),
    ["a.b.Parent"],
  );
});

const everything = `
//- opts.proto
syntax = "proto2"; package opts.v1;
import "google/protobuf/descriptor.proto";
message Rule { optional Level level = 1; extensions 10; }
enum Level { LOW = 0; HIGH = 1; }
extend google.protobuf.MessageOptions { optional Rule rule = 50001; }
extend Rule { optional Rule more = 10; }
//- user.proto
syntax = "proto2"; package user;
import "opts.proto";
message M {
  option (opts.v1.rule).level = HIGH;
  option deprecated = true;
  optional opts.v1.Level l = 1 [default = HIGH];
  optional .opts.v1.Rule r = 2;
}
message N { option (.opts.v1.rule) = { level: HIGH [opts.v1.more] { level: LOW } }; }
service S { rpc Go(M) returns (N); }
`;

/** Places that name a declaration: file, line, text. */
function uses(file: string, name: string): string[] {
  const { files } = parseFixture(everything);
  return [...references(openWorkspace(files), { file, name })]
    .filter(r => r !== undefined)
    .map(r => place(files, r.file, r.span.start, r.span.end))
    .sort();
}

test("fields, enum values and extensions, in options and defaults too", () => {
  assert.deepEqual(uses("opts.proto", "opts.v1.HIGH"), [
    "opts.proto:4 HIGH",
    "user.proto:4 HIGH",
    "user.proto:6 HIGH",
    "user.proto:9 HIGH",
  ]);
  assert.deepEqual(uses("opts.proto", "opts.v1.Rule.level"), [
    "opts.proto:3 level",
    "user.proto:4 level",
    "user.proto:9 level",
    "user.proto:9 level",
  ]);
  assert.deepEqual(uses("opts.proto", "opts.v1.rule"), [
    "opts.proto:5 rule",
    "user.proto:4 rule",
    "user.proto:9 rule",
  ]);
  assert.deepEqual(uses("opts.proto", "opts.v1.more"), ["opts.proto:6 more", "user.proto:9 more"]);
  assert.deepEqual(uses("user.proto", "user.S"), ["user.proto:10 S"]);
});

test("a package: its statements, and the names that go through it", () => {
  const { files } = parseFixture(everything);
  const s = openWorkspace(files);
  const shown = (found: Iterable<Reference | undefined>): string[] =>
    [...found].filter(r => r !== undefined).map(r => place(files, r.file, r.span.start, r.span.end));
  assert.deepEqual(shown(packageReferences(s, Object.keys(files), "opts.v1")).sort(), [
    "opts.proto:1 v1",
    "user.proto:4 v1",
    "user.proto:6 v1",
    "user.proto:7 v1",
    "user.proto:9 v1",
    "user.proto:9 v1",
  ]);
  assert.deepEqual(shown(packageDeclarations(s, Object.keys(files), "opts")), ["opts.proto:1 opts"]);
});

test("extensions carry their type, and belong to the types below what they extend", () => {
  const { files } = parseFixture(everything);
  const s = openWorkspace(files);
  const shown = (found: Iterable<Carrier | undefined>): string[] =>
    [...found]
      .filter(c => c !== undefined)
      .map(c => `${c.kind} ${c.id.name}`)
      .sort();
  const rule = { file: "opts.proto", name: "opts.v1.Rule" };
  assert.deepEqual(shown(carriersOf(s, rule)), [
    "extension opts.v1.more",
    "extension opts.v1.rule",
    "message user.M",
  ]);
  assert.deepEqual(shown(extendersOf(s, rule)), ["extension opts.v1.more"]);
});

test("a message is carried through nested messages, maps, oneofs, groups, extensions, streams and cycles", () => {
  const s = openWorkspace({
    "a.proto": `syntax = "proto2"; package a;
message Leaf { optional Leaf again = 1; }
message Holder { message Nested { optional Leaf leaf = 1; } optional Nested nested = 1; extensions 100 to 200; }
message Mapped { map<string, Leaf> by_name = 1; map<string, Level> levels = 2; }
message Picked { oneof pick { Leaf leaf = 1; string text = 2; } }
message Grouped { repeated group Box = 1 { optional Leaf leaf = 1; } }
enum Level { LOW = 0; }
service S { rpc Watch(stream Mapped) returns (stream Picked); rpc Put(Holder) returns (Holder); }`,
    "b.proto": `syntax = "proto2"; package b; import "a.proto";
extend a.Holder { optional a.Leaf extra = 100; }
message Far { extend a.Holder { repeated a.Level inside = 101; } }`,
  });
  const above = (file: string, name: string): string[] =>
    [...carriersOf(s, { file, name })].flatMap(c => (c ? `${c.kind} ${c.id.name}` : [])).sort();
  assert.deepEqual(above("a.proto", "a.Leaf"), [
    "extension b.extra",
    "message a.Grouped.Box",
    "message a.Holder.Nested",
    "message a.Leaf",
    "message a.Mapped",
    "message a.Picked",
  ]);
  assert.deepEqual(above("a.proto", "a.Grouped.Box"), ["message a.Grouped"]);
  assert.deepEqual(above("a.proto", "a.Holder.Nested"), ["message a.Holder"]);
  assert.deepEqual(above("a.proto", "a.Level"), ["extension b.Far.inside", "message a.Mapped"]);
  // Through the extension to what it extends, and from there to the rpcs.
  assert.deepEqual(above("b.proto", "b.extra"), ["message a.Holder"]);
  assert.deepEqual(above("b.proto", "b.Far.inside"), ["message a.Holder"]);
  assert.deepEqual(above("a.proto", "a.Holder"), ["method a.S.Put"]);
  assert.deepEqual(above("a.proto", "a.Mapped"), ["method a.S.Watch"]);
  assert.deepEqual(above("a.proto", "a.S.Put"), []);

  const below = (file: string, name: string): string[] => carriedBy(s, { file, name }).map(c => c.id.name);
  assert.deepEqual(below("a.proto", "a.S.Watch"), ["a.Mapped", "a.Picked"]);
  assert.deepEqual(below("a.proto", "a.S.Put"), ["a.Holder"]);
  assert.deepEqual(below("a.proto", "a.Mapped"), ["a.Leaf", "a.Level"]);
  assert.deepEqual(below("a.proto", "a.Picked"), ["a.Leaf"]);
  assert.deepEqual(below("a.proto", "a.Grouped"), ["a.Grouped.Box"]);
  assert.deepEqual(below("a.proto", "a.Leaf"), ["a.Leaf"]);
  assert.deepEqual(below("b.proto", "b.extra"), ["a.Leaf"]);
  assert.deepEqual(below("a.proto", "a.Level"), []);
});

test("request documents name rpcs, services, fields and enum values", () => {
  const s = openWorkspace({
    "a.proto": `syntax = "proto3"; package a;
service Shop { rpc Get(Query) returns (Query); }
message Query { string item_name = 1; Level level = 2; }
enum Level { LOW = 0; HIGH = 1; }`,
  });
  const text = 'GRPC localhost:1/a.Shop/Get\n\n{ "itemName": "x", "level": "HIGH" }\n';
  const requests = [{ file: "a.grpc", document: parseRequests(text) }];
  const found = (name: string): string[] =>
    requestReferences(s, requests, { file: "a.proto", name }).map(r => text.slice(r.span.start, r.span.end));
  assert.deepEqual(found("a.Shop"), ["a.Shop"]);
  assert.deepEqual(found("a.Shop.Get"), ["Get"]);
  assert.deepEqual(found("a.Query.item_name"), ["itemName"]);
  assert.deepEqual(found("a.HIGH"), ["HIGH"]);
  assert.deepEqual(found("a.LOW"), []);
});

test("request documents name extensions in keys, and messages in the URLs of Any", () => {
  const s = openWorkspace({
    "a.proto": `syntax = "proto2"; package a; import "google/protobuf/any.proto";
service Shop { rpc Get(Query) returns (Query); }
message Query { optional google.protobuf.Any extra = 1; extensions 10 to 19; }
message Item { optional string name = 1; }
extend Query { optional Item item_ext = 10; }`,
  });
  const text = `GRPC localhost:1/a.Shop/Get

{ "extra": { "@type": "type.googleapis.com/a.Item", "name": "x" }, "[a.item_ext]": { "name": "y" } }
`;
  const requests = [{ file: "a.grpc", document: parseRequests(text) }];
  const found = (name: string): string[] =>
    requestReferences(s, requests, { file: "a.proto", name }).map(
      r => `${r.span.start}: ${text.slice(r.span.start, r.span.end)}`,
    );
  assert.deepEqual(found("a.Item"), [`${text.indexOf("a.Item")}: a.Item`]);
  assert.deepEqual(found("a.item_ext"), [`${text.indexOf("a.item_ext")}: a.item_ext`]);
  assert.equal(found("a.Item.name").length, 2);
  const moved = (id: { file: string; name: string }) => ({
    ...id,
    name: { "a.Item": "a.Thing", "a.item_ext": "a.thing_ext" }[id.name] ?? id.name,
  });
  assert.equal(
    applyEdits(text, renameInRequests(s, requests, moved).edits),
    text.replace("a.Item", "a.Thing").replace("a.item_ext", "a.thing_ext"),
  );
});
