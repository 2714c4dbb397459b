import assert from "node:assert/strict";
import { chmodSync, closeSync, ftruncateSync, openSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { cli, inFolder } from "../support/cli.ts";

test("a line for each problem, exit code 1", async () => {
  const files = { "a.proto": 'syntax = "proto3";\nmessage A {\n  Nope n = 1;\n}\n' };
  await inFolder(files, async cwd => {
    const { code, out } = await cli(["check", "a.proto"], { cwd });
    assert.match(out, /^a\.proto:3:3: error: .*Nope.* \[P\d{4}\]\n$/);
    assert.equal(code, 1);
  });
});

test("JSON with 1-based lines and UTF-16 columns", async () => {
  const files = { "a.proto": 'syntax = "proto3";\nmessage A { /* 😀 */ Nope n = 1; }\n' };
  await inFolder(files, async cwd => {
    const { code, out } = await cli(["check", "--format", "json", "a.proto"], { cwd });
    const [found] = JSON.parse(out) as Record<string, unknown>[];
    assert.deepEqual(
      {
        file: found?.file,
        line: found?.line,
        column: found?.column,
        endLine: found?.endLine,
        endColumn: found?.endColumn,
      },
      { file: "a.proto", line: 2, column: 22, endLine: 2, endColumn: 26 },
    );
    assert.equal(found?.severity, "error");
    assert.equal(code, 1);
  });
});

test("nothing wrong: no output, exit code 0", async () => {
  const files = {
    "proto/acme/v1/a.proto":
      'syntax = "proto3";\npackage acme.v1;\nimport "acme/v1/b.proto";\nmessage A { B b = 1; }\n',
    "proto/acme/v1/b.proto":
      'syntax = "proto3";\npackage acme.v1;\nimport "google/protobuf/timestamp.proto";\nmessage B { google.protobuf.Timestamp t = 1; }\n',
  };
  await inFolder(files, async cwd => {
    assert.deepEqual(await cli(["check", "."], { cwd }).then(r => [r.out, r.err, r.code]), ["", "", 0]);
    assert.equal((await cli(["check", "-Iproto", "proto"], { cwd })).code, 0);
    assert.equal((await cli(["check", "-I", "proto/acme", "proto"], { cwd })).code, 1);
  });
});

test("files that cannot be read are named, and the others are judged", async () => {
  const files = {
    "bytes.proto": Buffer.from([0xff, 0xfe, 0x00, 0x41]),
    "empty.proto": "",
    "folder.proto/x.txt": "",
    "fine.proto": 'syntax = "proto3";\n',
  };
  await inFolder(files, async cwd => {
    const closed = path.join(cwd, "fine.proto");
    chmodSync(closed, 0o000);
    const { code, out } = await cli(["check", "bytes.proto", "missing.proto", "empty.proto", "fine.proto"], { cwd });
    assert.match(out, /bytes\.proto:1:1: error: .*not UTF-8/);
    assert.match(out, /missing\.proto:1:1: error: .*does not exist/);
    // Root reads everything.
    if (process.getuid?.() !== 0) assert.match(out, /fine\.proto:1:1: error: .*cannot be read/);
    assert.equal(code, 1);
  });
});

test("bytes that are no UTF-8 are fine in comments and wrong elsewhere", async () => {
  const latin = (text: string): Buffer => Buffer.from(text, "latin1");
  const files = {
    "comment.proto": latin('syntax = "proto3";\n// M\xfcller\nmessage A {}\n'),
    "name.proto": latin('syntax = "proto3";\nmessage M\xfcller {}\n'),
    "start.proto": latin('\xefsyntax = "proto3";\n'),
  };
  await inFolder(files, async cwd => {
    assert.deepEqual(await cli(["check", "comment.proto"], { cwd }).then(r => [r.out, r.code]), ["", 0]);
    assert.match((await cli(["check", "name.proto"], { cwd })).out, /name\.proto:2:10: error: .*P1002/);
    assert.match((await cli(["check", "start.proto"], { cwd })).out, /start\.proto:1:1: error: .*P1002/);
  });
});

test("a cycle of imports names the files", async () => {
  const files = {
    "a.proto": 'syntax = "proto3";\nimport "b.proto";\n',
    "b.proto": 'syntax = "proto3";\nimport "a.proto";\n',
  };
  await inFolder(files, async cwd => {
    const { code, out } = await cli(["check", "a.proto"], { cwd });
    assert.match(out, /a\.proto:2:.*error: .*a\.proto.*b\.proto/);
    assert.equal(code, 1);
  });
});

test("a file of 50 MB is judged, one of gigabytes is refused", async () => {
  await inFolder(
    { "big.proto": `syntax = "proto3";\n${"// filler\n".repeat(5_000_000)}message M {}\n` },
    async cwd => {
      assert.equal((await cli(["check", "big.proto"], { cwd })).code, 0);
      // A sparse file takes no space on the disk.
      const huge = openSync(path.join(cwd, "huge.proto"), "w");
      ftruncateSync(huge, 3_000_000_000);
      closeSync(huge);
      const { code, out } = await cli(["check", "huge.proto"], { cwd });
      assert.match(out, /huge\.proto.*3000000000 bytes/);
      assert.equal(code, 1);
    },
  );
});

test("wrong arguments: exit code 2, the message names what is wrong, nothing on standard output", async () => {
  const cases: readonly (readonly [string[], RegExp])[] = [
    [["check"], /name a file or a folder/],
    [["check", "-I", "nowhere", "."], /nowhere does not exist/],
    [["check", "--format", "xml", "."], /--format is text or json/],
    [["check", "--wat"], /--wat/],
    [["check", "--descriptors", "."], /--jsonl/],
    [["build", "."], /-o FILE/],
    [["frobnicate"], /no command "frobnicate"/],
  ];
  await inFolder({ "a.proto": "" }, async cwd => {
    for (const [args, expected] of cases) {
      const { code, out, err } = await cli(args, { cwd });
      assert.match(err, expected, args.join(" "));
      assert.equal(out, "", args.join(" "));
      assert.equal(code, 2, args.join(" "));
    }
  });
});

test("each command has help", async () => {
  const { out, code } = await cli(["--help"]);
  assert.equal(code, 0);
  const names = [...out.matchAll(/^ {2}(\w+) /gm)].map(m => m[1] as string);
  assert.ok(names.includes("check") && names.includes("build"));
  for (const name of names) {
    const help = await cli([name, "--help"]);
    assert.match(help.out, new RegExp(`protocall ${name}`));
    assert.match(help.out, /Exit code/);
    assert.equal(help.code, 0);
  }
});

test("many sets of files in one process", async () => {
  const lines = [
    { id: "good", files: { "a.proto": 'syntax = "proto3"; message A {}' }, targets: ["a.proto"] },
    { id: "bad", files: { "a.proto": 'syntax = "proto3"; message A { B b = 1; }' }, targets: ["a.proto"] },
    {
      id: "bytes",
      files: {},
      filesBase64: { "a.proto": Buffer.from([0xef, 0x41]).toString("base64") },
      targets: ["a.proto"],
    },
    {
      id: "bundled files on another descriptor.proto",
      files: {
        "google/protobuf/descriptor.proto": 'syntax = "proto2"; package google.protobuf;',
        "a.proto": 'syntax = "proto3"; import "google/protobuf/cpp_features.proto";',
      },
      targets: ["a.proto"],
    },
  ];
  const input = `${lines.map(l => JSON.stringify(l)).join("\n")}\n`;
  const { out, code } = await cli(["check", "--jsonl", "--descriptors"], { input });
  const answers = out
    .trim()
    .split("\n")
    .map(l => JSON.parse(l) as { id: string; diagnostics: { severity: string }[]; descriptorSetBase64?: string });
  assert.equal(code, 0);
  assert.deepEqual(
    answers.map(a => [
      a.id,
      a.diagnostics.filter(d => d.severity === "error").length > 0,
      a.descriptorSetBase64 !== undefined,
    ]),
    [
      ["good", false, true],
      ["bad", true, false],
      ["bytes", true, false],
      ["bundled files on another descriptor.proto", true, false],
    ],
  );
});

test("an import that is not found is said with where it was looked for, in the language that is asked for", async () => {
  const files = {
    "protocall.json": '{ "roots": ["proto", "more"] }',
    "proto/a.proto": 'syntax = "proto3";\nimport "none.proto";\n',
  };
  await inFolder(files, async cwd => {
    const said = async (...args: string[]): Promise<string> => (await cli(["check", "proto", ...args], { cwd })).out;
    assert.match(await said(), /none\.proto.*\(looked in: proto, more\) \[P2001\]/);
    assert.match(await said("--language", "ko"), /none\.proto.*[가-힣].*\(찾은 곳: proto, more\) \[P2001\]/);
    assert.equal((await cli(["check", "proto", "--language", "fr"], { cwd })).code, 2);
  });
});

test("problems count as strongly as the nearest protocall.json says", async () => {
  const files = {
    "base.proto": 'syntax = "proto3";\nmessage B { option deprecated = true; }\n',
    "a.proto": 'syntax = "proto3";\nimport "base.proto";\nmessage A {}\n',
    "uses.proto": 'syntax = "proto3";\nimport "base.proto";\nmessage A { B b = 1; }\n',
    "protocall.json": '{ "diagnostics": { "severity": { "P2010": "error", "P2040": "warning" } } }',
    "quiet/a.proto": 'syntax = "proto3";\nimport "base.proto";\nmessage A {}\n',
    "quiet/protocall.json": '{ "roots": [".."], "diagnostics": { "severity": { "P2010": "off" } } }',
    "wrong/a.proto": 'syntax = "proto3";\n',
    "wrong/protocall.json": '{ "diagnostics": { "severity": { "P2010": "loud" } } }',
  };
  await inFolder(files, async cwd => {
    const strict = await cli(["check", "a.proto"], { cwd });
    assert.match(strict.out, /^a\.proto:2:1: error: .* \[P2010\]\n$/);
    assert.equal(strict.code, 1);
    const uses = await cli(["check", "uses.proto"], { cwd });
    assert.match(uses.out, /^uses\.proto:3:13: warning: `B` is deprecated \[P2040\]\n$/);
    assert.equal(uses.code, 0);
    const quiet = await cli(["check", "quiet/a.proto"], { cwd });
    assert.deepEqual([quiet.out, quiet.code], ["", 0]);
    const wrong = await cli(["check", "wrong/a.proto"], { cwd });
    assert.match(wrong.err, /"P2010" in "diagnostics\.severity" of wrong\/protocall\.json must be off, hint/);
    assert.equal(wrong.code, 2);
  });
});

test("explains codes in both languages, and says which it does not know", async () => {
  const english = await cli(["explain", "p3104", "R1013"]);
  assert.match(english.out, /^# P3104: number … is taken by `…` in `…`\n[\s\S]*\*\*Wrong\*\*[\s\S]*\n# R1013: /);
  assert.equal(english.code, 0);
  const korean = await cli(["explain", "--language", "ko", "P3104"]);
  assert.match(korean.out, /^# P3104: [\s\S]*와이어에서는 번호만으로 필드를 구분하므로/);
  const unknown = await cli(["explain", "P9999"]);
  assert.match(unknown.err, /there is no problem with the code P9999/);
  assert.equal(unknown.code, 2);
});

test("sets of ten thousand files that import each other in a chain or in a circle", async () => {
  const COUNT = 10_000;
  const name = (i: number): string => `f${i % COUNT}.proto`;
  const text = (i: number): string =>
    `syntax = "proto3";\nimport "${name(i + 1)}";\nmessage M${i} { M${(i + 1) % COUNT} m = 1; }\n`;
  const circle = Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [name(i), text(i)]));
  // A name that two files have is looked for in all that is imported.
  const end = `message M${COUNT - 1} {}\nmessage N {}\n`;
  const chain = { ...circle, [name(COUNT - 1)]: `syntax = "proto3";\n${end}` };
  const cases = [
    { id: "circle", files: circle, targets: Object.keys(circle) },
    { id: "chain", files: chain, targets: Object.keys(chain) },
  ];
  const { out, err } = await cli(["check", "--jsonl"], { input: cases.map(c => JSON.stringify(c)).join("\n") });
  assert.equal(err, "");
  const [inCircle, inChain] = out
    .trim()
    .split("\n")
    .map(line => JSON.parse(line) as { diagnostics: { code: string; message: string }[] });
  assert.deepEqual(inChain?.diagnostics, []);
  assert.equal(inCircle?.diagnostics.length, COUNT);
  assert.ok(inCircle?.diagnostics.every(d => d.code === "P2003" && d.message.length < 250));
});
