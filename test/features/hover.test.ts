import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { exampleSizes } from "../../server/src/features/exampleSizes.ts";
import { hover } from "../../server/src/features/hover.ts";
import { optionsAt } from "../../server/src/lsp/everywhere.ts";
import { parseFixture } from "../support/fixture.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

/** The parts of the hover, without a note. */
function parts(source: string, language: "en" | "ko" = "en"): readonly string[] {
  const { files, cursor } = parseFixture(source);
  assert.ok(cursor);
  const { db } = new MemoryWorkspace(files, checkFile);
  const found = hover(db, cursor.file, cursor.offset, {
    language,
    note: () => undefined,
    optionsAt: (file, offset) => optionsAt(db, file, offset),
  });
  return found?.markdown.split("\n\n---\n\n") ?? [];
}

/** The rows of the table in a hover. */
function rows(source: string): Record<string, string> {
  const table = parts(source).find(p => p.startsWith("| | |")) ?? "";
  return Object.fromEntries(
    [...table.matchAll(/^\| ([^|]+) \| ([^|]*) \|$/gm)].map(([, name, value]) => [name, value]),
  );
}

test("a declaration and its comment", () => {
  const found = parts(`
syntax = "proto3"; package a;
// Somebody who
// logs in. See [Group][a.Group].
message User {
  string name = 1; // As shown.
  map<string, int64> m = 2;
}
message M { Us$0er u = 1; }
`);
  assert.equal(found[0], "```proto\nmessage a.User {\n  string name = 1;\n  map<string, int64> m = 2;\n}\n```");
  assert.equal(found[1], "Somebody who\nlogs in. See `Group`.");
  const field = parts('syntax = "proto3";\nmessage User {\n  string na$0me = 1; // As shown.\n}\n');
  assert.deepEqual(field.slice(0, 2), ["```proto\nstring name = 1; // User\n```", "As shown."]);
});

test("a message shows its oneofs, and none for `optional`", () => {
  const [code] = parts(`syntax = "proto3";
message It$0em { string a = 1; oneof pick { int32 b = 2; int32 c = 3; } oneof or { int32 d = 4; } optional int32 e = 5; }`);
  assert.equal(
    code,
    `\`\`\`proto
message Item {
  string a = 1;
  oneof pick {
    int32 b = 2;
    int32 c = 3;
  }
  oneof or {
    int32 d = 4;
  }
  optional int32 e = 5;
}
\`\`\``,
  );
});

test("nothing where there is nothing to say", () => {
  assert.deepEqual(parts('syntax = "proto3"; $0 message M {}'), []);
  assert.deepEqual(parts('syntax = "proto3"; // a com$0ment'), []);
});

test("every declared name has a hover, in a broken file too", () => {
  const source = `syntax = "proto2"; package p;
message Msg { optional int32 fld = 1; oneof oo { string ss = 2; } enum En { VV = 0; } optional group Grp = 3 {} extensions 10; }
extend Msg { optional int32 ext = 10; }
service Svc { rpc Mth(Msg) returns (Msg); }
message Broken { int32`;
  for (const name of ["Msg", "fld", "oo", "ss", "En", "VV", "Grp", "ext", "Svc", "Mth"]) {
    const at = source.search(new RegExp(`\\b${name}\\b`));
    assert.match(parts(`${source.slice(0, at)}$0${source.slice(at)}`).join(), new RegExp(name, "i"), name);
  }
});

test("a field on the wire and in JSON", () => {
  assert.deepEqual(rows('syntax = "proto3";\nmessage M { string user_i$0d = 16; }'), {
    "wire type": "2 (length-delimited)",
    tag: "`82 01` · 2 bytes",
    "JSON name": "`userId`",
    presence: "implicit",
    default: '`""`',
    features: "`field_presence = IMPLICIT` · default of proto3<br>`utf8_validation = VERIFY` · default of proto3",
  });
});

test("features say where they are inherited from", () => {
  const source = (field: string): string => `edition = "2023"; package p;
option features.field_presence = IMPLICIT;
message M {
  option features.repeated_field_encoding = EXPANDED;
  ${field}
}`;
  assert.match(rows(source("int32 a$0 = 1;")).features ?? "", /`field_presence = IMPLICIT` · inherited from file/);
  assert.match(
    rows(source("int32 a$0 = 1 [features.field_presence = EXPLICIT];")).features ?? "",
    /EXPLICIT` · set here/,
  );
  assert.equal(
    rows(source("repeated int32 a$0 = 1;")).features,
    "`repeated_field_encoding = EXPANDED` · inherited from `p.M`",
  );
  assert.match(
    rows('syntax = "proto2"; message M { required int32 a$0 = 1; }').features ?? "",
    /LEGACY_REQUIRED` · `required`/,
  );
});

