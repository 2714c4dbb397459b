/**
 * Each code of a problem is mended by a fix, which is applied here and judged again, or stands in the table of those that nobody but the
 * author can mend. Where nothing else is said the example that explains the code is what is mended.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Fix, Problem } from "../../server/src/base/problem.ts";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { Explanations, headOf } from "../../server/src/explanations/explanations.ts";
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import { fileProblems } from "../../server/src/features/fileProblems.ts";
import { formatText } from "../../server/src/format/format.ts";
import { renderFix } from "../../server/src/messages/render.ts";
import { wordingsIn } from "../../server/src/messages/wordings.ts";
import { parseFixture } from "../support/fixture.ts";
import { matchesGolden } from "../support/golden.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

/** Codes without a fix, and why. */
const noFix: Readonly<Record<string, string>> = {
  P1104: "the name is the author's",
  P1105: "the type is the author's",
  P1110: "the name is the author's",
  P1121: "the messages need another structure",
  P1123: "the name is the author's",
  P1125: "the name is the author's",
  P1127: "the name is the author's",
  P1128: "the name is the author's",
  P1138: "the message that takes the place of the group needs a name and fields",
  P1160: "the value is the author's",
  P1163: "the value is the author's",
  P2006: "the file is not readable text, which no edit of this one changes",
  P2025: "the package needs another name, by which others know it",
  P2026: "the package needs another name, by which others know it",
  P2027: "the package or a declaration of another file needs another name",
  P2028: "which of the two is renamed, or left out of the set, only the author knows",
  P2035: "the entry is the compiler's; the message to use in its place is the author's",
  P2040: "what takes its place only its author knows",
  P3122: "the message needs another structure",
  P3204: "one of the values needs another name, by which JSON knows it",
  P3253: "whether the file changes its syntax or the field its place is the author's",
  P3254: "the enum belongs to another file, which is proto2 on purpose",
  P4036: "the messages of the option need another structure",
  P4037: "which text the bytes stand for only the author knows",
  P5140: "the message that takes the place of the scalar needs a name and fields",
};

/** Mended over several files, by actions; their own tests show it. */
const byAction: Readonly<Record<string, string>> = {
  P2001: "test/features/actions/correctImport.test.ts",
  P5401: "test/features/actions/exportDeclaration.test.ts",
  P5402: "test/features/actions/exportDeclaration.test.ts",
};

/** What is not of the compiler's stages. */
const elsewhere: Readonly<Record<string, string>> = {
  P2000: "of the command line: a file that is named there does not exist",
};

const fields = (count: number): string =>
  Array.from({ length: count }, (_, i) => `string f${i + 1} = ${i + 1 < 19000 ? i + 1 : i + 2000};`).join(" ");

const jsonNames = `//- /main.proto
edition = "2026";
import "json.proto";
enum E {
  E_UNSPECIFIED = 0;
VALUES
}
//- /json.proto
edition = "2024";
package pb.enumvalue;
import "google/protobuf/descriptor.proto";
message Names { string string = 1; }
extend google.protobuf.EnumValueOptions { Names json = 1004; }
`;
const withValues = (...values: string[]): string => jsonNames.replace("VALUES", values.map(v => `  ${v}`).join("\n"));

const tagged = (syntax: string, statement: string): string => `//- /main.proto
syntax = "proto2";
import "google/protobuf/descriptor.proto";
import "google/protobuf/any.proto";
message Tag {
  optional string name = 1;
  optional int32 size = 2;
  optional double rate = 3;
  optional google.protobuf.Any any = 4;
  ${syntax}
}
extend google.protobuf.FileOptions { optional Tag tag = 50000; }
option ${statement};
`;

