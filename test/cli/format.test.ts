import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { cli, inFolder } from "../support/cli.ts";

const ugly = 'syntax="proto3";\nmessage  A{ int32 a=1; }\n';
const fine = 'syntax = "proto3";\n\nmessage A {\n  int32 a = 1;\n}\n';

test("one file is printed, standard input too, in the indentation that is asked for", () =>
  inFolder({ "a.proto": ugly }, async cwd => {
    assert.deepEqual(await cli(["format", "a.proto"], { cwd }).then(r => [r.out, r.err, r.code]), [fine, "", 0]);
    assert.equal(readFileSync(path.join(cwd, "a.proto"), "utf8"), ugly);
    const tabs = await cli(["format", "--indent", "tab", "-"], { cwd, input: ugly });
    assert.deepEqual([tabs.out, tabs.code], [fine.replace("  int32", "\tint32"), 0]);
  }));

test("--check names what is not formatted", () =>
  inFolder({ "p/a.proto": ugly, "p/b.proto": fine }, async cwd => {
    assert.deepEqual(await cli(["format", "--check", "p"], { cwd }).then(r => [r.out, r.code]), [
      `${path.join("p", "a.proto")}\n`,
      1,
    ]);
    assert.deepEqual(await cli(["format", "--check", "p/b.proto"], { cwd }).then(r => [r.out, r.code]), ["", 0]);
  }));

test("--write replaces what is not formatted, keeps permissions and links, and a second run has nothing to do", () =>
  inFolder({ "a.proto": ugly, "b.proto": fine, "real.txt": ugly }, async cwd => {
    const at = (name: string): string => path.join(cwd, name);
    symlinkSync("real.txt", at("c.proto"));
    writeFileSync(at("d.proto"), ugly, { mode: 0o600 });
    const before = statSync(at("b.proto")).mtimeMs;
    assert.deepEqual(await cli(["format", "--write", "."], { cwd }).then(r => [r.out, r.err, r.code]), ["", "", 0]);
    for (const name of ["a.proto", "b.proto", "c.proto", "d.proto", "real.txt"])
      assert.equal(readFileSync(at(name), "utf8"), fine, name);
    assert.equal(statSync(at("b.proto")).mtimeMs, before);
    assert.ok(lstatSync(at("c.proto")).isSymbolicLink());
    assert.equal(statSync(at("d.proto")).mode & 0o777, 0o600);
    assert.equal((await cli(["format", "--check", "."], { cwd })).code, 0);
    assert.deepEqual(readdirSync(cwd).sort(), ["a.proto", "b.proto", "c.proto", "d.proto", "real.txt"]);
  }));

test("request documents too, by name and in folders", () => {
  const request = 'GRPC   localhost:1/a.B/C\n\n{"a":1}';
  const formatted = 'GRPC localhost:1/a.B/C\n\n{\n    "a": 1\n}\n';
  return inFolder({ "p/a.grpc": request, "p/b.proto": fine, "p/c.txt": "" }, async cwd => {
    const printed = await cli(["format", "--indent", "4", "p/a.grpc"], { cwd });
    assert.deepEqual([printed.out, printed.err, printed.code], [formatted, "", 0]);
    assert.equal((await cli(["format", "--check", "p"], { cwd })).out, `${path.join("p", "a.grpc")}\n`);
    assert.equal((await cli(["format", "--write", "p"], { cwd })).code, 0);
    assert.equal(readFileSync(path.join(cwd, "p/a.grpc"), "utf8"), formatted.replace("    ", "  "));
  });
});

test("--diff is what git applies", () => {
  const middle = Array.from({ length: 12 }, (_, i) => `message M${i} {}\n`).join("");
  const text = `import "b.proto";\nimport "a.proto";\n\n${middle}message  X{\n int32 a=1;\n\n\n\n int32 b = 2; }\n${middle.replaceAll("M", "N")}message Y {}`;
  return inFolder({ "a.proto": text }, async cwd => {
    const diff = await cli(["format", "--diff", "a.proto"], { cwd });
    assert.equal(diff.code, 1);
    assert.equal(diff.out.match(/^@@/gm)?.length, 3);
    const printed = await cli(["format", "a.proto"], { cwd });
    execFileSync("git", ["apply", "-p0", "-"], { cwd, input: diff.out });
    assert.equal(readFileSync(path.join(cwd, "a.proto"), "utf8"), printed.out);
    assert.deepEqual(await cli(["format", "--diff", "a.proto"], { cwd }).then(r => [r.out, r.code]), ["", 0]);
  });
});

test("what cannot be formatted is named with its place, and the others are written", () =>
  inFolder(
    {
      "a.proto": "message A {}\n/* ",
      "b.proto": ugly,
      "c.proto": Buffer.from([0xff, 0xfe]),
      "latin.proto": Buffer.from("// M\xfcller\nmessage   A {}\n", "latin1"),
      "d.proto": 'syntax = "proto9";',
    },
    async cwd => {
      const { code, err } = await cli(["format", "--write", ".", "none.proto"], { cwd });
      assert.equal(code, 1);
      assert.match(err, /^a\.proto:2:1: error: this comment never ends/m);
      assert.match(err, /^c\.proto: error: .*is not UTF-8 text$/m);
      assert.match(err, /^latin\.proto: error: latin\.proto is not UTF-8 text$/m);
      assert.equal(readFileSync(path.join(cwd, "latin.proto"), "latin1"), "// M\xfcller\nmessage   A {}\n");
      assert.match(err, /^d\.proto:1:10: error: this syntax or edition is not known/m);
      assert.match(err, /^none\.proto: error: none\.proto does not exist$/m);
      assert.equal(readFileSync(path.join(cwd, "b.proto"), "utf8"), fine);
      assert.equal(readFileSync(path.join(cwd, "a.proto"), "utf8"), "message A {}\n/* ");
    },
  ));

test("wrong arguments are exit code 2", () =>
  inFolder({ "a.proto": fine, "b.proto": fine }, async cwd => {
    for (const [args, said] of [
      [[], "name a file or a folder"],
      [["a.proto", "b.proto"], "only one file can be printed"],
      [["."], "only one file can be printed"],
      [["--check", "--write", "a.proto"], "--check and --write contradict each other"],
      [["--write", "-"], "standard input cannot be written"],
      [["-", "a.proto"], "- stands alone"],
      [["--indent", "0", "a.proto"], "--indent is a number from 1 to 16 or tab"],
    ] as const) {
      const { code, err } = await cli(["format", ...args], { cwd });
      assert.equal(code, 2, args.join(" "));
      assert.ok(err.includes(said), err);
    }
  }));