test("defaults: written, the first value of an enum, none for messages and lists", () => {
  const proto2 = (field: string): string | undefined =>
    rows(`syntax = "proto2";\nenum E { FIRST = 1; SECOND = 2; }\nmessage M { ${field} }`).default;
  assert.equal(proto2("optional int32 a$0 = 1 [default = -5];"), "`-5`");
  assert.equal(proto2('optional string a$0 = 1 [default = "x"];'), '`"x"`');
  assert.equal(proto2("optional E a$0 = 1;"), "`FIRST`");
  assert.equal(proto2("optional M a$0 = 1;"), undefined);
  assert.equal(proto2("repeated int32 a$0 = 1;"), undefined);
});

test("a default stays in its cell, and bytes are escaped as the language does it", () => {
  const hover = (field: string): string =>
    parts(`syntax = "proto2";\nmessage M { ${field} }`).find(p => p.startsWith("| | |")) ?? "";
  const text = hover('optional string a$0 = 1 [default = "a|b`c", json_name = "x|y"];');
  assert.match(text, /^\| JSON name \| `x\\\|y` \|$/m);
  assert.match(text, /^\| default \| `` "a\\\|b`c" `` \|$/m);
  assert.match(hover('optional bytes a$0 = 1 [default = "\\xff\\001"];'), /^\| default \| `"\\377\\001"` \|$/m);
});

test("an extension's JSON name, a group's declaration", () => {
  const source =
    'syntax = "proto2"; package p;\nmessage M { extensions 5; optional group Grp = 1 {} }\nextend M { repeated string ex = 5; }';
  const at = (word: string): string => source.replace(word, `${word}$0`);
  assert.equal(rows(at("ex = 5").replace("ex = 5$0", "ex$0 = 5"))["JSON name"], "`[p.ex]`");
  assert.equal(rows(at("ex = 5").replace("ex = 5$0", "ex$0 = 5")).packed, undefined);
  assert.match(parts(at("Grp"))[0] ?? "", /optional group Grp = 1 \{ … \}/);
});

test("lists and maps have no presence", () => {
  const map = rows('syntax = "proto3";\nmessage M { map<string, M> a$0 = 1; }');
  assert.match(map.presence ?? "", /^none: a map .* each entry is encoded as a repeated message$/);
  assert.equal(map.features, "`utf8_validation = VERIFY` · default of proto3");
  assert.match(rows('syntax = "proto3";\nmessage M { repeated M a$0 = 1; }').presence ?? "", /^none: an empty list/);
  const korean = parts('syntax = "proto3";\nmessage M { map<string, M> a$0 = 1; }', "ko").join();
  assert.match(korean, /값의 유무\(presence\) \| 없음: 항목이 없는 map/);
});

test("a message has presence in any edition, and shows no feature that says otherwise", () => {
  const found = rows('syntax = "proto3";\nmessage M { M a$0 = 1; }');
  assert.equal(found.presence, "explicit");
  assert.equal(found.features, "`message_encoding = LENGTH_PREFIXED` · default of proto3");
  assert.match(rows('syntax = "proto2";\nmessage M { required M a$0 = 1; }').features ?? "", /LEGACY_REQUIRED/);
});

test("what depends on a type that nobody knows is unknown", () => {
  const found = rows('syntax = "proto3";\nmessage M { Missing a$0 = 1; }');
  assert.deepEqual(found, { "wire type": "unknown", tag: "unknown", "JSON name": "`a`", presence: "unknown" });
  assert.equal(rows('syntax = "proto3";\nmessage M { repeated Missing a$0 = 1; }').presence?.slice(0, 5), "none:");
  const half = parts('syntax = "proto3";\nmessage M { int32 a$0 = ; }');
  assert.equal(half[0], "```proto\nint32 a = ?; // M\n```");
  const message = rows('syntax = "proto3";\nmessage M$0 { Missing a = 1; }');
  assert.equal(message["encoded size"], undefined);
});