/** In place of the example, where that is too far from right to be mended or too long to be shown. */
const fixtures: Readonly<Record<string, string>> = {
  P1002: 'syntax = "proto3";\nmessage User { string name = 1； }\n',
  P1030: 'syntax = "proto3";\noption java_package = "a.b;',
  P1106: 'syntax = "proto3";\nmessage UserName {}\nmessage A { UserName = 1; }\n',
  P1164: `${tagged("", "(tag) = { size: 1").replace(/;\n$/, "\n")}`,
  P1182: 'syntax = "proto3";\nmesage A {}\n',
  P2003: '//- /a.proto\nsyntax = "proto3";\nimport "a.proto";\nmessage A {}\n',
  P2004:
    '//- /shop/a.proto\nsyntax = "proto3";\nimport "../b.proto";\nmessage A { B b = 1; }\n//- /b.proto\nsyntax = "proto3";\nmessage B {}\n',
  P3207: withValues('E_A = 1 [(pb.enumvalue.json).string = "x"];', 'E_B = 2 [(pb.enumvalue.json).string = "x"];'),
  P3208: withValues(
    "option allow_alias = true;",
    'E_A = 1 [(pb.enumvalue.json).string = "x"];',
    'E_B = 1 [(pb.enumvalue.json).string = "y"];',
  ),
  P3209: withValues('E_A = 1 [(pb.enumvalue.json).string = "7"];'),
  P3214: withValues('E_A = 1 [(pb.enumvalue.json).string = "a\\0"];'),
  P3231:
    'syntax = "proto2";\nmessage A {\n  option message_set_wire_format = true;\n  extensions 4 to max;\n}\nmessage B {}\nextend A { repeated B x = 4; }\n',
  P3321:
    'syntax = "proto2";\nmessage A {\n  extensions 100 to 101 [\n    declaration = { number: 100, reserved: true },\n    declaration = { number: 101, full_name: ".x", type: "string" }\n  ];\n}\nextend A { optional string x = 100; }\n',
  P4008:
    'edition = "2023";\nimport "google/protobuf/descriptor.proto";\noption features.(mine).on = true;\nextend google.protobuf.FeatureSet { Mine mine = 9997; }\nmessage Mine {\n  bool on = 1 [\n    targets = TARGET_TYPE_FILE,\n    feature_support = { edition_introduced: EDITION_2023 },\n    edition_defaults = { edition: EDITION_LEGACY, value: "false" }\n  ];\n}\n',
  P4018:
    '//- /main.proto\nsyntax = "proto3";\nimport "o.proto";\noption (lost) = 1;\n//- /o.proto\nsyntax = "proto3";\nimport "google/protobuf/descriptor.proto";\nextend google.protobuf.FileOptions { optional Missing lost = 50000; }\n',
  P4023: tagged("message T {}", "(tag) = { any { [type.example.com/Tag] { size: 1 } } }"),
  P4027: tagged("", '(tag) = { size: "7" }'),
  P4029: tagged("", '(tag) = { rate: "0.5" }'),
  P4034: tagged("", "(tag) = { 2: 7 }"),
  P5103:
    '//- /main.proto\nedition = "2024";\nimport "o.proto";\noption (old) = true;\n//- /o.proto\nedition = "2023";\nimport "google/protobuf/descriptor.proto";\nextend google.protobuf.FileOptions {\n  bool old = 50000 [feature_support = {\n    edition_introduced: EDITION_2023\n    edition_deprecated: EDITION_2024\n    deprecation_warning: "gone soon"\n  }];\n}\n',
  P5301: `edition = "2026";\nmessage A { ${fields(1501)} }\n`,
  P5302: `edition = "2026";\nmessage A { ${Array.from({ length: 1001 }, (_, i) => `oneof o${i + 1} { string f${i + 1} = ${i + 1}; }`).join(" ")} }\n`,
  P5303: `edition = "2026";\nmessage A { oneof o { ${fields(1201)} } }\n`,
  P5304: `edition = "2026";\nenum E { ${Array.from({ length: 1701 }, (_, i) => `E${i} = ${i};`).join(" ")} }\n`,
};

/** A part of the text is mended, and the rest of the statement is as wrong as it was. */
const stillWrong: Readonly<Record<string, string>> = {
  P1014: "no statement has a name and such a number side by side, so the next mistake is told instead",
};

