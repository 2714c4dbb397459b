/** Texts at the far end of what can be written: deep, wide, long, in circles, with characters that are none. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { descriptorSet } from "../../server/src/descriptor/descriptorSet.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";
import { askEverything } from "./askEverything.ts";
import { tryFrontEnd } from "./frontEnd.ts";

const DEEP = 10_000;
const proto2 = 'syntax = "proto2"; ';
const proto3 = 'syntax = "proto3"; ';
/** An option whose message has a field of its own type. */
const nested = `${proto2}import "google/protobuf/any.proto"; import "google/protobuf/descriptor.proto";
message T { optional T t = 1; repeated T ts = 2; optional google.protobuf.Any any = 3; optional group G = 4 { optional T t = 1; } }
extend google.protobuf.FileOptions { optional T tag = 50000; }
`;

const around = (open: string, close: string, inner = ""): string => open.repeat(DEEP) + inner + close.repeat(DEEP);

function many(count: number, part: (i: number) => string): string {
  const parts: string[] = [];
  for (let i = 1; i <= count; i++) parts.push(part(i));
  return parts.join("");
}

/** Numbers from 1 on without those that are kept for the implementation of Protocol Buffers. */
const numberOf = (i: number): number => (i < 19_000 ? i : i + 1000);

const deep: Readonly<Record<string, string>> = {
  messages: proto3 + around("message M {", "}"),
  "messages that are never closed": proto3 + "message M {".repeat(DEEP),
  groups: `${proto2}message M {${around("optional group G = 1 {", "}")}}`,
  oneofs: `${proto3}message M {${around("oneof o {", "}")}}`,
  extends: proto2 + around("extend M {", "}"),
  rpcs: `${proto3}service S {${around("rpc R(M) returns (M) {", "}")}}`,
  "braces that are never closed": proto3 + "{".repeat(DEEP),
  "braces that nobody opened": proto3 + "}".repeat(DEEP),
  "literals of no known option": `${proto3}option (a) = ${around("{a:", "}", "1")};`,
  "literals in angle brackets": `${proto3}option (a) = {${around("a <", ">")}};`,
  literals: `${nested}option (tag) = {${around("t {", "}")}};`,
  "literals in lists": `${nested}option (tag) = {${around("ts: [{", "}]")}};`,
  "literals of groups": `${nested}option (tag) = {${around("G { t {", "}}")}};`,
  "literals in Any": `${nested}option (tag) = {${around("any { [type.googleapis.com/T] {", "}}")}};`,
  "an option's name": `${nested}option (tag)${".t".repeat(DEEP)} = {};`,
  "an option's path": `${proto3}option (${"a.".repeat(DEEP)}b) = 1;`,
  "the parts of a package": `${proto3}package ${"a.".repeat(DEEP)}b; message M {}`,
  "a type's path": `${proto3}message M { ${"a.".repeat(DEEP)}b c = 1; }`,
  lists: `${proto3}option (a) = {a: ${around("[", "]")}};`,
  "brackets of a field": `${proto3}message M { int32 a = 1 ${"[".repeat(DEEP)}`,
  parentheses: `${proto3}option ${around("(", ")", "a")} = 1;`,
  "arguments of map": `${proto3}message M { ${"map<int32, ".repeat(DEEP)}`,
};

suite("nesting of 10,000 levels, through each stage and each feature", () => {
  for (const [name, text] of Object.entries(deep))
    test(name, async () => {
      tryFrontEnd(text);
      await askEverything(text);
    });
});

test("options nest to the depth that readers of descriptors take, and no deeper", () => {
  const codes = (text: string): string[] =>
    new MemoryWorkspace<Checked>({ "a.proto": text }, checkFile).db
      .problems("a.proto")
      .filter(p => p.severity === "error")
      .map(p => p.code);
  const literal = (levels: number): string =>
    `${nested}option (tag) = {${"t {".repeat(levels)}${"}".repeat(levels)}};`;
  const name = (levels: number): string => `${nested}option (tag)${".t".repeat(levels)} = {};`;
  const both = (levels: number): string =>
    `${nested}option (tag)${".t".repeat(50)} = {${"t {".repeat(levels - 50)}${"}".repeat(levels - 50)}};`;
  for (const form of [literal, name, both]) {
    assert.deepEqual(codes(form(99)), []);
    assert.deepEqual(codes(form(100)), ["P4036"]);
  }
});

const LONG = 100_000_000;
const long: Readonly<Record<string, () => string>> = {
  "one comment": () => `${proto3}/*${"x".repeat(LONG)}*/ message M {}`,
  "one string": () => `${proto3}option java_package = "${"x".repeat(LONG)}";`,
  "one name": () => `${proto3}message ${"a".repeat(LONG)} {}`,
  "one literal": () => `${proto3}option (a) = {${`b:"${"y".repeat(1000)}" `.repeat(LONG / 1000)}};`,
  "blanks alone": () => `${proto3}${" ".repeat(LONG)}message M {}`,
  // A token takes some 60 times its character in memory, so these are shorter.
  "two million semicolons": () => proto3 + ";".repeat(2_000_000),
  "half a million options": () => proto3 + "option a=1;".repeat(500_000),
  "a million digits": () => `${proto3}message M { int32 a = ${"1".repeat(1_000_000)}; }`,
};