test("a oneof shows its fields, an import its modifier", () => {
  const oneof = parts('syntax = "proto3";\nmessage M { oneof pi$0ck { int32 a = 1; M b = 2; } int32 c = 3; }');
  assert.equal(oneof[0], "```proto\noneof pick {\n  int32 a = 1;\n  M b = 2;\n} // M\n```");
  const line = parts('syntax = "proto3";\nimport public "google/protobuf/a$0ny.proto";');
  assert.match(line[0] ?? "", /^```proto\nimport public "google\/protobuf\/any.proto";/);
});

test("a number says what its field says, a version what the word before it says", () => {
  assert.equal(rows('syntax = "proto3";\nmessage M { string a = 1$06; }').tag, "`82 01` · 2 bytes");
  assert.match(parts('syntax = "proto3";\nenum E { Z = $00; }')[0] ?? "", /Z = 0; \/\/ E/);
  assert.match(parts('edition = "20$023";').join(), /edition of the language/);
  assert.deepEqual(parts('syntax = "proto3";\nmessage M { reserved 1$00; }'), []);
});

test("each kind of declaration says that it is deprecated", () => {
  for (const source of [
    "message M$0 { option deprecated = true; }",
    "enum E { Z$0 = 0 [deprecated = true]; }",
    "enum E$0 { option deprecated = true; Z = 0; }",
    "service S$0 { option deprecated = true; }",
    "message M {} service S { rpc R$0(M) returns (M) { option deprecated = true; } }",
    "message M { map<string, M> m$0 = 1 [deprecated = true]; }",
  ])
    assert.equal(rows(`syntax = "proto3";\n${source}`).deprecated, "yes", source);
});

test("an option shows its default and where it may stand, not how it is encoded", () => {
  assert.deepEqual(rows('syntax = "proto3";\nmessage M { option depre$0cated = true; }'), { default: "`false`" });
  assert.deepEqual(rows('edition = "2023";\noption features.field_pre$0sence = IMPLICIT;'), {
    default: "`EXPLICIT` (proto2) → `IMPLICIT` (proto3) → `EXPLICIT` (2023)",
    "allowed on": "field, file",
  });
});

test("packed, deprecated", () => {
  const found = rows('syntax = "proto3";\nmessage M { repeated int32 a$0 = 1 [deprecated = true]; }');
  assert.equal(found.packed, "yes");
  assert.equal(found.deprecated, "yes");
});

test("a message's size, encoded by hand and as JSON", () => {
  const source = `syntax = "proto3"; package p;
import "google/protobuf/timestamp.proto";
message Item$0 { string name = 1; int64 price = 2; repeated int32 sizes = 16; Inner inner = 4; map<string, bool> flags = 5;
  google.protobuf.Timestamp at = 6; oneof pick { bool x = 7; bool y = 8; } Item next = 9; Kind kind = 10; }
message Inner { double d = 1; }
enum Kind { KIND_UNSPECIFIED = 0; KIND_BIG = 300; }`;
  const { files } = parseFixture(source);
  const { db } = new MemoryWorkspace(files, checkFile);
  const json = {
    name: "example",
    price: "1337",
    sizes: [1337],
    inner: { d: 1.5 },
    flags: { example: true },
    at: "2026-01-01T00:00:00Z",
    x: true,
    kind: "KIND_BIG",
  };
  // name 9, price 3, sizes 2+1+2, inner 2+9, flags 2+(9+2), at 2+6, x 2, kind 3
  const encoded = 9 + 3 + 5 + 11 + 13 + 8 + 2 + 3;
  assert.deepEqual(exampleSizes(db, "main.proto", "p.Item"), { encoded, json: JSON.stringify(json).length });
  assert.match(rows(source)["encoded size"] ?? "", new RegExp(`^${encoded} bytes · JSON \\d+ bytes`));
  assert.equal(rows(source)["next free number"], "17");
});

test("a method's path, kind and content type", () => {
  const found = rows('syntax = "proto3"; package p;\nmessage M {}\nservice S { rpc R$0(stream M) returns (M); }');
  assert.deepEqual(found, { path: "`/p.S/R`", kind: "client streaming", "content type": "`application/grpc`" });
});

test("open and closed enums", () => {
  assert.equal(rows('syntax = "proto3";\nenum E$0 { Z = 0; }').kind, "open");
  assert.equal(rows('syntax = "proto2";\nenum E$0 { Z = 0; }').kind, "closed");
});

test("options, their parts and values show what descriptor.proto says of them", () => {
  const option = parts('syntax = "proto3";\nmessage M { option depre$0cated = true; }');
  assert.match(option[0] ?? "", /optional bool deprecated = 3; \/\/ google.protobuf.MessageOptions/);
  assert.match(option[1] ?? "", /deprecated/);
  const value = parts('syntax = "proto3";\noption optimize_for = SP$0EED;');
  assert.match(value[0] ?? "", /SPEED = 1/);
  const feature = parts('edition = "2023";\noption features.field_pre$0sence = IMPLICIT;');
  assert.match(feature[0] ?? "", /field_presence/);
  const custom = parts(`syntax = "proto3";
import "google/protobuf/descriptor.proto";
message Rule { int32 max = 1; }
// Who may call.
extend google.protobuf.MessageOptions {
  // A rule of ours.
  Rule rule = 50001;
}
message M { option (ru$0le) = { max: 1 }; }`);
  assert.equal(custom[1], "A rule of ours.");
});

test("fields inside of a literal", () => {
  const found = parts(`syntax = "proto3";
import "google/protobuf/descriptor.proto";
message Rule { int32 max = 1; /* how many */ }
extend google.protobuf.MessageOptions { Rule rule = 50001; }
message M { option (rule) = { ma$0x: 1 }; }`);
  assert.match(found[0] ?? "", /int32 max = 1; \/\/ Rule/);
});

test("keywords and scalar types, in both languages", () => {
  assert.deepEqual(parts('syn$0tax = "proto3";').length, 1);
  assert.match(parts('syntax = "proto3";\nmessage M { one$0of o { int32 a = 1; } }').join(), /at most one/);
  assert.match(parts('syntax = "proto3";\nmessage M { sin$0t32 a = 1; }').join(), /zigzag/);
  assert.match(parts('syntax = "proto3";\nmessage M { sin$0t32 a = 1; }', "ko").join(), /지그재그/);
  assert.match(parts('syntax = "proto3";\nmessage M { ma$0p<string, int32> m = 1; }').join(), /key = 1/);
});

test("the default of an enum field, and an option behind one that is wrong", () => {
  const enumeration = 'syntax = "proto2";\nenum E {\n  // The first.\n  ONE = 1;\n}\n';
  const value = parts(`${enumeration}message M { optional E e = 1 [default = O$0NE]; }`);
  assert.deepEqual(value.slice(0, 2), ["```proto\nONE = 1; // E\n```", "The first."]);
  const option = parts('syntax = "proto3";\nmessage M { option missing = 1; option depre$0cated = true; }');
  assert.match(option[0] ?? "", /optional bool deprecated = 3/);
});

test("default and json_name, which are declared nowhere", () => {
  assert.match(parts('syntax = "proto2";\nmessage M { optional int32 a = 1 [def$0ault = 1]; }').join(), /not set/);
  assert.match(parts('syntax = "proto3";\nmessage M { int32 a = 1 [json_$0name = "b"]; }').join(), /in JSON/);
});

test("a name that hides another says so", () => {
  const source = `syntax = "proto3"; package a.b;
message Item {}
message Outer { message Item {} It$0em i = 1; }`;
  assert.ok(parts(source).includes("means: `.a.b.Outer.Item` · hidden by it: `.a.b.Item`"));
  assert.ok(!parts('syntax = "proto3"; message Item {} message M { It$0em i = 1; }').join().includes("hidden"));
});

test("an option shows what it sets, where its text does not say so", () => {
  const at = (option: string): readonly string[] =>
    parts(`syntax = "proto3";
package a.b;
import "google/protobuf/descriptor.proto";
message Rule { int64 most = 1; repeated string names = 2; Rule inner = 3; }
extend google.protobuf.MessageOptions { Rule rule = 50000; bool on = 50001; }
message M { option ${option} }`);
  assert.equal(
    at('(ru$0le) = { names: ["x", "y"] most: 0x7fffffffffffffff };')[1],
    '```proto\n[a.b.rule] {\n  most: 9223372036854775807\n  names: "x"\n  names: "y"\n}\n```',
  );
  assert.equal(at("(b.rule).inner.mo$0st = 5;")[1], "```proto\n[a.b.rule] {\n  inner {\n    most: 5\n  }\n}\n```");
  assert.equal(at("(o$0n) = true;")[1], "```proto\n[a.b.on]: true\n```");
  for (const plain of ["(a.b.o$0n) = true;", "(rule) = { mo$0st: 1 };", "depre$0cated = true;"])
    assert.ok(!at(plain).some(part => part.startsWith("```proto\n[a.b.")), plain);
});