const folder = "server/explanations";
const explanations = new Explanations(readdirSync(folder).map(f => readFileSync(path.join(folder, f), "utf8")));

function sourceFor(code: string): string | undefined {
  const own = fixtures[code];
  if (own !== undefined) return own;
  const e = explanations.of(code);
  return e?.wrong === undefined ? undefined : headOf(e, e.wrong) + e.wrong;
}

type Files = Readonly<Record<string, string>>;

function problemsOf(files: Files): readonly Problem[] {
  const { db } = new MemoryWorkspace(files, checkFile);
  return fileProblems(db, Object.keys(files)[0] as string);
}

const countOf = (code: string, problems: readonly Problem[]): number => problems.filter(p => p.code === code).length;
const errorsIn = (problems: readonly Problem[]): string[] =>
  problems.filter(p => p.severity === "error").map(p => p.code);

/** What is wrong with a fix: nothing where it mends its problem and breaks nothing else. */
function verdict(code: string, files: Files, fix: Fix): string | undefined {
  const [main = ""] = Object.keys(files);
  const text = applyEdits(files[main] ?? "", fix.edits);
  const before = problemsOf(files);
  const after = problemsOf({ ...files, [main]: text });
  if (countOf(code, after) >= countOf(code, before)) return `${code} ${fix.code} mends nothing:\n${text}`;
  const known = errorsIn(before);
  const others = errorsIn(after).filter(c => !known.includes(c));
  if (others.length > 0 && !(code in stillWrong)) return `${code} ${fix.code} makes ${others.join(" ")}:\n${text}`;
  return undefined;
}

const codes = Object.keys(wordingsIn("en")).filter(code => code.startsWith("P"));

test("each code has a fix that mends it, or a reason why it has none", () => {
  const said: string[] = [];
  let mended = 0;
  for (const code of codes) {
    if (code in byAction) continue;
    const source = sourceFor(code);
    const { files } = parseFixture(source ?? "");
    const found = source ? problemsOf(files).filter(p => p.code === code) : [];
    const fixes = found.flatMap(p => p.fixes ?? []);
    if (code in noFix) {
      if (fixes.length > 0) said.push(`${code} has a fix and stands among those without`);
      continue;
    }
    if (found.length === 0) said.push(`${code} is not found in its example`);
    else if (fixes.length === 0) said.push(`${code} has no fix`);
    for (const fix of fixes) {
      const wrong = verdict(code, files, fix);
      if (wrong !== undefined) said.push(wrong);
    }
    if (fixes.length > 0) mended++;
  }
  assert.deepEqual(said, []);
  assert.equal(mended + Object.keys(noFix).length + Object.keys(byAction).length, codes.length);
});

/** The lines of a text that differ from those of another. */
function changed(before: string, after: string): string {
  const old = before.split("\n");
  const now = after.split("\n");
  let first = 0;
  while (first < now.length && now[first] === old[first]) first++;
  let end = 0;
  while (end < Math.min(now.length, old.length) - first && now.at(-1 - end) === old.at(-1 - end)) end++;
  const show = (lines: string[], mark: string): string[] =>
    lines
      .slice(first, lines.length - end)
      .map(line => `${mark} ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`);
  return [...show(old, "-"), ...show(now, "+")].join("\n");
}

test("what the fixes are called and write", () => {
  const said = codes.flatMap(code => {
    const { files } = parseFixture(sourceFor(code) ?? "");
    const text = Object.values(files)[0] ?? "";
    const fixes = problemsOf(files)
      .filter(p => p.code === code)
      .flatMap(p => p.fixes ?? []);
    return fixes.map(fix => `${code} ${renderFix(fix, "en")}\n${changed(text, applyEdits(text, fix.edits))}\n`);
  });
  // What cannot be seen is not put into a file that people read.
  const visible = said.join("\n").replaceAll("\u0001", "\\u0001");
  matchesGolden("test/check/golden/fixes.txt", visible);
});

