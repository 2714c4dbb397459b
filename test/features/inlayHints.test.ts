import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { hintTooltips } from "../../server/src/features/hintTooltips.ts";
import { type HintKind, inlayHints } from "../../server/src/features/inlayHints.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const all: ReadonlySet<HintKind> = new Set(["tag-size", "json-name", "next-number"]);

/** The text with each hint in ‹› where it is shown. */
function hinted(text: string, kinds = all): string {
  const { db } = new MemoryWorkspace({ "a.proto": text }, checkFile);
  let out = text;
  for (const { offset, text: hint } of inlayHints(db, "a.proto", { start: 0, end: text.length }, kinds).toReversed())
    out = `${out.slice(0, offset)}‹${hint}›${out.slice(offset)}`;
  return out;
}

test("the number that comes next, behind the brace that ends a message", () => {
  assert.equal(
    hinted(
      'syntax = "proto3";\nmessage A {\n  string a = 1;\n  reserved 2;\n  message B { int32 b = 5; }\n}\nmessage C {}\n',
    ),
    'syntax = "proto3";\nmessage A {\n  string a = 1;\n  reserved 2;\n  message B { int32 b = 5; }‹next = 6›\n}‹next = 3›\nmessage C {}\n',
  );
});

test("names in JSON that differ, and tags of more than a byte", () => {
  assert.equal(
    hinted(
      'syntax = "proto3";\nmessage A { string a_b = 16; string c = 2; }\n',
      new Set(["tag-size", "json-name"] as const),
    ),
    'syntax = "proto3";\nmessage A { string a_b‹"aB"› = 16‹2 B›; string c = 2; }\n',
  );
});

test("fields without presence, whatever says so", () => {
  const kinds: ReadonlySet<HintKind> = new Set(["implicit-presence"]);
  assert.equal(
    hinted(
      'syntax = "proto3";\nmessage A { string a = 1; optional string b = 2; A c = 3; repeated int32 d = 4; Gone e = 5; oneof o { int32 f = 6; } }\n',
      kinds,
    ),
    'syntax = "proto3";\nmessage A { string a = 1‹implicit›; optional string b = 2; A c = 3; repeated int32 d = 4; Gone e = 5; oneof o { int32 f = 6; } }\n',
  );
  assert.equal(
    hinted(
      'edition = "2023";\nmessage A { int32 a = 1; int32 b = 2 [features.field_presence = IMPLICIT]; }\n',
      kinds,
    ),
    'edition = "2023";\nmessage A { int32 a = 1; int32 b = 2‹implicit› [features.field_presence = IMPLICIT]; }\n',
  );
});

test("no name in JSON where it is another: extensions go by their full name", () => {
  const source = (name: string): string =>
    `syntax = "proto2";\nmessage A { extensions 1; optional group Grp = 2 {} optional string c_d = 3 [json_name = "x"]; }\nextend A { optional int32 ${name} = 1; }\n`;
  assert.equal(hinted(source("e_f"), new Set(["json-name"] as const)), source("e_f"));
});

test("a name in JSON can be written down, beside the options that are there", () => {
  const accepted = (field: string): string => {
    const text = `syntax = "proto3";\nmessage A { ${field} }\n`;
    const { db } = new MemoryWorkspace({ "a.proto": text }, checkFile);
    const [hint] = inlayHints(db, "a.proto", { start: 0, end: text.length }, new Set(["json-name"]));
    assert.ok(hint);
    const { accept } = hint;
    if (!accept) return "nothing";
    const { db: after } = new MemoryWorkspace(
      { "a.proto": text.slice(0, accept.offset) + accept.text + text.slice(accept.offset) },
      checkFile,
    );
    assert.deepEqual(after.problems("a.proto"), []);
    return (after.text("a.proto") as string).split("{ ")[1]?.split(" }")[0] ?? "";
  };
  assert.equal(accepted("int32 a_b = 1;"), 'int32 a_b = 1 [json_name = "aB"];');
  assert.equal(
    accepted("int32 a_b = 1 [deprecated = true];"),
    'int32 a_b = 1 [deprecated = true, json_name = "aB"];',
  );
  assert.equal(accepted("map<string, A> a_b = 1;"), 'map<string, A> a_b = 1 [json_name = "aB"];');
  const half = 'syntax = "proto3";\nmessage A { int32 a_b = 1 [deprecated = true';
  const { db } = new MemoryWorkspace({ "a.proto": half }, checkFile);
  const [hint] = inlayHints(db, "a.proto", { start: 0, end: half.length }, new Set(["json-name"]));
  assert.equal(hint?.accept, undefined);
});

test("groups, maps, editions, and fields without a number", () => {
  const kinds: ReadonlySet<HintKind> = new Set(["tag-size", "implicit-presence"]);
  assert.equal(
    hinted(
      'syntax = "proto2";\nmessage A { optional group Grp = 16 {} extensions 2048; }\nextend A { optional int32 e = 2048; }\n',
      kinds,
    ),
    'syntax = "proto2";\nmessage A { optional group Grp = 16‹2 B› {} extensions 2048; }\nextend A { optional int32 e = 2048‹3 B›; }\n',
  );
  assert.equal(
    hinted('syntax = "proto3";\nmessage A { map<string, A> m = 16; int32 half; int32 more = }\n', kinds),
    'syntax = "proto3";\nmessage A { map<string, A> m = 16‹2 B›; int32 half; int32 more = }\n',
  );
});

test("hints speak the language of the editor", () => {
  const text = 'syntax = "proto3";\nmessage A { string a = 1; }\n';
  const { db } = new MemoryWorkspace({ "a.proto": text }, checkFile);
  const kinds: ReadonlySet<HintKind> = new Set(["implicit-presence", "next-number"]);
  const hints = inlayHints(db, "a.proto", { start: 0, end: text.length }, kinds, { language: "ko" });
  assert.deepEqual(
    hints.map(h => h.text),
    ["암시적", "다음 = 2"],
  );
});

test("each kind has a tooltip in both languages", () => {
  for (const kind of [...all, "implicit-presence"] as const) {
    const { en, ko } = hintTooltips[kind];
    assert.ok(en.length > 20 && /[가-힣]/.test(ko), kind);
  }
});

test("only what is asked for, and only within the range", () => {
  assert.equal(
    hinted('syntax = "proto3";\nmessage A { string a_b = 16; }\n', new Set()),
    'syntax = "proto3";\nmessage A { string a_b = 16; }\n',
  );
  const text = 'syntax = "proto3";\nmessage A { string a_b = 1; }\nmessage B { string c_d = 1; }\n';
  const { db } = new MemoryWorkspace({ "a.proto": text }, checkFile);
  const hints = inlayHints(
    db,
    "a.proto",
    { start: text.indexOf("message B"), end: text.length },
    new Set(["json-name"]),
  );
  assert.deepEqual(
    hints.map(h => h.text),
    ['"cD"'],
  );
});

test("the next number is none that the message had before", () => {
  const text = 'syntax = "proto3";\nmessage A { string a = 1; }\n';
  const { db } = new MemoryWorkspace({ "a.proto": text }, checkFile);
  const used = (name: string): ReadonlySet<number> | undefined => (name === "A" ? new Set([1, 2, 3]) : undefined);
  const hints = inlayHints(db, "a.proto", { start: 0, end: text.length }, all, { used });
  assert.deepEqual(
    hints.map(h => h.text),
    ["next = 4"],
  );
});