suite("a line of 100 MB", () => {
  for (const [name, text] of Object.entries(long)) test(name, () => tryFrontEnd(text()));
});

const wide: Readonly<Record<string, (count: number) => string>> = {
  fields: n => `${proto3}message M {${many(n, i => `M f${i} = ${numberOf(i)};`)}}`,
  "optional fields": n => `${proto3}message M {${many(n, i => `optional M f${i} = ${numberOf(i)};`)}}`,
  "map fields": n => `${proto3}message M {${many(n, i => `map<string, M> f${i} = ${numberOf(i)};`)}}`,
  "fields of a oneof": n => `${proto3}message M { oneof o {${many(n, i => `M f${i} = ${numberOf(i)};`)}}}`,
  "fields of one name": n => `${proto3}message M {${many(n, () => "int32 f = 1;")}}`,
  imports: n => proto3 + many(n, i => `import "x${i}.proto";`),
  messages: n => proto3 + many(n, i => `message M${i} {}`),
  "values of an enum": n => `${proto3}enum E { Z = 0;${many(n, i => `V${i} = ${i};`)}}`,
  methods: n => `${proto3}message M {} service S {${many(n, i => `rpc R${i}(M) returns (M);`)}}`,
  "reserved numbers": n => `${proto3}message M { reserved ${many(n, i => `${i * 2}, `)}1; }`,
  "values of a repeated option": n =>
    `${nested}extend google.protobuf.FileOptions { repeated int32 r = 50001; }${many(n, i => `option (r) = ${i};`)}`,
};

suite("a hundred thousand of a kind in one file", () => {
  for (const [name, text] of Object.entries(wide))
    test(name, async () => {
      tryFrontEnd(text(100_000));
      await askEverything(text(1000));
    });
  test("a million fields in one message", () => {
    tryFrontEnd(`${proto3}message M {${many(1_000_000, i => `int32 f${i}=${numberOf(i)};`)}}`);
  });
});

suite("imports", () => {
  const name = (i: number): string => `f${i}.proto`;
  const ring = (count: number, word: string): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        name(i),
        `${proto3}package p; import ${word}"${name((i + 1) % count)}"; message M${i} { M${(i + 1) % count} m = 1; }`,
      ]),
    );
  for (const count of [1, 2, 3, 1000])
    for (const word of ["", "public "])
      test(`${count} in a ring ${word}`, () => {
        const files = ring(count, word);
        const { db } = new MemoryWorkspace<Checked>(files, checkFile);
        for (const file of Object.keys(files))
          assert.ok(
            db.problems(file).some(p => p.code === "P2003"),
            `${file}: ${db.problems(file).map(p => p.code)}`,
          );
      });
  test("a long chain", () => {
    const chain = (count: number): MemoryWorkspace<Checked> => {
      const files = ring(count, "public ");
      files[name(count - 1)] = `${proto3}package p; message M${count - 1} {}`;
      return new MemoryWorkspace<Checked>(files, checkFile);
    };
    assert.deepEqual(chain(20_000).db.problems(name(0)), []);
    // Each file sees all behind it, so that the time of a set grows with the square of the chain.
    const set = descriptorSet(chain(500).db, [name(0)], { includeImports: true, sourceInfo: true });
    assert.ok(set.length > 500 * 20);
  });
});

const sample = `${proto3}\npackage a.b;\n// Says "x".\nmessage M { /* y */ string s = 1 [deprecated = true]; }\nservice S { rpc R(M) returns (M); }\n`;
const odd: Readonly<Record<string, string>> = {
  "a lone high surrogate": "\ud800",
  "a lone low surrogate": "\udc00",
  "surrogates the wrong way round": "\udc00\ud800",
  "the NUL byte": "\0",
  "carriage return and line feed": "\r\n",
  "carriage return alone": "\r",
  "a byte order mark": "\ufeff",
  "the line separator": "\u2028",
  "the paragraph separator": "\u2029",
  "a no-break space": "\u00a0",
  "the last code point": "\u{10ffff}",
  "a form feed": "\f",
  "the delete character": "\x7f",
};

suite("characters that are none, everywhere in a file", () => {
  for (const [name, character] of Object.entries(odd))
    test(name, async () => {
      const places = [
        character + sample,
        sample + character,
        sample.replaceAll("\n", character),
        sample.replaceAll(" ", character),
        sample.replaceAll("s", `s${character}`),
        sample.replaceAll('"', `${character}"${character}`),
        character.repeat(10_000),
      ];
      for (const text of places) {
        tryFrontEnd(text);
        await askEverything(text);
      }
    });
});