test("the tables name codes that there are, each in one of them", () => {
  const all = [...Object.keys(noFix), ...Object.keys(byAction)];
  assert.deepEqual([...new Set(all)].sort(), all.sort());
  assert.deepEqual(
    all.filter(code => !codes.includes(code)),
    [],
  );
  assert.deepEqual(
    Object.keys(elsewhere).filter(code => codes.includes(code)),
    [],
  );
  for (const file of Object.values(byAction)) assert.ok(readFileSync(file, "utf8").includes("test("), file);
});

test("texts with Windows line ends are mended without a line end of another kind", () => {
  const said: string[] = [];
  for (const code of codes) {
    const source = sourceFor(code) ?? "";
    const { files } = parseFixture(source.replaceAll("\n", "\r\n").replaceAll(/^(\/\/- .*)\r$/gm, "$1"));
    if (!source.includes("\n")) continue;
    const [main = ""] = Object.keys(files);
    for (const p of problemsOf(files))
      for (const fix of p.fixes ?? []) {
        const text = applyEdits(files[main] ?? "", fix.edits);
        if (/[^\r]\n/.test(text)) said.push(`${p.code} ${fix.code}: ${JSON.stringify(text).slice(0, 200)}`);
      }
  }
  assert.deepEqual([...new Set(said.map(s => s.slice(0, 12)))], [], said[0]);
});

/** What is right but could stand on fewer lines, or on more: it stands as its surroundings do. */
const otherLines: Readonly<Record<string, string>> = {
  P3151: "one option is left, in the lines of two",
  P3201: "nothing shows what a step of indentation is there",
  P3312: "one option is left, in the lines of two",
  P3313: "a block on one line",
  P3314: "one option is left, in the lines of two",
  P3320: "a second option on the line of the first",
  P4020: "what did not parse was in no style",
  P4026: "a block on one line",
  P4033: "what did not parse was in no style",
  P4034: "what did not parse was in no style",
  P5131: "one field is left, in the lines of two",
  P5132: "one field is left, in the lines of two",
  P5134: "one field is left, in the lines of two",
  P5135: "one field is left, in the lines of two",
  P5136: "one field is left, in the lines of two",
  P5147: "a block on one line",
  P5143: "members of a oneof keep their indentation",
};

test("what is mended is written in the style of its file, whatever one step of indentation is there", () => {
  const said: string[] = [];
  for (const indent of ["  ", "    ", "\t"])
    for (const code of codes) {
      if (code in otherLines) continue;
      const style = { indent, order: "kept" } as const;
      const { files } = parseFixture(sourceFor(code) ?? "");
      const [main = ""] = Object.keys(files);
      const source = formatText(files[main] ?? "", style).text;
      const problems = problemsOf({ ...files, [main]: source });
      // What does not parse is in no style.
      if (problems.some(p => p.code.startsWith("P1") && p.severity === "error")) continue;
      for (const p of problems.filter(found => found.code === code))
        for (const fix of p.fixes ?? []) {
          const text = applyEdits(source, fix.edits);
          const formatted = formatText(text, style).text;
          if (formatted !== text) said.push(`${code} ${fix.code}:\n${changed(text, formatted)}`);
        }
    }
  assert.deepEqual(said, []);
});

test("in texts that end anywhere the edits of a fix lie in the text and apart from one another", () => {
  for (const code of codes) {
    const { files } = parseFixture(sourceFor(code) ?? "");
    const [main = ""] = Object.keys(files);
    const whole = (files[main] ?? "").slice(0, 2000);
    for (let part = 1; part <= 9; part++) {
      const text = whole.slice(0, Math.floor((whole.length * part) / 9));
      for (const problem of problemsOf({ ...files, [main]: text }))
        for (const { edits, code: fix } of problem.fixes ?? []) {
          const sorted = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
          let end = 0;
          for (const { span } of sorted) {
            const isSound = end <= span.start && span.start <= span.end && span.end <= text.length;
            assert.ok(isSound, `${problem.code} ${fix}: ${JSON.stringify(edits)}\n${text}`);
            end = span.end;
          }
        }
    }
  }
});
